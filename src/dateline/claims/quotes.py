"""Quotations as the claims stage uses them: outermost ones, with their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Report
from dateline.text.quotes import Quote as Found
from dateline.text.quotes import quoted_ranges

_SINGLE = frozenset("‘'‚‹’")
_NICKNAME = 3  # words
_SHORT = 3  # letters of words that a headline leaves small
_NAME_BEFORE = re.compile(r"(?:^|[\s(])[^\W\d_a-zа-яіїєґё][^\W\d_]*(?:[-'’][^\W\d_]+)*\.? $")
_NAME_AFTER = re.compile(r" [^\W\d_a-zа-яіїєґё][^\W\d_]")
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
    return [
        _make_quote(report.text, quote) for quote in quoted_ranges(report)
        if quote.depth == 0 and not _is_nickname(report.text, quote)
    ]  # fmt: skip


def nickname_quotes(report: Report) -> list[tuple[int, int]]:
    """Nicknames in marks inside a name, with the marks: 'Abu *"Tiger"* Adam'."""
    return [
        (quote.outer_start, quote.outer_end) for quote in quoted_ranges(report)
        if _is_nickname(report.text, quote)
    ]  # fmt: skip


def _is_nickname(text: str, quote: Found) -> bool:
    """Whether a name goes on over it: a capitalised word on either side, and few in it."""
    words = text[quote.start : quote.end].split()
    if not quote.closed or not 0 < len(words) <= _NICKNAME or _is_title_case(text, quote):
        return False
    before, after = text[: quote.outer_start], text[quote.outer_end :]
    called = all(word[0].isupper() or word[0].isdigit() for word in words[:1] + words[-1:])
    named = called and all(word[-1].isalnum() for word in words)
    return (
        named and _NAME_BEFORE.search(before) is not None and _NAME_AFTER.match(after) is not None
    )


def _make_quote(text: str, quote: Found) -> Quote:
    start, end = quote.outer_start, quote.outer_end
    double = text.startswith(_TWICE, start)
    if double and quote.closed and text.startswith("'", end) and text[end - 1] == "'":
        end += 1
    return Quote(
        start, end, quote.block, quote.closed, (quote.start, quote.end),
        continues=quote.continues is not None, single=text[start] in _SINGLE and not double,
    )  # fmt: skip


def _is_title_case(text: str, quote: Found) -> bool:
    """Whether the line of a quotation writes its long words with capitals, as headlines do."""
    start = text.rfind("\n", 0, quote.outer_start) + 1
    end = text.find("\n", quote.outer_end)
    around = text[start : quote.outer_start] + text[quote.outer_end : end if end >= 0 else None]
    return not any(len(word) > _SHORT and word[0].islower() for word in around.split())


def complete_quote(piece: tuple[int, int], quotes: Sequence[Quote]) -> tuple[int, int]:
    """A piece that begins with a quotation reaches to its end."""
    for quote in quotes:
        if abs(quote.start - piece[0]) <= 1 and piece[1] < quote.end:
            return quote.start, quote.end
    return piece
