"""A coding as control looks at it: its records by id, and what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from dateline.control.left_out import LeftOut, Omission
from dateline.control.wording import (
    FAR,
    REACH,
    SENTENCE,
    adjectives,
    names,
    shipped_wording,
    starts_with,
    words_of,
)
from dateline.model import Actor, Claim, Coding, Event, Place, Span, Toponym, ToponymKind, km


@dataclass(frozen=True)
class Scene:
    """A coding with its records by id."""

    coding: Coding
    actors: Mapping[str, Actor]
    toponyms: Mapping[str, Toponym]
    adjectives: Mapping[str, str]
    names: Mapping[str, str]
    left: list[LeftOut] = field(default_factory=list)

    @classmethod
    def of(cls, coding: Coding, home: Callable[[str], str | None]) -> Scene:
        actors = {a.id: a for a in coding.actors}
        toponyms = {t.id: t for t in coding.toponyms}
        sides = adjectives(coding, actors, home)
        return cls(coding, actors, toponyms, sides, names(coding, actors, sides))

    def leave_out(
        self, event: Event, rule: Omission, *toponyms: Toponym, side: str | None = None
    ) -> None:
        """Keeps what a rule leaves out of an event: these places, or all that it names."""
        named = toponyms or [self.toponyms[i] for i in event.toponyms if i in self.toponyms]
        for toponym in named or (None,):
            place = toponym.place if toponym is not None else None
            self.left.append(
                LeftOut(
                    claim=event.claim, event=event.id, report=self.coding.report.id, rule=rule,
                    words=self.words(event), place=place.id if place is not None else None,
                    name=toponym.text if toponym is not None else None, side=side,
                )
            )  # fmt: skip

    def toponyms_at(self, event: Event, place: str) -> list[Toponym]:
        """Where an event names a place."""
        named = (self.toponyms[i] for i in event.toponyms if i in self.toponyms)
        return [t for t in named if t.place is not None and t.place.id == place]

    def words(self, event: Event) -> str:
        """The sentence of an event, as far as it lies near."""
        text, span = self.coding.report.text, event.trigger
        before = SENTENCE.split(text[max(0, span.start - FAR) : span.start])[-1]
        after = SENTENCE.split(text[span.end : span.end + FAR])[0]
        return f"{before}{text[span.start : span.end]}{after}".strip()

    def by_state(self, event: Event) -> bool:
        """Whether all who act are the country's own state by their bare names ('the army', 'the
        government forces')."""
        lists = shipped_wording()
        return self._all_bare(
            event,
            lambda words: (
                not lists.state.isdisjoint(words[-1:])
                or (
                    lists.troops.issuperset(words[-1:]) and not lists.state.isdisjoint(words[-2:-1])
                )
            ),
        )

    def by_troops(self, event: Event) -> bool:
        """Whether all who act are only called 'troops' or the like."""
        return self._all_bare(event, lambda words: shipped_wording().troops.issuperset(words))

    def _all_bare(self, event: Event, fits: Callable[[list[str]], bool]) -> bool:
        told = [self.actors[a] for a in event.actors if a in self.actors]
        words = [words_of(actor.name) for actor in told if actor.side is None]
        return bool(words) and len(words) == len(told) and all(w and fits(w) for w in words)

    def lies_abroad(self, event: Event, town: Toponym, home: Callable[[str], str | None]) -> bool:
        """Whether a settlement lies in a country of which the report names nothing else, while it
        names places in the country of those who act: a namesake."""
        here = town.place
        if here is None or here.country is None:
            return False
        sides = {self.actors[a].side for a in event.actors if a in self.actors} - {None}
        others = [t for t in self.toponyms.values() if t.id != town.id and t.text != town.text]
        there = {t.place.country for t in others if t.place is not None and t.place.country}
        at_home = {
            t.place.country for t in others
            if t.kind is ToponymKind.LITERAL and t.place is not None and t.place.country
        }  # fmt: skip
        if not sides or here.country in there or home(here.country) in sides:
            return False
        return any(home(country) in sides for country in at_home)

    def towns(self) -> list[Place]:
        """The settlements that the report names."""
        return [t.place for t in self.literal_towns() if t.place is not None]

    def literal_towns(self) -> list[Toponym]:
        """Where the report names them."""
        named = (t for t in self.toponyms.values() if t.kind is ToponymKind.LITERAL)
        named = (t for t in named if t.area in WITHIN)
        return [t for t in named if t.place is not None and is_settlement(t.place)]

    def near_towns(self, trigger: Span) -> list[Toponym]:
        """Those named shortly before a trigger."""
        return [t for t in self.literal_towns() if trigger.start - t.end <= 2 * REACH]

    def strays(self, town: Toponym) -> bool:
        """Whether a settlement lies far from every other that is named beside it, and these lie
        together: a namesake. Places far from each other do not say where the report is."""
        here = town.place
        if here is None or not is_settlement(here):
            return False
        around = {
            t.place.id: t.place
            for t in self.toponyms.values()
            if t.kind is ToponymKind.LITERAL
            and t.place is not None
            and is_settlement(t.place)
            and t.place.id != here.id
            and max(t.start - town.end, town.start - t.end) <= BESIDE
        }
        others = list(around.values())
        together = any(km(a, b) <= STRAY_KM for a, b in combinations(others, FEW))
        return together and all(km(here, other) > STRAY_KM for other in others)

    def nearer(self, town: Toponym, trigger: Span) -> bool:
        """Whether a name that no gazetteer knows stands between a town and a trigger."""
        between = (t for t in self.toponyms.values() if town.end <= t.start < trigger.start)
        return any(t.place is None for t in between)

    def teller(self, claim: Claim) -> str | None:
        """The side for which a claim's source speaks."""
        source = self.actors.get(claim.source.actor or "")
        return (source.side if source else None) or self.source_side(claim)

    def source_side(self, claim: Claim) -> str | None:
        """The side that a source's own adjective gives ('Ashland sources')."""
        span = claim.source.span
        return self.adjectives.get(span.text.split(" ")[0]) if span else None

    def around(self, event: Event) -> str:
        """The event's words and what stands right around them, by which copies are known."""
        span = event.trigger
        near = self.coding.report.text[max(0, span.start - 90) : span.end + 90]
        return NOTE.sub(" ", near)


WHOLE, PART = "whole", "part"
"""How much of a settlement is meant; of areas: area_reach.AREA, WHOLLY and wording.NEARLY."""
BESIDE = 300
"""Characters within which settlements are named beside each other."""
FEW = 2
STRAY_KM = 100.0


NOTE = re.compile(r"\[\d+\]")
"""A footnote's number, which copies leave out."""


def is_part_of_town(toponym: Toponym) -> bool:
    """Whether only a part of a town is meant: 'eastern Riverton'."""
    return (toponym.area or "").partition(":")[0] == "part" or (
        toponym.text[:1].islower() and starts_with(toponym.text, shipped_wording().part)
    )


WITHIN = (None, "center", "centre", "city")
"""Narrowings of a settlement that still speak of the settlement itself."""


def is_settlement(place: Place) -> bool:
    """Whether a place is a populated place by its GeoNames code."""
    return place.feature.startswith("PPL")
