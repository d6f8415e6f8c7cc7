"""What numbers count, and what they do not."""

from __future__ import annotations

import pytest

from dateline.events.numbers import number_words
from dateline.events.quantities import counts_in
from dateline.events.words import words_of


def read(text: str, lang: str = "en") -> list[tuple[str, float | None]]:
    """What each number of a text counts, with its best figure; parts left out."""
    lexicon = number_words(lang)
    assert lexicon is not None
    found = counts_in(words_of(text, 0, len(text)), text, lexicon)
    return [(c.of, c.number.best) for c in found if not c.part]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Five people were killed and 12 injured.", [("killed", 5), ("wounded", 12)]),
        ("The blast killed three soldiers and two civilians.", [("killed", 3), ("killed", 2)]),
        ("Rebels captured 18 soldiers.", [("captured", 18)]),
        ("They freed six villages and advanced 10 km.", [("settlements", 6), ("distance_km", 10)]),
        ("The army lost 90 men.", [("lost", 90)]),
        ("More than 400 residents were evacuated.", [("evacuated", 400)]),
        ("Gunmen killed a farmer.", [("killed", 1)]),
        ("Twelve died, including two children.", [("killed", 12)]),
        ("Two of the six hostages were freed.", [("captured", 2)]),
    ],
)
def test_counts(text: str, wanted: list[tuple[str, float]]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The 72nd Brigade fired 122mm rockets.",
        "He was 24 when he was captured.",
        "The boy, aged 12, was seen on 12 May 2015.",
        "The firm paid $20 million for 45 percent.",
        "No one was killed.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert read(text) == []


def test_other_languages() -> None:
    assert read("Загинули двоє людей.", "uk") == [("killed", 2)]
    assert read("Погибли три человека.", "ru") == [("killed", 3)]
