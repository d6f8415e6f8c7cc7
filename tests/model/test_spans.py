"""The invariant of the house: a span says the words that stand there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Span, SpanError, span_of, trimmed


@given(st.text(min_size=1), st.data())
def test_a_span_made_from_a_text_is_true(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = span_of(text, start, end)
    assert span.text == text[start:end]
    assert span.check(text) is span


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6)])
def test_empty_or_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError, match="does not lie in a text of 5"):
        span_of("abcde", start, end)


def test_other_words_are_refused_never_repaired() -> None:
    with pytest.raises(SpanError, match="quotes 'abx', the text says 'abc'"):
        Span(0, 3, "abx").check("abcde")


@given(st.text())
def test_trimmed_loses_only_white_space(text: str) -> None:
    span = trimmed(text, 0, len(text))
    assert (span.text if span else "") == text.strip()


def test_overlap_is_symmetric_and_half_open() -> None:
    left, right = Span(0, 3, "abc"), Span(3, 5, "de")
    assert not left.overlaps(right)
    assert not right.overlaps(left)
    assert Span(0, 5, "abcde").contains(right)
