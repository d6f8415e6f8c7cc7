"""What somebody may have meant."""

from __future__ import annotations

import pytest

from dateline.pipeline.suggest import near_names

NAMES = ["kherson", "kharkiv", "dnipro", "goma", "left bank of the dnipro"]


@pytest.mark.parametrize(
    ("asked", "first"),
    [("Khreson", "kherson"), ("Dnieper", "dnipro"), ("Gomma", "goma"), ("Херсн", "kherson"),
     ("Харькив", "kharkiv")],
)  # fmt: skip
def test_a_name_is_near_what_is_mistyped(asked: str, first: str) -> None:
    assert near_names(asked, NAMES)[0] == first


def test_what_is_like_nothing_has_nothing_near() -> None:
    assert near_names("Ouagadougou", NAMES) == ()
    assert near_names("", NAMES) == ()
    assert near_names("Kherson", []) == ()
