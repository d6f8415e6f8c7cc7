"""Which deeds are worth comparing: those of one family and place, of near days.

Never all pairs: deeds meet in blocks, and a sweep over their days pairs them within a block.
Counts of many deeds meet by what they count, whatever their region.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Deed, reach_in_days
from dateline.model import IncidentKind

Key = tuple[str, ...]


def meeting_pairs(deeds: Sequence[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """Pairs to compare, each once, the earlier of `deeds` first."""
    order = {id(deed): n for n, deed in enumerate(deeds)}
    keys = {id(deed): frozenset(meeting_keys(deed)) for deed in deeds}
    blocks: dict[Key, list[Deed]] = defaultdict(list)
    for deed in deeds:
        for key in keys[id(deed)]:
            blocks[key].append(deed)
    for key, block in blocks.items():
        for a, b in _near_in_time(block):
            shared = keys[id(a)] & keys[id(b)]
            if len(shared) == 1 or key == min(shared):  # once, though they meet in several
                yield (a, b) if order[id(a)] < order[id(b)] else (b, a)


def meeting_keys(deed: Deed) -> Iterator[Key]:
    """The blocks that a deed stands in; what goes on stands in none, save within its report."""
    if deed.kind is IncidentKind.COUNT:
        for quantity in deed.count:
            yield "count", deed.family, quantity.of.value, str(quantity.best)
    elif deed.kind is IncidentKind.DEED:
        yield "at", deed.family, deed.spot.key
        for rival in deed.spot.rivals:
            yield "at", deed.family, rival
        for name in deed.spot.names | deed.spot.parts:
            yield "called", deed.family, name
        if deed.spot.bones is not None:
            yield "bones", deed.family, deed.spot.bones.letters
        place = deed.spot.place
        for area in {*deed.areas, *(() if place is None else (place,))}:
            if area.admin1 and (deed.wide or deed.cuts):
                yield "within", deed.family, f"{area.country}.{area.admin1}"
        if deed.cuts:
            yield "cut", deed.family
    elif deed.spot.grade is Grade.NONE:
        yield "in", deed.family, deed.fact.report


def _near_in_time(block: Sequence[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """Pairs whose days lie within reach; what no day can be given to
    meets those of its own report."""
    reach = reach_in_days()
    dated = sorted(((d.begins, d) for d in block if d.begins), key=lambda pair: pair[0])
    starts = [begins for begins, _ in dated]
    for at, (begins, deed) in enumerate(dated):
        last = bisect_right(starts, (deed.days or (0, begins))[1] + reach)
        for _, other in dated[at + 1 : last]:
            yield deed, other
    reports: dict[str, list[Deed]] = defaultdict(list)
    for deed in block:
        reports[deed.fact.report].append(deed)
    for loose in (d for d in block if d.begins is None):
        for other in reports[loose.fact.report]:
            if other.begins is not None or other.key < loose.key:
                yield loose, other
