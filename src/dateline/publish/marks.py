"""Marks in a text: ranges that nest or cross, written as elements that only nest.

Invariant: the marked text without its tags is the text (property-tested).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import Struct

from dateline.publish.plain import safe


class Range(Struct, frozen=True, kw_only=True):
    """A stretch [start, end) to be marked: `tag` opens and closes it.

    `first` holds attributes for its first piece only (an anchor, a tab stop). `rank` orders
    ranges with equal bounds: low outside.
    """

    start: int
    end: int
    tag: str
    attributes: str
    first: str = ""
    rank: int = 0


def marked(text: str, start: int, end: int, ranges: Iterable[Range]) -> Markup:
    """`text[start:end]`, escaped, with its ranges as nested elements; a range that crosses
    another is written in pieces."""
    inside = sorted(
        (r for r in ranges if r.start < end and start < r.end),
        key=lambda r: (r.start, -r.end, r.rank),
    )
    return Markup("").join(_pieces(text, start, end, inside))


def _pieces(text: str, start: int, end: int, ranges: list[Range]) -> Iterator[Markup]:
    edges = {start, end}
    for r in ranges:
        edges.update((max(r.start, start), min(r.end, end)))
    stops = sorted(edges)
    open_: list[Range] = []
    waiting = list(reversed(ranges))
    for at, upto in itertools.pairwise(stops):
        yield from _close(open_, at)
        while waiting and max(waiting[-1].start, start) <= at:
            new = waiting.pop()
            if new.end > at:
                open_.append(new)
                yield _start(new, first=new.start >= start)
        yield safe(text[at:upto])
    yield from (Markup(f"</{r.tag}>") for r in reversed(open_))


def _close(open_: list[Range], at: int) -> Iterator[Markup]:
    """Ends the ranges that end here; those above them in the stack are closed and reopened."""
    deepest = next((i for i, r in enumerate(open_) if r.end <= at), None)
    if deepest is None:
        return
    above = open_[deepest:]
    yield from (Markup(f"</{r.tag}>") for r in reversed(above))
    kept = [r for r in above if r.end > at]
    del open_[deepest:]
    for r in kept:
        open_.append(r)
        yield _start(r, first=False)


def _start(r: Range, *, first: bool) -> Markup:
    return Markup(f"<{r.tag} {r.attributes}{' ' + r.first if first and r.first else ''}>")
