"""What of a report stands in each sentence: against a look at all of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.events.nearby import InOrder, by_sentence
from dateline.model import Sentence, Span


def span(start: int, length: int) -> Span:
    return Span(start=start, end=start + length, text="x" * length)


SPANS = st.lists(st.builds(span, st.integers(0, 30), st.integers(1, 12)), max_size=8)


@given(SPANS, st.integers(0, 30), st.integers(1, 10))
def test_all_that_shares_a_character_is_found_in_order(
    spans: list[Span], start: int, length: int
) -> None:
    found = InOrder(spans).within(start, start + length)
    expected = [s for s in spans if s.start < start + length and s.end > start]
    assert found == sorted(expected, key=lambda s: s.start)


@given(SPANS)
def test_each_sentence_has_what_overlaps_it_once(spans: list[Span]) -> None:
    sentences = [
        Sentence(start=at, end=at + 10, first=0, last=0, block=0) for at in (0, 10, 20, 30)
    ]
    found = by_sentence(sentences, spans, lambda s: [(s.start, s.end), (s.start, s.end)])
    for sentence, held in zip(sentences, found, strict=True):
        overlapping = [s for s in spans if s.start < sentence.end and s.end > sentence.start]
        assert [id(s) for s in held] == [id(s) for s in overlapping]
