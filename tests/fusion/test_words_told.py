"""The words of a deed: rare ones, and those that take it as known."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.facts import Fact, facts_of
from dateline.fusion.words_told import is_recalled, stems_of, words_told
from tests.fusion.factory import Told, coding


def fact_of(words: str, word: str, lang: str = "en") -> Fact:
    """The fact that one of these words tells."""
    made = coding(Told(type="strike", words=words))
    (event,) = made.events
    start = made.report.text.index(word)
    trigger = made.report.span(start, start + len(word))
    (fact,) = facts_of(replace(made, events=(replace(event, trigger=trigger),)))
    return replace(fact, lang=lang)


@pytest.mark.parametrize(
    ("words", "word", "lang", "known"),
    [
        ("nine died in the deadly mortar fire", "fire", "en", True),
        ("nine died in a mortar fire", "fire", "en", False),
        ("the men who lived there saw it burn in a fire", "fire", "en", False),
        ("el ataque dejó nueve muertos", "ataque", "es", True),
        ("un ataque dejó nueve muertos", "ataque", "es", False),
        ("ця атака забрала дев'ять життів", "атака", "uk", True),
        ("атака забрала дев'ять життів", "атака", "uk", False),
        ("the fire", "fire", "xx", False),
    ],
)
def test_a_deed_is_known_where_a_word_before_it_says_so(
    *, words: str, word: str, lang: str, known: bool
) -> None:
    assert is_recalled(fact_of(words, word, lang)) is known


def test_rare_stems_are_kept_and_common_ones_and_names_are_not() -> None:
    told = words_told(fact_of("granaries burned and people said that", "burned"))
    assert stems_of("granaries burned") <= told
    assert not told & stems_of("people said")
