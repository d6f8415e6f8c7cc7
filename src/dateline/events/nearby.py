"""What of a report stands in each of its sentences, found once for all events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from dateline.model import Claim, Sentence

T = TypeVar("T")


class Placed(Protocol):
    """What stands at the characters [start, end)."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


class InOrder(Generic[P]):
    """Records of a report by where they stand, found without a look at all of them."""

    def __init__(self, items: Iterable[P]) -> None:
        self.items = sorted(items, key=lambda item: item.start)
        self._starts = [item.start for item in self.items]
        self._longest = max((item.end - item.start for item in self.items), default=0)

    def within(self, start: int, end: int) -> list[P]:
        """The records that share characters with [start, end), in the order of the text."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [item for item in self.items[first:last] if item.end > start]


def by_sentence(
    sentences: Sequence[Sentence],
    items: Iterable[T],
    spans: Callable[[T], Iterable[tuple[int, int]]],
) -> list[list[T]]:
    """For each sentence, the items with a span [start, end) that overlaps it, in their order."""
    starts, ends = [s.start for s in sentences], [s.end for s in sentences]
    out: list[list[T]] = [[] for _ in sentences]
    for item in items:
        for start, end in spans(item):
            for here in out[bisect_right(ends, start) : bisect_left(starts, end)]:
                if not here or here[-1] is not item:
                    here.append(item)
    return out


def of_claim(claim: Claim) -> list[tuple[int, int]]:
    """The spans of what a claim says."""
    return [(span.start, span.end) for span in claim.content]
