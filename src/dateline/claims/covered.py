"""Ranges of a text, asked again and again how much of a span they take."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Covered:
    """Ranges [start, end) in the order of the text; each question costs a search, not a scan."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for start, _ in self._ranges]
        self._ends = list(accumulate((end for _, end in self._ranges), max))
        self._sizes = [0, *accumulate(end - start for start, end in self._ranges)]

    def shared(self, start: int, end: int) -> int:
        """How many characters of [start, end) the ranges take, counted for each of them."""
        return self._before(end) - self._before(start) if start < end else 0

    def meets(self, start: int, end: int) -> bool:
        """Whether a range begins before `end` and ends after `start`."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def _before(self, at: int) -> int:
        """The characters of all ranges that stand before a place."""
        done, begun = bisect_right(self._ends, at), bisect_left(self._starts, at)
        open_now = self._ranges[done:begun]
        return self._sizes[done] + sum(min(end, at) - start for start, end in open_now)
