"""Quoted stretches: paired marks, also over paragraphs that each open again and close once.

Invariant: quotes are in the order of their beginnings; two never cross, one may lie in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import Block, BlockKind, Report

_PASSED_OVER = frozenset(
    {
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.BOILERPLATE,
        BlockKind.BYLINE,
        BlockKind.SUBHEAD,
    }
)
# Characters within which a mark that may be an apostrophe must find its closing one.
_FARTHEST = 3000
_QUIET = frozenset(
    {
        BlockKind.CREDIT,
        BlockKind.BOILERPLATE,
        BlockKind.BYLINE,
        BlockKind.DATELINE,
        BlockKind.SUBHEAD,
    }
)


class Quote(Struct, frozen=True, gc=False, kw_only=True):
    """Words [start, end) between marks that stand at [outer_start, start) and [end, outer_end).

    `depth`: 0 where no other quote holds it; `closed` False: it runs to its paragraph's end;
    `continues`: index of the quote of an earlier paragraph that goes on here.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int
    depth: int = 0
    closed: bool = True
    continues: int | None = None


class _Marks(Struct, frozen=True, gc=False, kw_only=True):
    double: dict[str, str]
    single: dict[str, str]


class _Open(Struct, frozen=True, gc=False):
    mark: str
    at: int
    single: bool


def quoted_ranges(report: Report) -> tuple[Quote, ...]:
    """Every quoted stretch of the report; what is in marks is not always speech."""
    quotes: list[Quote] = []
    pending: int | None = None
    for index, block in enumerate(report.blocks):
        if block.kind in _QUIET or block.repeats is not None:
            continue
        first = len(quotes)
        quotes += _in_block(report.text, block, index)
        if block.kind in _PASSED_OVER:
            continue
        if pending is not None and _takes_up(report.text, block, quotes, first):
            quotes[first] = msgspec.structs.replace(quotes[first], continues=pending)
        outer = [i for i in range(first, len(quotes)) if quotes[i].depth == 0]
        pending = outer[-1] if outer and not quotes[outer[-1]].closed else None
    return tuple(quotes)


def _takes_up(text: str, block: Block, quotes: Sequence[Quote], first: int) -> bool:
    """Whether the paragraph begins with an opening mark again."""
    return len(quotes) > first and not text[block.start : quotes[first].outer_start].strip()


def _in_block(text: str, block: Block, index: int) -> list[Quote]:
    found: list[Quote] = []
    stack: list[_Open] = []
    marks = _list_marks()
    for found_mark in _any_mark().finditer(text, block.start, block.end):
        at, mark = found_mark.start(), found_mark.group()
        if (closed := _closes(text, at, block.end, stack)) is not None:
            opened = stack[closed]
            del stack[closed:]
            found.append(_make_quote(opened, at, at + 1, index, depth=len(stack)))
        elif _may_open(text, at, block, stack):
            stack.append(_Open(mark, at, mark in marks.single))
    if stack and not stack[0].single:
        end = block.end
        found.append(_make_quote(stack[0], end, end, index, depth=0, closed=False))
    if not found and block.kind is BlockKind.QUOTATION:
        whole = _Open("", block.start, False)  # noqa: FBT003
        found.append(_make_quote(whole, block.end, block.end, index, depth=0))
    return _deepened(found)


def _make_quote(
    opened: _Open, end: int, outer_end: int, block: int, *, depth: int, closed: bool = True
) -> Quote:
    return Quote(
        start=opened.at + len(opened.mark),
        end=end,
        outer_start=opened.at,
        outer_end=outer_end,
        block=block,
        depth=depth,
        closed=closed,
    )


def _deepened(found: Sequence[Quote]) -> list[Quote]:
    """In order, with their true depths: openings that never closed have not deepened them."""
    deepened: list[Quote] = []
    around: list[int] = []
    for quote in sorted(found, key=lambda q: (q.outer_start, -q.outer_end)):
        while around and around[-1] <= quote.outer_start:
            around.pop()
        deepened.append(msgspec.structs.replace(quote, depth=len(around)))
        around.append(quote.outer_end)
    return deepened


def _closes(text: str, at: int, end: int, stack: Sequence[_Open]) -> int | None:
    """Index in the stack of the opening that the mark at `at` closes, innermost first."""
    before = text[at - 1 : at]
    after = text[at + 1] if at + 1 < end else " "
    for place in range(len(stack) - 1, -1, -1):
        opened = stack[place]
        marks = _list_marks()
        closers = (marks.single if opened.single else marks.double)[opened.mark]
        if text[at] not in closers or at == opened.at + 1:
            continue
        if opened.single and (after.isalnum() or not before.strip()):
            continue
        if text[at] == '"' and not before.strip() and after.strip():
            continue  # opens again, closes nothing
        if any(not inner.single for inner in stack[place + 1 :]):
            continue
        return place
    return None


def _may_open(text: str, at: int, block: Block, stack: Sequence[_Open]) -> bool:
    mark = text[at]
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    marks = _list_marks()
    if mark not in marks.double and mark not in marks.single:
        return False
    if any(opened.mark == mark for opened in stack) or not after.strip():
        return False
    if mark in "\"'‘»" and before.isalnum():
        return False
    if mark == "»":
        return text.find("«", at + 1, min(block.end, at + _FARTHEST)) > 0
    if mark == "'":
        return _closed_later(text, at, min(block.end, at + _FARTHEST))
    return True


def _closed_later(text: str, at: int, end: int) -> bool:
    """Whether a straight apostrophe that may open has one that may close it in the paragraph."""
    place = at + 1
    while (place := text.find("'", place + 1, end)) >= 0:
        after = text[place + 1] if place + 1 < end else " "
        if text[place - 1].strip() and not after.isalnum():
            return True
    return False


@cache
def _list_marks() -> _Marks:
    data = (files("dateline.text") / "data" / "quotes.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=_Marks)


@cache
def _any_mark() -> re.Pattern[str]:
    marks = _list_marks()
    pairs = [*marks.double.items(), *marks.single.items()]
    every = frozenset("".join(opening + closers for opening, closers in pairs))
    return re.compile(f"[{re.escape(''.join(sorted(every)))}]")
