"""Quotations as the claims stage uses them: outermost ones, with their marks."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import Report
from dateline.text.quotes import Quote as Found
from dateline.text.quotes import quoted_ranges

_SINGLE = frozenset("‘'‚‹’")
_TWICE = "''"
"""Two single marks that stand for a double one, as in old wires."""


class Quote(Struct, frozen=True, gc=False):
    """Characters [start, end) of a quotation with its marks, in block `block`.

    `words` are the characters between the marks; `closed`: it ends with a mark; `continues`:
    it goes on from a quotation of an earlier paragraph; `single`: its marks are single ones.
    """

    start: int
    end: int
    block: int
    closed: bool
    words: tuple[int, int]
    continues: bool = False
    single: bool = False


def quotations(report: Report) -> list[Quote]:
    """All quotations of a report in the order of its text; none lies in another."""
    return [_whole(report.text, quote) for quote in quoted_ranges(report) if quote.depth == 0]


def _whole(text: str, quote: Found) -> Quote:
    start, end = quote.outer_start, quote.outer_end
    double = text.startswith(_TWICE, start)
    if double and quote.closed and text.startswith("'", end) and text[end - 1] == "'":
        end += 1
    return Quote(
        start, end, quote.block, quote.closed, (quote.start, quote.end),
        continues=quote.continues is not None, single=text[start] in _SINGLE and not double,
    )  # fmt: skip
