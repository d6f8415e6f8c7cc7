"""How far an event's areas reach: all of a bank or region where words say so, else its towns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.control.parameters import EventRule
from dateline.control.wording import ENTIRE, NEARLY, extent, object_named
from dateline.model import Auxiliary, Event, Place, Toponym

Spread = Callable[[Toponym, Sequence[Place] | None], Sequence[str]]
"""Gives the ids of the places of an area as far as the report's own towns reach (None: all of
them); an empty sequence where it cannot be told."""
AREA, WHOLLY = "area", "wholly"
BANK, REGION = "bank:", "ADM1"


@dataclass(frozen=True, kw_only=True)
class AreaReach:
    """The areas at one event: `here` in their order, `where` each stands, the report's `towns`."""

    text: str
    spread: Spread
    here: Sequence[Toponym]
    where: Mapping[str, str]
    towns: Sequence[Place]

    def __call__(self, event: Event, rule: EventRule) -> Iterator[tuple[str, str]]:
        """Ids of places, each with how it was told; a region named with a bank only says where the
        bank is meant: 'the entire right bank in Riverton Oblast'."""
        banks = any((t.area or "").startswith(BANK) for t in self.here)
        for toponym in self.here:
            if banks and _is_region(toponym):
                continue
            told = extent(self.text, event.trigger, toponym)
            entire = told == ENTIRE or (told == NEARLY and rule.says == "gone")
            if entire and event.auxiliary is Auxiliary.NEGATED:
                continue
            if entire:
                reach = WHOLLY if told == ENTIRE else NEARLY
                yield from ((place, reach) for place in self._whole(toponym))
            elif self.where[toponym.id] == "behind":
                yield from self._edged(toponym, event)

    def _edged(self, toponym: Toponym, event: Event) -> Iterator[tuple[str, str]]:
        """What words give without saying how much of it: near the report's towns, or, where it
        names none and no smaller thing either, all of it ('left the right bank')."""
        if self.towns or not toponym.area:
            yield from ((place, AREA) for place in self.spread(toponym, self.towns))
        elif object_named(self.text, event.trigger, toponym):
            yield from ((place, WHOLLY) for place in self._whole(toponym))

    def _whole(self, toponym: Toponym) -> Sequence[str]:
        """All settlements of an area; of a river's bank those in the regions named with it, or as
        far as the report's towns reach where none is."""
        if not (toponym.area or "").startswith(BANK):
            return self.spread(toponym, None)
        regions = [t for t in self.here if _is_region(t)]
        if not regions:
            return self.spread(toponym, self.towns)
        inside = {place for region in regions for place in self.spread(region, None)}
        return [place for place in self.spread(toponym, None) if place in inside]


def _is_region(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.feature == REGION and not toponym.area
