"""What a long list or a long run of capitals costs grows with its length, not its square."""

from __future__ import annotations

import pytest

from dateline.places.names import Found, link


def _found(text: str, name: str) -> list[Found]:
    at, found = 0, []
    while (at := text.find(name, at)) >= 0:
        found.append(Found(start=at, end=at + len(name), text=name))
        at += len(name)
    return found


@pytest.mark.parametrize("gap", [", ", " in "])
def test_a_name_of_a_long_list_has_few_containers(gap: str) -> None:
    text = f"Kherson{gap}" * 500
    founds = _found(text, "Kherson")
    link(founds, text)
    assert founds[0].within
    assert max(len(found.within) for found in founds) <= 30
