"""The way from a report's text back to the bytes of its original.

Invariant: runs are in the order of the text, do not overlap, and together cover every character
that came from the original; characters that were put in (a line end between two elements of a
page) lie in no run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dateline.model import SourceRun


class MapBuilder:
    """Builds a text piece by piece together with its map."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[SourceRun] = []
        self._length = 0
        self._exact = False

    def __len__(self) -> int:
        return self._length

    def add(self, piece: str, at: int, size: int) -> None:
        """Append characters that stand in `size` bytes at byte `at` of the original."""
        if not piece:
            return
        exact = size == _count_utf8(piece)
        last = self._runs[-1] if self._runs else None
        if (
            last
            and exact
            and self._exact
            and last.at + last.size == at
            and last.start + last.length == self._length
        ):
            self._runs[-1] = SourceRun(
                last.start, last.length + len(piece), last.at, last.size + size
            )
        else:
            self._runs.append(SourceRun(self._length, len(piece), at, size))
        self._exact = exact
        self._pieces.append(piece)
        self._length += len(piece)

    def insert(self, piece: str) -> None:
        """Append characters that the original does not have."""
        self._pieces.append(piece)
        self._length += len(piece)

    def text(self) -> str:
        """What has been appended so far."""
        return "".join(self._pieces)

    def runs(self) -> tuple[SourceRun, ...]:
        """The map of what has been appended so far."""
        return tuple(self._runs)


def copy_mapped(built: MapBuilder, text: str, source_map: Sequence[SourceRun]) -> None:
    """Append a text that has a map of its own, with that map."""
    position = 0
    for run in source_map:
        built.insert(text[position : run.start])
        position = run.start + run.length
        built.add(text[run.start : position], run.at, run.size)
    built.insert(text[position:])


def locate(
    source_map: Sequence[SourceRun], text: str, start: int, end: int
) -> tuple[int, int] | None:
    """Bytes [first, last) of the original in which the characters [start, end) of `text` stand.

    None where the characters came from nowhere in the original. Where a run maps as a whole
    (another encoding, an entity), the answer is the whole run: never too few bytes.
    """
    first = bisect_right(source_map, start, key=lambda run: run.start + run.length)
    low: int | None = None
    high = 0
    for run in source_map[first:]:
        if run.start >= end:
            break
        begin, stop = _within(run, text, start, end)
        low = begin if low is None else min(low, begin)
        high = max(high, stop)
    return None if low is None else (low, high)


def _within(run: SourceRun, text: str, start: int, end: int) -> tuple[int, int]:
    whole = text[run.start : run.start + run.length]
    if _count_utf8(whole) != run.size:
        return run.at, run.at + run.size
    a, b = max(0, start - run.start), min(run.length, end - run.start)
    begin = run.at + _count_utf8(whole[:a])
    return begin, begin + _count_utf8(whole[a:b])


def _count_utf8(piece: str) -> int:
    return len(piece) if piece.isascii() else len(piece.encode("utf-8", "surrogatepass"))


class ByteIndex:
    """Bytes of ranges of a mapped text, for many ranges asked for in rising order."""

    def __init__(self, source_map: Sequence[SourceRun], text: str) -> None:
        self._runs = source_map
        self._text = text
        self._starts = [run.start for run in source_map]
        self._exact: dict[int, bool] = {}
        self._last = (-1, 0, 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Bytes [first, last) of the non-empty range; (0, 0) where it lies in no run."""
        if not self._runs or start >= end:
            return 0, 0
        first = self._find_byte(start)
        last = self._find_byte(end - 1, after=True)
        return first, max(first, last)

    def _find_byte(self, place: int, *, after: bool = False) -> int:
        index = max(0, bisect_right(self._starts, place) - 1)
        run = self._runs[index]
        if not self._is_exact(index):
            return run.at + run.size if after else run.at
        last_run, char, at = self._last
        if last_run != index or char > place:
            char, at = run.start, run.at
        at += _count_utf8(self._text[char:place])
        self._last = (index, place, at)
        return at + _count_utf8(self._text[place]) if after else at

    def _is_exact(self, index: int) -> bool:
        if index not in self._exact:
            run = self._runs[index]
            piece = self._text[run.start : run.start + run.length]
            self._exact[index] = _count_utf8(piece) == run.size
        return self._exact[index]
