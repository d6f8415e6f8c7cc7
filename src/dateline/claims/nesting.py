"""Claims that stand inside others: the smallest around each is found, innermost first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from heapq import heappop, heappush

from msgspec.structs import replace

from dateline.model import Claim

Sized = tuple[int, int]
"""The length of a claim, and its number in the order of the text."""


def nested(claims: Sequence[Claim]) -> list[Claim]:
    """Claims with the id of the smallest claim whose content holds their cue and content."""
    ordered = sorted(claims, key=lambda c: (c.start, -c.end))
    result: list[Claim] = []
    wider: list[Sized] = []
    ends: list[tuple[int, Sized]] = []
    for n, claim in enumerate(ordered):
        while ends and ends[0][0] <= claim.start:
            _, gone = heappop(ends)
            del wider[bisect_left(wider, gone)]
        outer = _around(claim, ordered, wider)
        result.append(replace(claim, within=outer.id) if outer else claim)
        sized = (claim.end - claim.start, n)
        insort(wider, sized)
        heappush(ends, (claim.end, sized))
    return result


def _around(claim: Claim, ordered: Sequence[Claim], wider: Sequence[Sized]) -> Claim | None:
    """The smallest of some claims, given by length, that begin no later and hold this one."""
    if claim.cue is None:
        return None
    inner = (claim.cue, *claim.content)
    for at in range(bisect_right(wider, (claim.end - claim.start, len(ordered))), len(wider)):
        other = ordered[wider[at][1]]
        if claim.end <= other.end and all(
            any(piece.contains(span) for piece in other.content) for span in inner
        ):
            return other
    return None
