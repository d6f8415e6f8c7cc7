"""Deeds without a place that other reports tell of one place only: they take it from there.

"The sixth reactor was shut down" tells no place; where every other report of those days that tells
of a shutdown in like words has it at one plant, it is that plant's. Invariant: one candidate place,
never the nearest or the most frequent of several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Deed, place_deed, shipped_rules
from dateline.fusion.linkage import day_level, is_kin_type, opposed

MOST = 100
"""Deeds of one word beyond which it tells nothing apart."""
LIKE = 2
"""Rare words in common from which two tell in like words; one is enough beside the same trigger."""
Index = Mapping[tuple[str, str], Sequence[Deed]]
"""Placed deeds by family and rare word."""


def adopt_places(deeds: Iterable[Deed]) -> list[Deed]:
    """The deeds, those without a place at the one that all like tellings have."""
    given = list(deeds)
    index = _index(given)
    return [_adopted(d, find_like(d, index)) if is_placeless(d) else d for d in given]


def adoption_pairs(deeds: Sequence[Deed]) -> Iterable[tuple[Deed, Deed]]:
    """Every placeless deed with each that its place may come from, or be doubtful through."""
    index = _index(deeds)
    for deed in deeds:
        if is_placeless(deed):
            yield from ((deed, other) for other in find_like(deed, index))


def is_placeless(deed: Deed) -> bool:
    """Whether it is a single deed that no place at all is told for."""
    single = not deed.count and deed.fact.event.type not in shipped_rules().lasting
    return deed.spot.grade is Grade.NONE and single and deed.days is not None


def find_like(deed: Deed, index: Index) -> list[Deed]:
    """Deeds of other reports at a place, in like words and of those days."""
    near = {o.key: o for w in sorted(deed.words) for o in index.get((deed.family, w), ())}
    return [o for _, o in sorted(near.items()) if _is_like(deed, o)]


def _is_like(a: Deed, b: Deed) -> bool:
    if a.fact.report == b.fact.report or a.fact.denied != b.fact.denied or opposed(a, b):
        return False
    if not is_kin_type(a, b) or day_level(a, b) not in ("day", "near", "next"):
        return False
    shared = len(a.words & b.words)
    same = a.fact.event.trigger.text.casefold() == b.fact.event.trigger.text.casefold()
    return shared >= LIKE or (shared == 1 and same)


def _adopted(deed: Deed, like: Sequence[Deed]) -> Deed:
    if len({o.spot.key for o in like}) != 1:
        return deed
    spot = like[0].spot
    return place_deed(deed, replace(spot, grade=Grade.STORY, role=None))


def _index(deeds: Iterable[Deed]) -> Index:
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.spot.place_is_own:
            for word in deed.words:
                found[deed.family, word].append(deed)
    return {key: told for key, told in found.items() if len(told) <= MOST}
