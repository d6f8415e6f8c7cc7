"""Codes and areas in words, in the page's language."""

from __future__ import annotations

import pytest

from dateline.events.codebook import codebook
from dateline.publish.face import languages, speaking
from dateline.publish.labels import area_words, country_name, labels, side_name


@pytest.mark.parametrize("lang", languages())
def test_every_type_of_event_below_a_parent_has_words(lang: str) -> None:
    with speaking(lang):
        assert {code for code in codebook().codes if "." in code} <= set(labels()["event"])


@pytest.mark.parametrize(
    ("area", "english", "ukrainian"),
    [
        (None, None, None),
        ("bank:right", "right bank", "правий берег"),
        ("5 km west of", "5 km west of", "5 км на захід від"),
        ("1.6 km of", "1.6 km of", "1.6 км від"),
        ("part:south", "southern part", "південна частина"),
        ("near", "near", "поблизу"),
        ("old_town", "old town", "old town"),
    ],
)
def test_areas_are_said(area: str | None, english: str | None, ukrainian: str | None) -> None:
    assert area_words(area) == english
    with speaking("uk"):
        assert area_words(area) == ukrainian


@pytest.mark.parametrize(
    ("said", "english", "ukrainian"),
    [
        ("UA", "Ukraine", "Україна"),
        ("SYR", "Syria", "Сирія"),
        ("Russia", "Russia", "Росія"),
        ("nowhere", "nowhere", "nowhere"),
    ],
)
def test_countries_are_named(said: str, english: str, ukrainian: str) -> None:
    assert country_name(said) == english
    with speaking("uk"):
        assert country_name(said) == ukrainian
    assert country_name(said) == english


def test_sides_that_are_countries_are_named_as_these() -> None:
    assert (side_name("UKR"), side_name("RUS")) == ("Ukraine", "Russia")
    with speaking("uk"):
        assert (side_name("UKR"), side_name("RUS")) == ("Україна", "Росія")
