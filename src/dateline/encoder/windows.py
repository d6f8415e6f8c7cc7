"""Windows of at most 256 pieces over a report, each sentence owned by the one that knows most.

Invariant: every word is owned by exactly one window, and a sentence that fits into a window is
owned whole, so that its parse never crosses a window.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from dateline.model import Analysis

LENGTH = 256
OVERLAP = 32
"""Pieces that the next window shows again, so that every sentence has company on both sides."""


@dataclass(frozen=True)
class Window:
    """The words [first, last) that are read, and [own, end) of them that count."""

    first: int
    last: int
    own: int
    end: int


def plan(
    costs: Sequence[int], starts: Sequence[int], *, length: int = LENGTH, overlap: int = OVERLAP
) -> list[Window]:
    """Windows over words that cost so many pieces; `starts` are the first words of sentences."""
    if not costs:
        return []
    units = _units(costs, starts, length - 2)
    ranges = _ranges(units, length - 2, overlap)
    windows = []
    for k, (a, b) in enumerate(ranges):
        own = 0 if k == 0 else _middle(units, a, ranges[k - 1][1])
        end = len(units) if k + 1 == len(ranges) else _middle(units, ranges[k + 1][0], b)
        windows.append(Window(units[a][0], units[b - 1][1], units[own][0], units[end - 1][1]))
    return windows


def _units(costs: Sequence[int], starts: Sequence[int], room: int) -> list[tuple[int, int, int]]:
    """Sentences, or what of them fits: first word, end, pieces."""
    units = []
    for first, last in zip(starts, [*starts[1:], len(costs)], strict=True):
        at, used = first, 0
        for i in range(first, last):
            if used + costs[i] > room:
                units.append((at, i, used))
                at, used = i, 0
            used += costs[i]
        if at < last:
            units.append((at, last, used))
    return units


def _ranges(units: list[tuple[int, int, int]], room: int, overlap: int) -> list[tuple[int, int]]:
    """Units [a, b) of every window; each goes further than the one before."""
    ranges = []
    a = 0
    while a < len(units):
        b, used = a, 0
        while b < len(units) and used + units[b][2] <= room:
            used += units[b][2]
            b += 1
        ranges.append((a, b))
        if b == len(units):
            break
        back, shown = b, 0
        fits = room - units[b][2]
        while back - 1 > a and shown + units[back - 1][2] <= min(overlap, fits):
            back -= 1
            shown += units[back][2]
        a = back
    return ranges


def _middle(units: list[tuple[int, int, int]], a: int, b: int) -> int:
    """Where the shared units [a, b) are parted: at about half their pieces."""
    half = sum(unit[2] for unit in units[a:b]) / 2
    at, used = a, 0.0
    while at < b and used + units[at][2] / 2 < half:
        used += units[at][2]
        at += 1
    return at


def first_words(given: Analysis) -> list[int]:
    """First words of the blocks."""
    first: dict[int, int] = {}
    for sentence in given.sentences:
        first.setdefault(sentence.block, sentence.first)
    return sorted(first.values())


def lay_pieces(
    window: Window, pieces: Sequence[tuple[int, ...]], marks: tuple[int, int]
) -> tuple[list[int], list[int]]:
    """The pieces of a window between its marks, and where each of its words begins among them,
    with one past the last."""
    read = pieces[window.first : window.last]
    at = list(accumulate(map(len, read), initial=1))
    return [marks[0], *chain.from_iterable(read), marks[1]], at
