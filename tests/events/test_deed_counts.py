"""Counts by the words that a reader names."""

from __future__ import annotations

import pytest

from dateline.events.deed_counts import read_counts
from dateline.events.lines import Line
from dateline.events.words import words_of
from dateline.model import QuantityOf, RawDeed, RawSlot, Scope
from dateline.text.segment import analyse
from tests.claims.reading import report_of

Bounds = tuple[float | None, float | None, float | None]


def _read(text: str, words: str, of: str, lang: str = "en") -> list[tuple[QuantityOf, Bounds]]:
    report = report_of(text, lang=lang)
    start = text.index(words)
    slot = RawSlot(name=of, start=start, end=start + len(words), score=0.9, scope="period")
    deed = RawDeed(
        start=0, end=1, type="battle", auxiliary="asserted", aspect="done", score=0.9,
        counts=(slot,),
    )  # fmt: skip
    sentence = analyse(report).sentences[0]
    line = Line(0, sentence, words_of(text, sentence.start, sentence.end), ())
    found = read_counts(deed, line, report, lang)
    assert all(text[q.start : q.end] == q.text == words for q in found)
    assert all(q.scope is Scope.PERIOD for q in found)
    return [(q.of, (q.low, q.best, q.high)) for q in found]


@pytest.mark.parametrize(
    ("text", "words", "of", "bounds"),
    [
        ("It killed at least 12 men.", "at least 12 men", "killed", (12.0, 12.0, None)),
        ("It hurt 15 to 20 people.", "15 to 20 people", "wounded", (15.0, None, 20.0)),
        ("It killed between 15 and 20 people.", "15 and 20 people", "killed", (15.0, None, 20.0)),
        ("It killed at least 12 men.", "12 men", "killed", (12.0, 12.0, None)),
        ("It killed 5 and hurt 20 to 30.", "30", "wounded", (20.0, None, 30.0)),
        ("It killed a soldier.", "a soldier", "killed", (1.0, 1.0, 1.0)),
        ("They took 10 miles of road.", "10 miles", "distance_km", (16.09, 16.09, 16.09)),
    ],
)
def test_a_number_has_its_bounds_and_its_unit(
    text: str, words: str, of: str, bounds: Bounds
) -> None:
    ((what, found),) = _read(text, words, of)
    assert what == QuantityOf(of)
    assert found == pytest.approx(bounds) if None not in bounds else found == bounds


def test_words_without_a_number_count_nothing() -> None:
    assert _read("It killed traders.", "traders", "killed") == []


def test_a_language_without_words_of_number_counts_nothing() -> None:
    assert _read("Er tötete 12 Männer.", "12 Männer", "killed", lang="de") == []
