"""Quotations: where they begin and end, also over paragraphs.

By the convention of news, a quotation that goes on in the next paragraph is not closed, and
the next paragraph opens it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dateline.model import BlockKind, Report

_MARK = re.compile("[“”\"«»„‟]|''|``")
_SINGLE = re.compile(r"(?<![\w])[‘'](?=\w)([^‘’'\n]*(?:[’'](?=\w)[^‘’'\n]*)*)[’'](?!\w)")
_OPENS = frozenset(("“", "«", "„", "‟", "``"))
_SPEAKING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST, BlockKind.HEADLINE,
                       BlockKind.CAPTION})  # fmt: skip


class Quote(Struct, frozen=True):
    """Characters [start, end) of a quotation with its marks, in block `block`.

    `closed`: it ends with a mark; `continues`: it goes on from the quotation before it.
    """

    start: int
    end: int
    block: int
    closed: bool
    continues: bool = False
    single: bool = False

    @property
    def words(self) -> tuple[int, int]:
        """The characters between the marks."""
        return self.start + 1, self.end - 1 if self.closed else self.end


def quotations(report: Report) -> list[Quote]:
    """All quotations of a report in the order of its text; none lies in another."""
    found: list[Quote] = []
    for index, block in enumerate(report.blocks):
        if block.kind not in _SPEAKING or block.repeats is not None:
            continue
        here = list(_double(report.text, block.start, block.end, index))
        if here and found and not found[-1].closed and found[-1].block == _before(report, index):
            first = here[0]
            if first.start == block.start:
                here[0] = Quote(first.start, first.end, index, first.closed, continues=True)
        here += _single(report.text, block.start, block.end, index, here)
        found += sorted(here, key=lambda quote: quote.start)
    return found


def _before(report: Report, index: int) -> int:
    """Index of the text block before this one, past captions and boilerplate."""
    while index > 0:
        index -= 1
        if report.blocks[index].kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.LIST):
            return index
    return -1


def _double(text: str, start: int, end: int, block: int) -> Iterator[Quote]:
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark, at = match[0], match.start()
        if opened is None:
            if mark in _OPENS or (mark in ('"', "''", "”") and _may_open(text, at, start, end)):
                opened = at
        elif mark in ("”", "»", '"', "''") or (mark == "“" and text[opened] == "„"):
            yield Quote(opened, match.end(), block, closed=True)
            opened = None
    if opened is not None and end - opened > 1:
        yield Quote(opened, end, block, closed=False)


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in "([—–-:") and not after.isspace()


def _single(text: str, start: int, end: int, block: int, taken: list[Quote]) -> list[Quote]:
    found = []
    for match in _SINGLE.finditer(text, start, end):
        inside = any(q.start <= match.start() < q.end for q in taken)
        if not inside and not (match.start() and text[match.start() - 1].isalnum()):
            found.append(Quote(match.start(), match.end(), block, closed=True, single=True))
    return found
