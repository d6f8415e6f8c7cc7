"""What is a verb here and what a noun, and where the phrase of a source begins and ends."""

from __future__ import annotations

import pytest

from dateline.claims.cues import cues
from dateline.claims.words import SHORT_QUOTE, Text
from dateline.text.segment import analyse
from tests.claims.reading import attributions, report_of


@pytest.mark.parametrize(
    ("sentence", "is_verb"),
    [
        ("Officials claim the town fell.", True),
        ("The claim surprised the town.", False),
        ("Its reports on the town were late.", False),
        ("The army reports that the town fell.", True),
        ("The reported losses were high.", False),
        ("The reporting of losses was slow.", False),
    ],
)
def test_a_word_that_may_be_noun_or_verb(*, sentence: str, is_verb: bool) -> None:
    assert bool(attributions(sentence)) is is_verb


@pytest.mark.parametrize(
    ("quoted", "speech"),
    [
        ("“no”", True),
        ("'" + "n" * (SHORT_QUOTE - 3) + "'", False),
        ("'" + "n" * (SHORT_QUOTE - 2) + "'", True),
    ],
)
def test_a_short_word_in_single_marks_is_a_name_and_no_speech(*, quoted: str, speech: bool) -> None:
    report = report_of(f"They call it {quoted} here.")
    text = Text(analyse(report), report, cues("en"))
    inside = [i for i, quote in enumerate(text.quoted) if quote is not None]
    assert inside
    assert all((text.speech(i) is not None) is speech for i in inside)


@pytest.mark.parametrize(
    ("headline", "is_verb"),
    [
        ("Mayor Claims Old Bridge Fell", True),
        ("The mayor Claims old bridge fell", False),
        ("Mayor Claims Bridge", False),
    ],
)
def test_a_verb_has_a_capital_in_headlines_alone(*, headline: str, is_verb: bool) -> None:
    assert bool(attributions(headline)) is is_verb
