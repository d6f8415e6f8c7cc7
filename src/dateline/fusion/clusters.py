"""Groups of deeds that are one occurrence: average link with a veto.

Two groups join while the mean probability of all their pairs is high enough, the highest first
(Sokal and Michener 1958); a pair that was never linked counts as 0, so that no chain of likenesses
joins. Invariant: a group never holds a denial beside an assertion or two places, there is a day on
which all its members may have been, and no opposite changes of a place or events that a person
judged different.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from dateline.fusion.compare import contains
from dateline.fusion.deeds import Days, Deed
from dateline.fusion.linkage import Link, opposed
from dateline.model import IncidentKind


@dataclass(eq=False)
class Group:
    """Members and what they rule out. `size`: how much they weigh in a mean, by how many tellings
    they stand for and how surely these have their place; `hours`: parts of the day that words give;
    `pairs`: weighed sums of the chances of pairs with other groups, by group."""

    deeds: list[Deed]
    size: float
    window: Days | None
    movers: list[Deed]
    refused: set[str]
    hours: set[str]
    pairs: dict[int, float] = field(default_factory=dict)
    why: list[Link] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What orders groups of equal strength."""
        return self.deeds[0].key

    def admits(self, other: Group) -> bool:
        """Whether no member of one rules out a member of the other."""
        if not self.refused.isdisjoint(d.id for d in other.deeds):
            return False
        window = meet(self.window, other.window)
        if (window is not None and window[0] > window[1]) or not self._one_place(other):
            return False
        if self.deeds[0].kind is not IncidentKind.DEED:
            return True
        if self._other_hours(other):
            return False
        return not any(opposed(a, b) for a in self.movers for b in other.movers)

    def _other_hours(self, other: Group) -> bool:
        """Whether words give the two another part of one day: evening, and the night before."""
        return bool(self.hours and other.hours) and self.hours.isdisjoint(other.hours)

    def _one_place(self, other: Group) -> bool:
        known = {d.spot.key for g in (self, other) for d in g.deeds if d.spot.place is not None}
        if self.deeds[0].kind is IncidentKind.COUNT:
            return len(known) <= 1 or self._nested(other)
        if any(d.wide for g in (self, other) for d in g.deeds):
            return len({d.spot.key for g in (self, other) for d in g.deeds if not d.wide}) <= 1
        if len(known) > 1:
            spots = [d.spot for g in (self, other) for d in g.deeds if d.spot.place is not None]
            return bool(frozenset.intersection(*(s.possible for s in spots)))
        if len(known) != 1:
            first, second = self.deeds[0].spot, other.deeds[0].spot
            return not known and (first.key == second.key or first.may_be(second))
        return True

    def _nested(self, other: Group) -> bool:
        """Whether of each two known places one lies in the other."""
        places = {d.spot.place.id: d.spot.place for g in (self, other) for d in g.deeds
                  if d.spot.place is not None}  # fmt: skip
        return all(
            contains(a, b) or contains(b, a) for a, b in combinations(places.values(), 2)
        ) and all(d.spot.place is not None for g in (self, other) for d in g.deeds)

    def take(self, other: Group, found: Link | None) -> None:
        """Makes the other's members its own."""
        self.deeds += other.deeds
        self.size += other.size
        self.window = meet(self.window, other.window)
        for deed in other.movers:
            if all(_hands(deed) != _hands(known) for known in self.movers):
                self.movers.append(deed)
        self.refused |= other.refused
        self.hours |= other.hours
        self.why += other.why + ([found] if found is not None else [])


def _hour_of(deed: Deed) -> str | None:
    """The part of the day that its words give beside the day; none for what happens rarely."""
    return deed.fact.hour if deed.exact and not deed.rare else None


def _hands(deed: Deed) -> tuple[object, ...]:
    return deed.gain, deed.loss, deed.fact.sides, deed.fact.camp, deed.fact.event.type


def meet(a: Days | None, b: Days | None) -> Days | None:
    """The days that both allow, the first after the last where there are none; None: all."""
    if a is None or b is None:
        return a or b
    return max(a[0], b[0]), min(a[1], b[1])


def group_of(deed: Deed, size: float, refused: Iterable[str] = ()) -> Group:
    """The group of one deed, which stands for so many tellings."""
    window = deed.window if deed.days else None
    hour = _hour_of(deed)
    return Group(
        deeds=[deed], size=size, window=window, movers=[deed], refused=set(refused),
        hours=set() if hour is None else {hour},
    )  # fmt: skip


def grouped(
    sizes: Mapping[Deed, float],
    links: Iterable[Link],
    same: Iterable[tuple[str, str]],
    different: Iterable[frozenset[str]],
    join: float,
) -> list[Group]:
    """The groups of deeds: what people judged the same first, then by average link."""
    refused: dict[str, set[str]] = {}
    for pair in different:
        for event in pair:
            refused.setdefault(event, set()).update(pair - {event})
    ordered = sorted(sizes, key=lambda d: d.key)
    groups = {n: group_of(d, sizes[d], refused.get(d.id, ())) for n, d in enumerate(ordered)}
    of = {d.key: n for n, d in enumerate(ordered)}
    found = {(of[x.a], of[x.b]): x for x in links}
    for (a, b), one in found.items():
        weight = one.chance * groups[a].size * groups[b].size
        groups[a].pairs[b] = groups[b].pairs[a] = weight
    by_event: dict[str, list[int]] = {}
    for n, deed in enumerate(ordered):
        by_event.setdefault(deed.id, []).append(n)
    moved = _join_judged(groups, by_event, sorted(same))
    _join_likely(groups, found, moved, join)
    return list(groups.values())


def _join_judged(
    groups: dict[int, Group], by_event: Mapping[str, list[int]], same: Iterable[tuple[str, str]]
) -> dict[int, int]:
    """Joins what people judged the same, whatever speaks against it."""
    moved: dict[int, int] = {}
    for a, b in same:
        for left, right in zip(by_event.get(a, ()), by_event.get(b, ()), strict=False):
            first, second = sorted((_now(left, moved), _now(right, moved)))
            if first != second:
                _merge(groups, first, second, None)
                moved[second] = first
    return moved


def _now(number: int, moved: Mapping[int, int]) -> int:
    while number in moved:
        number = moved[number]
    return number


def _join_likely(
    groups: dict[int, Group],
    found: Mapping[tuple[int, int], Link],
    moved: dict[int, int],
    join: float,
) -> None:
    """Joins the two groups of the highest mean, until none is high enough."""
    heap: list[tuple[float, str, str, int, int, float, float]] = []
    for a, group in groups.items():
        for b in group.pairs:
            if a < b:
                _offer(heap, groups, a, b, join)
    strongest = {}
    for pair, one in found.items():
        strongest[frozenset(pair)] = one
    while heap:
        _, _, _, a, b, size_a, size_b = heapq.heappop(heap)
        if a not in groups or b not in groups:
            continue
        if (groups[a].size, groups[b].size) != (size_a, size_b) or not groups[a].admits(groups[b]):
            continue
        _merge(groups, a, b, strongest.get(frozenset((a, b))))
        moved[b] = a
        for other in groups[a].pairs:
            _offer(heap, groups, min(a, other), max(a, other), join)


def _offer(
    heap: list[tuple[float, str, str, int, int, float, float]],
    groups: Mapping[int, Group], a: int, b: int, join: float,
) -> None:  # fmt: skip
    first, second = groups[a], groups[b]
    mean = round(first.pairs[b] / (first.size * second.size), 9)
    if mean >= join:
        names = sorted((first.name, second.name))
        heapq.heappush(heap, (-mean, names[0], names[1], a, b, first.size, second.size))


def _merge(groups: dict[int, Group], a: int, b: int, why: Link | None) -> None:
    kept, gone = groups[a], groups.pop(b)
    for other, weight in gone.pairs.items():
        if other == a:
            continue
        total = kept.pairs.get(other, 0.0) + weight
        kept.pairs[other] = groups[other].pairs[a] = total
        del groups[other].pairs[b]
    kept.pairs.pop(b, None)
    kept.take(gone, why)
