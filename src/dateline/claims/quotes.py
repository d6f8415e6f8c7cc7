"""Quotations as the claims stage uses them: outermost ones, with their marks."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import Report
from dateline.text.quotes import quoted_ranges

_SINGLE = frozenset("‘'‚‹’")


class Quote(Struct, frozen=True):
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
    return [
        Quote(
            quote.outer_start, quote.outer_end, quote.block, quote.closed,
            (quote.start, quote.end), continues=quote.continues is not None,
            single=report.text[quote.outer_start] in _SINGLE,
        )
        for quote in quoted_ranges(report)
        if quote.depth == 0
    ]  # fmt: skip
