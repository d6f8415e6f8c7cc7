"""Where an event was: the places that the words of its slots name or stand for.

A people's adjective says whose something is ("a Russian depot near Dzhankoi"), so it is a place
only where no name is. "The town" is the settlement that was named last, where only one was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.files import read_yaml
from dateline.events.nearby import InOrder
from dateline.model import (
    Coding,
    EventPlace,
    PlaceRole,
    RawDeed,
    RawSlot,
    Sentence,
    Toponym,
    ToponymKind,
)

ROLES = frozenset(role.value for role in PlaceRole)
HERE = ("at", "into", "part_of", "whole_of")
"""Slots of where an event was."""
NEAR, FROM, TOWARDS = ("near",), ("from",), ("towards",)
"""Slots that tell where it was only where nothing nearer is told."""
LEFT = ("at", "part_of", "whole_of")
"""Slots of what is left: not where those who left it went."""
LEAVING = frozenset({"territory.left"})
BACK = 2
"""Sentences before its own in which the place that a noun stands for may be named."""


class PlaceNouns(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of one language that stand for a settlement, or for a unit of administration."""

    settlement: frozenset[str]
    area: frozenset[str]


@cache
def shipped_nouns() -> dict[str, PlaceNouns]:
    """data/place_nouns.yaml, by language."""
    name = "place_nouns.yaml"
    data = (files("dateline.events") / "data" / name).read_bytes()
    return read_yaml(data, dict[str, PlaceNouns], name)


@dataclass(frozen=True)
class Whereabouts:
    """The places of one report, as its events ask for them."""

    text: str
    toponyms: InOrder[Toponym]
    sentences: Sequence[Sentence]
    nouns: PlaceNouns | None

    @classmethod
    def of(cls, coding: Coding) -> Whereabouts:
        """Those of a coding."""
        analysis = coding.linguistics()
        nouns = shipped_nouns().get(analysis.lang or "en")
        return cls(coding.report.text, InOrder(coding.toponyms), analysis.sentences, nouns)

    def list_places(self, deed: RawDeed) -> tuple[Toponym, ...]:
        """The places of the deed's slots, those of the nearest kind that has any."""
        leaves = deed.type in LEAVING
        here = self._named(deed, LEFT if leaves else HERE)
        owners = tuple(t for t in here if t.kind is ToponymKind.DEMONYM)
        named = tuple(t for t in here if t.kind is not ToponymKind.DEMONYM)
        further = (FROM, NEAR) if leaves else (NEAR,)
        for slots in further:
            named = named or self._literal(deed, slots)
        if named or owners:
            return named or owners
        return () if leaves else self._literal(deed, FROM) or self._literal(deed, TOWARDS)

    def list_roles(self, deed: RawDeed) -> Iterator[EventPlace]:
        """Every place in a slot of places, with its role."""
        found = [
            (PlaceRole(slot.name), toponym)
            for slot in deed.slots
            if slot.name in ROLES
            for toponym in self._of_slot(slot)
        ]
        named = any(t.kind is not ToponymKind.DEMONYM for _, t in found)
        for role, toponym in found:
            if not named or toponym.kind is not ToponymKind.DEMONYM:
                yield EventPlace(role, toponym.id)

    def _named(self, deed: RawDeed, names: Sequence[str]) -> tuple[Toponym, ...]:
        slots = [slot for slot in deed.slots if slot.name in names]
        return tuple({t.id: t for slot in slots for t in self._of_slot(slot)}.values())

    def _literal(self, deed: RawDeed, names: Sequence[str]) -> tuple[Toponym, ...]:
        return tuple(t for t in self._named(deed, names) if t.kind is not ToponymKind.DEMONYM)

    def _of_slot(self, slot: RawSlot) -> Iterable[Toponym]:
        """The places that the words of a slot name; the one that they stand for where none is."""
        return self.toponyms.within(slot.start, slot.end) or self._stood_for(slot)

    def _stood_for(self, slot: RawSlot) -> Iterable[Toponym]:
        """What "the town" is: the one settlement of the nearest sentence that names any.

        "Traders in Wau are packing: they expect an attack on *the town*" -> Wau
        """
        words = " ".join(self.text[slot.start : slot.end].lower().split())
        if self.nouns is None or not (words in self.nouns.settlement or words in self.nouns.area):
            return ()
        feature = "PPL" if words in self.nouns.settlement else "ADM"
        for begin in self._begins(slot.start):
            before = [t for t in self.toponyms.within(begin, slot.start) if t.end <= slot.start]
            places = {
                t.place.id: t
                for t in before
                if t.place and t.kind is not ToponymKind.DEMONYM
                and t.place.feature.startswith(feature)
            }  # fmt: skip
            if places:
                return tuple(places.values()) if len(places) == 1 else ()
        return ()

    def _begins(self, at: int) -> Iterator[int]:
        """Where the sentence of character `at` begins, then those before it."""
        starts = [s.start for s in self.sentences if s.start <= at]
        yield from reversed(starts[-1 - BACK :])
