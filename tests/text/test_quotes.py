"""Quotation marks are paired, nested and carried over paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.text.quotes import Quote, quoted_ranges
from tests.text.test_segment import report


def quoted(*paragraphs: str) -> list[str]:
    found = report(*paragraphs)
    return [found.text[q.start : q.end] for q in quoted_ranges(found) if q.depth == 0]


def test_marks_of_several_languages() -> None:
    assert quoted("“We go,” he said. “Now.”") == ["We go,", "Now."]
    assert quoted('"We go," he said. "Now."') == ["We go,", "Now."]
    assert quoted("Він сказав: «Йдемо».") == ["Йдемо"]
    assert quoted("„So ist es“, sagte er") == ["So ist es"]
    assert quoted("»So ist es«, sagte er") == ["So ist es"]
    assert quoted("he sees 'no desire' there") == ["no desire"]


def test_apostrophes_are_no_quotations() -> None:
    assert quoted("The Russians' flag isn't Ukraine's") == []
    assert quoted("It’s the troops’ last day") == []


def test_a_quotation_in_a_quotation() -> None:
    found = report("“The ‘special operation’ goes on.”")
    assert [(q.depth, found.text[q.start : q.end]) for q in quoted_ranges(found)] == [
        (0, "The ‘special operation’ goes on."),
        (1, "special operation"),
    ]


def test_speech_that_runs_over_paragraphs() -> None:
    found = report('He said: "It will fall.', '"We will see it."', "They left.")
    first, second = quoted_ranges(found)
    assert not first.closed
    assert second.closed
    assert second.continues == 0


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    found = report("He said: “It will fall.", "They left.")
    (only,) = quoted_ranges(found)
    assert found.text[only.start : only.end] == "It will fall."


def test_a_paragraph_of_many_quotations_is_quick() -> None:
    assert len(quoted("“Go,” he said. " * 20_000)) == 20_000


@given(st.lists(st.text(alphabet="ab '\"“”‘’«»„.", max_size=40), min_size=1, max_size=4))
def test_quotes_lie_in_their_block_and_never_cross(paragraphs: list[str]) -> None:
    found = report(*paragraphs)
    quotes = quoted_ranges(found)
    for quote in quotes:
        block = found.blocks[quote.block]
        assert block.start <= quote.outer_start <= quote.start
        assert quote.start <= quote.end <= quote.outer_end <= block.end
    assert not any(_cross(a, b) for a in quotes for b in quotes)


def _cross(a: Quote, b: Quote) -> bool:
    return a.outer_start < b.outer_start < a.outer_end < b.outer_end
