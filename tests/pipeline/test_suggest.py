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


def test_a_whole_name_is_offered_before_a_part_of_one() -> None:
    names = ["Syria", "the Syrian Observatory", "Ministry of Defence", "ministry"]
    assert near_names("Syrian Obsevatory", names)[0] == "the Syrian Observatory"
    assert near_names("Defense Ministry", names)[0] == "Ministry of Defence"
    assert near_names("Defense Ministry", names[-1:]) == ("ministry",)


def test_what_is_like_nothing_has_nothing_near() -> None:
    assert near_names("Ouagadougou", NAMES) == ()
    assert near_names("", NAMES) == ()
    assert near_names("Kherson", []) == ()
