"""Tokens and sentences by characters: against a look at all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Analysis, Sentence, Token

GAPS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=10)


def lay_out(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for gap, length in gaps:
        spans.append((at + gap, at + gap + length))
        at += gap + length
    return spans


@given(GAPS, st.integers(0, 40), st.integers(1, 20))
def test_the_tokens_that_some_characters_touch(
    gaps: list[tuple[int, int]], start: int, length: int
) -> None:
    spans = lay_out(gaps)
    tokens = tuple(Token(first, last, "x" * (last - first)) for first, last in spans)
    found = Analysis(lang=None, tokens=tokens, sentences=()).tokens_in(start, start + length)
    touched = [n for n, (a, b) in enumerate(spans) if a < start + length and b > start]
    assert list(found) == touched


@given(GAPS, st.integers(0, 50))
def test_the_sentence_that_holds_a_character(gaps: list[tuple[int, int]], at: int) -> None:
    spans = lay_out(gaps)
    sentences = tuple(Sentence(first, last, 0, 0, 0) for first, last in spans)
    found = Analysis(lang=None, tokens=(), sentences=sentences).sentence_at(at)
    assert found == next((n for n, (a, b) in enumerate(spans) if a <= at < b), None)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2)])
def test_no_characters_touch_no_token(start: int, end: int) -> None:
    analysis = Analysis(lang=None, tokens=(Token(0, 9, "x" * 9),), sentences=())
    assert len(analysis.tokens_in(9, 9)) == 0
    assert len(analysis.tokens_in(start + 9, end + 9)) == 0
