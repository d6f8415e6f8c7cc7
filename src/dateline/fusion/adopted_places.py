"""Deeds without a place that other reports tell of one place only: they take it from there.

"The sixth reactor was shut down" tells no place; where every other report of those days that tells
of a shutdown in like words has it at one plant, it is that plant's. Invariant: one candidate place,
never the nearest or the most frequent of several.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.fusion.deed_places import Grade, Spot
from dateline.fusion.deeds import Days, Deed, place_deed, shipped_rules
from dateline.fusion.linkage import day_level, is_kin_type, opposed

MOST = 100
"""Deeds of one word and of those days beyond which it tells nothing apart."""
LIKE = 2
"""Rare words in common from which two tell in like words; one is enough beside the same trigger."""
BESIDE = 1
"""Days that two like tellings may lie apart."""
Index = Mapping[tuple[str, str], Sequence[Deed]]
"""Placed deeds by family and rare word, in the order of their first days."""


def adopt_places(deeds: Iterable[Deed]) -> list[Deed]:
    """The deeds, those without a place at the one that all like tellings have."""
    given = list(deeds)
    index = index_lenders(given)
    return [place_as(d, common_place(find_like(d, index))) if is_placeless(d) else d for d in given]


def adoption_pairs(deeds: Sequence[Deed]) -> Iterable[tuple[Deed, Deed]]:
    """Every placeless deed with each that its place may come from, or be doubtful through."""
    index = index_lenders(deeds)
    for deed in deeds:
        if is_placeless(deed):
            yield from ((deed, other) for other in find_like(deed, index))


def is_placeless(deed: Deed) -> bool:
    """Whether it is a single deed that no place at all is told for."""
    single = not deed.count and deed.fact.event.type not in shipped_rules().lasting
    return deed.spot.grade is Grade.NONE and single and deed.days is not None


def find_like(deed: Deed, index: Index) -> list[Deed]:
    """Deeds of other reports at a place, in like words and of those days."""
    near: dict[str, Deed] = {}
    for word in sorted(deed.words):
        told = list(_of_days(deed, index.get((deed.family, word), ())))
        if len(told) <= MOST:
            near.update((other.key, other) for other in told)
    return [o for _, o in sorted(near.items()) if _is_like(deed, o)]


def _of_days(deed: Deed, told: Sequence[Deed]) -> Iterator[Deed]:
    """Those of the days of a deed, or of those beside them."""
    first, last = days_beside(deed)
    end = bisect_right(told, last, key=_begins)
    start = bisect_left(told, first - shipped_rules().deed_days, key=_begins)
    yield from (d for d in told[start:end] if d.days is not None and d.days[1] >= first)


def days_beside(deed: Deed) -> Days:
    """The first and last day of deeds that may be told in like words."""
    first, last = deed.days or (0, 0)
    return first - BESIDE, last + BESIDE


def _begins(deed: Deed) -> int:
    return deed.days[0] if deed.days is not None else 0


def _is_like(a: Deed, b: Deed) -> bool:
    if a.fact.report == b.fact.report or a.fact.denied != b.fact.denied or opposed(a, b):
        return False
    if not is_kin_type(a, b) or day_level(a, b) not in ("day", "near", "next"):
        return False
    shared = len(a.words & b.words)
    same = a.fact.event.trigger.text.casefold() == b.fact.event.trigger.text.casefold()
    return shared >= LIKE or (shared == 1 and same)


def common_place(like: Sequence[Deed]) -> Spot | None:
    """The place of all these deeds; None: they have none, or several."""
    if len({o.spot.key for o in like}) != 1:
        return None
    return replace(like[0].spot, grade=Grade.STORY, role=None)


def place_as(deed: Deed, spot: Spot | None) -> Deed:
    """A deed at a place that others tell; None: as its report tells it."""
    return deed if spot is None else place_deed(deed, spot)


def lends_place(deed: Deed) -> bool:
    """Whether others may take the place of a deed."""
    return deed.spot.place_is_own and deed.days is not None


def index_lenders(deeds: Iterable[Deed]) -> Index:
    """The deeds that lend their places, by family and rare word."""
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in sorted(filter(lends_place, deeds), key=_begins):
        for word in deed.words:
            found[deed.family, word].append(deed)
    return found
