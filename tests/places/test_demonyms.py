"""Words for the people and things of a place."""

from __future__ import annotations

import pytest

from dateline.places.demonyms import demonym, people


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Ukrainian", "country:UA"),
        ("Russians", "country:RU"),
        ("російський", "country:RU"),
        ("Російського", "country:RU"),
        ("украинской", "country:UA"),
        ("ukrainian", None),
        ("Table", None),
        ("рос", None),
        ("стіл", None),
        ("", None),
    ],
)
def test_the_place_of_a_word(word: str, place: str | None) -> None:
    assert demonym(word) == place


def test_a_people_may_have_its_places_name() -> None:
    assert people("Karen") is not None
    assert people("Ukrainian") is None
