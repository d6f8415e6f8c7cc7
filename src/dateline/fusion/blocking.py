"""Which facts are worth comparing: those of one family, place or region, and of near days.

Never all pairs: facts meet in blocks, and a sweep over their days pairs them within a block.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from dateline.fusion.facts import Fact

WIDE = timedelta(days=10)
FAMILIES = {"ground": ("territory", "force")}
"""Roots of codes that tell of one thing: leaving, holding and being there."""
_FAMILY = {root: name for name, roots in FAMILIES.items() for root in roots}
Key = tuple[bool, str, str]
"""Whether the block is that of a whole region; the family; the place or region."""


def family(fact: Fact) -> str:
    """The root of the event's code; leaving, holding and being there are one family."""
    root = fact.event.type.split(".")[0]
    return _FAMILY.get(root, root)


def candidate_pairs(facts: Sequence[Fact], *, undated: bool = False) -> Iterator[tuple[Fact, Fact]]:
    """Pairs to compare, each once, the earlier of `facts` first.

    `undated`: whether facts without any time meet all others of their block (for the few facts
    of one report) or none.
    """
    order = {id(fact): n for n, fact in enumerate(facts)}
    keys: dict[int, frozenset[Key]] = {}
    blocks: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        listed = tuple(block_keys(fact))
        keys[id(fact)] = frozenset(listed)
        for key in listed:
            blocks[key].append(fact)
    for key, block in blocks.items():
        for a, b in _near_in_time(block, undated=undated, wide=key[0]):
            shared = keys[id(a)] & keys[id(b)]
            if len(shared) == 1 or key == min(shared):  # once, though they meet in several
                yield (a, b) if order[id(a)] < order[id(b)] else (b, a)


def block_keys(fact: Fact) -> Iterator[Key]:
    """The blocks that a fact stands in: its family with each place, and with their regions.

    Two settlements never meet in a region's block: only what names no settlement meets them.
    """
    kind = family(fact)
    if not fact.anchors:
        yield False, kind, f"?{fact.report}"
    for place in fact.anchors:
        yield False, kind, place.id
    for region in sorted({f"{p.country}.{p.admin1}" for p in fact.anchors if p.admin1}):
        yield True, kind, region


def _near_in_time(
    block: Sequence[Fact], *, undated: bool, wide: bool
) -> Iterator[tuple[Fact, Fact]]:
    """Pairs whose days lie within reach, by a sweep over their starts.

    Of equal starts those without a settlement come first, so that they meet the settled ones.
    """
    begun = [(f.bounds[0] or datetime.min, f) for f in block]
    begun.sort(key=lambda item: (item[0], wide and item[1].settled))
    loose = [item for item in begun if not item[1].settled] if wide else begun
    starts, loose_starts = [i[0] for i in begun], [i[0] for i in loose]
    for at, (begin, fact) in enumerate(begun):
        if begin == datetime.min and not undated:
            continue
        others, times, since = begun, starts, at + 1
        if wide and fact.settled:
            others, times, since = loose, loose_starts, bisect_right(loose_starts, begin)
        last = len(others) if undated else bisect_right(times, _reach(fact, begin))
        for _, other in others[since:last]:
            yield fact, other


def _reach(fact: Fact, begin: datetime) -> datetime:
    """The instant by which a fact that may be the same has begun."""
    return min(fact.bounds[1] or begin, begin + WIDE) + timedelta(days=1)
