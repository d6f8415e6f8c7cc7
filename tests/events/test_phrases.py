"""Entries of a lexicon found in a sentence."""

from __future__ import annotations

import pytest

from dateline.events.phrases import GAP, PhraseIndex
from dateline.events.words import split


def matches(entry: str, sentence: str) -> list[str]:
    """The words that an entry matches."""
    index: PhraseIndex[str] = PhraseIndex()
    index.add(split(entry), entry)
    words = split(sentence)
    return [" ".join(words[hit.first : hit.last]) for hit in index.find(words)]


@pytest.mark.parametrize(
    ("entry", "sentence", "found"),
    [
        pytest.param("cut power", "they cut power there", ["cut power"], id="words"),
        pytest.param("cut power", "they cut the power", [], id="a word between"),
        pytest.param("cut power", "they cut", [], id="the sentence ends"),
        pytest.param("cut power", "cut power and cut power", ["cut power"] * 2, id="twice"),
        pytest.param("cut line", "they cut lines", ["cut lines"], id="in the plural"),
        pytest.param("cut gas", "they cut gass", [], id="three letters have no plural"),
        pytest.param("lines cut", "line cut", [], id="the first word is itself"),
        pytest.param("cut power*", "they cut powerlines", ["cut powerlines"], id="any ending"),
        pytest.param("electri* cut", "an electricity cut", ["electricity cut"], id="first word"),
        pytest.param("el* cut", "an electric cut", ["electric cut"], id="two letters of it"),
        pytest.param("el* cut", "an eclectic cut", [], id="another beginning"),
        pytest.param("cut _ power", "they cut off all power", ["cut off all power"], id="a gap"),
        pytest.param("cut _ power", "they cut power", ["cut power"], id="a gap of nothing"),
        pytest.param("cut _ power", "they cut it. power", [], id="a stop in the gap"),
        pytest.param("cut _ power*", "cut all powerlines", ["cut all powerlines"], id="gap, star"),
        pytest.param("cut _ line", "cut all lines", ["cut all lines"], id="gap, plural"),
        pytest.param(
            "cut _ power off", "cut power and power off", ["cut power and power off"],
            id="the second of two words fits",
        ),
    ],
)  # fmt: skip
def test_what_an_entry_matches(entry: str, sentence: str, found: list[str]) -> None:
    assert matches(entry, sentence) == found


@pytest.mark.parametrize(("between", "fits"), [(GAP, True), (GAP + 1, False)])
def test_a_gap_holds_so_many_words(*, between: int, fits: bool) -> None:
    sentence = " ".join(["cut", *["very"] * between, "power"])
    assert bool(matches("cut _ power", sentence)) is fits


def test_every_entry_is_found_with_what_it_carries() -> None:
    index: PhraseIndex[int] = PhraseIndex()
    for number, entry in enumerate(["cut", "cut power", "pow*"]):
        index.add(split(entry), number)
    found = {(hit.first, hit.last, hit.payload) for hit in index.find(("cut", "power"))}
    assert found == {(0, 1, 0), (0, 2, 1), (1, 2, 2)}
