"""How far an event's areas reach: all of a bank or region where it is told so, else its towns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.control.left_out import Omission
from dateline.model import Auxiliary, Event, Place, PlaceRole, Toponym

Spread = Callable[[Toponym, Sequence[Place] | None], Sequence[str] | Omission]
"""Gives the ids of the places of an area as far as the report's own towns reach (None: all of
them); where it cannot be told, the rule that says why."""
AREA, WHOLLY = "area", "wholly"
"""How much of an area is meant."""
EDGED = ("bank:", "part:")
"""Areas with an edge; a region's bare name is none: "recaptured almost all of it" and "attacked
in it" name it alike."""
BANK, REGION = "bank:", "ADM1"


@dataclass(frozen=True, kw_only=True)
class AreaReach:
    """The areas at one event: `here` in their order, the `roles` of each, the report's `towns`;
    `says_wholly`: whether words before a name say that all of it is meant."""

    spread: Spread
    here: Sequence[Toponym]
    roles: Mapping[str, PlaceRole]
    towns: Sequence[Place]
    says_wholly: Callable[[Toponym], bool]

    def __call__(
        self, event: Event, toponym: Toponym, *, leaves: bool
    ) -> tuple[str, Sequence[str]] | Omission:
        """How an area was told and the ids of its places, or the rule that leaves it out; a region
        named with a bank only says where the bank is meant: 'the entire right bank in Riverton
        Oblast'. Who leaves an area leaves what is in it; who takes something in it, only that."""
        if _is_region(toponym) and any((t.area or "").startswith(BANK) for t in self.here):
            return Omission.BANK_MEANT
        if self.says_wholly(toponym):
            if event.auxiliary is Auxiliary.NEGATED:
                return Omission.AREA_DENIED
            return _reached(WHOLLY, self._whole(toponym))
        return self._edged(toponym) if leaves else Omission.NARROW

    def _edged(self, toponym: Toponym) -> tuple[str, Sequence[str]] | Omission:
        """What is told without saying how much of it: near the report's towns, or, where it
        names none and no smaller thing either, all of it ('left the right bank')."""
        if not (toponym.area or "").startswith(EDGED):
            return Omission.NO_EDGE
        if self.towns:
            return _reached(AREA, self.spread(toponym, self.towns))
        if self.roles[toponym.id] is PlaceRole.PART_OF:
            return Omission.NARROW
        return _reached(WHOLLY, self._whole(toponym))

    def _whole(self, toponym: Toponym) -> Sequence[str] | Omission:
        """All settlements of an area; of a river's bank those in the regions named with it, or as
        far as the report's towns reach where none is."""
        if not (toponym.area or "").startswith(BANK):
            return self.spread(toponym, None)
        regions = [t for t in self.here if _is_region(t)]
        if not regions:
            return self.spread(toponym, self.towns)
        bank = self.spread(toponym, None)
        if isinstance(bank, Omission):
            return bank
        spreads = (self.spread(region, None) for region in regions)
        inside = {p for found in spreads if not isinstance(found, Omission) for p in found}
        return [place for place in bank if place in inside]


def _reached(told: str, found: Sequence[str] | Omission) -> tuple[str, Sequence[str]] | Omission:
    if isinstance(found, Omission):
        return found
    return (told, found) if found else Omission.NO_EDGE


def _is_region(toponym: Toponym) -> bool:
    return toponym.place is not None and toponym.place.feature == REGION and not toponym.area
