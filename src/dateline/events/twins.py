"""The first of several events of one code that are the same, found without comparing all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice

from dateline.model import Actor, Auxiliary, Event, Quantity, QuantityOf, Toponym

_HAPPENED = frozenset({Auxiliary.ASSERTED, Auxiliary.HISTORICAL})
Key = tuple[Hashable, ...]


class Compared:
    """An event with all that decides whether another is the same."""

    def __init__(
        self, event: Event, toponyms: Mapping[str, Toponym], actors: Mapping[str, Actor]
    ) -> None:
        self.event = event
        self.places = _list_places(event, toponyms)
        self.sides = _list_sides(event.actors, actors)
        self.figures = {q.of: q.best for q in event.quantities if q.best is not None}
        self.bounds = event.time.bounds()
        self.told = {_key_figure(q) for q in event.quantities}
        past = event.auxiliary is Auxiliary.HISTORICAL
        self.aspect = (event.auxiliary in _HAPPENED, past)

    @property
    def signature(self) -> Key:
        """Of events of one signature only the first can be the first that another is."""
        grounds = (frozenset(self.places), frozenset(self.sides))
        return (self.aspect, *grounds, frozenset(self.figures.items()), self.bounds)

    def grounds(self) -> Iterator[Key]:
        """Where a later event that is the same would look for this one."""
        for place in self.places:
            yield ("at", place)
            yield from (("at", place, side) for side in self.sides or (None,))
        if self.event.type.startswith("territory"):
            yield from (("by", side) for side in self.sides)

    def sought(self) -> Iterator[Key]:
        """Where an earlier event that is the same would stand."""
        for place in self.places:
            if self.sides:
                yield from (("at", place, side) for side in (*self.sides, None))
            else:
                yield ("at", place)
        if self.event.type.startswith("territory"):
            yield from (("by", side) for side in self.sides)

    def same(self, later: Compared) -> bool:
        """Whether a later event of the same code is this one."""
        if self.aspect != later.aspect:
            return False
        places = _do_overlap(self.places, later.places)
        doers = _do_overlap(self.sides, later.sides)
        if places is False or doers is False or self._clashes(later) or self._is_apart(later):
            return False
        return places is True or (doers is True and self.event.type.startswith("territory"))

    def _clashes(self, later: Compared) -> bool:
        """Whether the two give different figures for one thing."""
        return any(
            q.best is not None and self.figures.get(q.of, q.best) != q.best
            for q in later.event.quantities
        )

    def _is_apart(self, later: Compared) -> bool:
        (a1, a2), (b1, b2) = self.bounds, later.bounds
        return bool((a2 and b1 and a2 < b1) or (b2 and a1 and b2 < a1))


class FirstEvents:
    """The events of one code that no earlier one is, by what a same one must share with them."""

    def __init__(self) -> None:
        self._all: list[Compared] = []
        self._known: set[Key] = set()
        self._seen: set[Key] = set()
        self._under: dict[Key, list[int]] = defaultdict(list)

    def add(self, told: Compared) -> None:
        """One more event that none of these is."""
        self._known |= told.told
        if told.signature in self._seen:
            return
        self._seen.add(told.signature)
        for ground in told.grounds():
            key = (told.aspect, *ground)
            self._under[key].append(len(self._all))
            for thing in QuantityOf:
                self._under[*key, "of", thing, told.figures.get(thing)].append(len(self._all))
        self._all.append(told)

    def twin(self, told: Compared) -> Event | None:
        """The first that the event is the same as; None where it tells a figure new to them."""
        if not told.told <= self._known:
            return None
        found = (self._find_first(told, (told.aspect, *ground)) for ground in told.sought())
        first = min((n for n in found if n is not None), default=None)
        return None if first is None else self._all[first].event

    def _find_first(self, told: Compared, key: Key) -> int | None:
        """The first under a ground: with the same figure for one thing, or with none for it."""
        if not told.figures:
            return next(self._same(told, key), None)
        thing, best = next(iter(told.figures.items()))
        keys = ((*key, "of", thing, best), (*key, "of", thing, None))
        return min((n for k in keys for n in islice(self._same(told, k), 1)), default=None)

    def _same(self, told: Compared, key: Key) -> Iterator[int]:
        return (n for n in self._under.get(key, ()) if self._all[n].same(told))


def _key_figure(q: Quantity) -> Key:
    return (q.of, q.best, q.low)


def _do_overlap(a: set[str], b: set[str]) -> bool | None:
    return None if not a or not b else bool(a & b)


def _list_places(event: Event, toponyms: Mapping[str, Toponym]) -> set[str]:
    named = [toponyms[t] for t in event.toponyms if t in toponyms]
    return {t.place.id if t.place else t.text.casefold() for t in named}


def _list_sides(ids: Sequence[str], actors: Mapping[str, Actor]) -> set[str]:
    return {actors[i].side or i for i in ids if i in actors}
