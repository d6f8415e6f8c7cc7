"""A coding as control looks at it: its records by id, and what was left out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from dateline.control.left_out import LeftOut, Omission
from dateline.control.parameters import is_word_of, known_words
from dateline.control.wording import FAR, SENTENCE, WORD, is_a_site, is_listed, lies_in
from dateline.model import (
    Actor,
    Claim,
    Coding,
    Event,
    Place,
    PlaceRole,
    Toponym,
    ToponymKind,
    km,
)

ARMED = frozenset({"MIL", "GOV"})
"""PLOVER's sectors of those who hold places for their country."""

NEAR, BEFORE = 48, 5
"""Characters, and words, before a name in which it is said how much of a region is meant."""
REACH, CLOSE = 90, 3
"""Characters between a trigger and a name, and words beside it, that may belong together."""


@dataclass(frozen=True)
class Scene:
    """A coding with its records by id."""

    coding: Coding
    actors: Mapping[str, Actor]
    toponyms: Mapping[str, Toponym]
    left: list[LeftOut] = field(default_factory=list)

    @classmethod
    def of(cls, coding: Coding) -> Scene:
        """The scene of one coding."""
        actors = {a.id: a for a in coding.actors}
        return cls(coding, actors, {t.id: t for t in coding.toponyms})

    def leave_out(
        self, event: Event, rule: Omission, *toponyms: Toponym, side: str | None = None
    ) -> None:
        """Keeps what a rule leaves out of an event: these places, or all that it names."""
        for toponym in toponyms or self.named(event) or (None,):
            place = toponym.place if toponym is not None else None
            self.left.append(
                LeftOut(
                    claim=event.claim, event=event.id, report=self.coding.report.id, rule=rule,
                    words=self.words(event), place=place.id if place is not None else None,
                    name=toponym.text if toponym is not None else None, side=side,
                )
            )  # fmt: skip

    def named(self, event: Event) -> list[Toponym]:
        """All places of an event's clause, in the order of the text."""
        ids = {*event.toponyms, *(p.toponym for p in event.places)}
        return sorted((self.toponyms[i] for i in ids if i in self.toponyms), key=lambda t: t.start)

    def roles(self, event: Event) -> Mapping[str, PlaceRole]:
        """What each place is to an event, by toponym id: in a list what the first of it is; a rule
        that tells no roles names where it was."""
        if not event.places:
            return {t.id: PlaceRole.AT for t in self.named(event)}
        told = {p.toponym: p.role for p in reversed(event.places)}
        found: dict[str, PlaceRole] = {}
        before: list[Toponym] = []
        for toponym in self.named(event):
            mates = (t for t in reversed(before) if is_listed(self.coding, t, toponym))
            first = next(mates, None) if toponym.area is None else None
            own = told.get(toponym.id, PlaceRole.AT)
            found[toponym.id] = found[first.id] if first is not None else own
            before.append(toponym)
        return found

    def toponyms_at(self, event: Event, place: str) -> list[Toponym]:
        """Where an event names a place."""
        return [t for t in self.named(event) if t.place is not None and t.place.id == place]

    def words(self, event: Event) -> str:
        """The sentence of an event, as far as it lies near: shown, never read."""
        text, span = self.coding.report.text, event.trigger
        before = SENTENCE.split(text[max(0, span.start - FAR) : span.start])[-1]
        after = SENTENCE.split(text[span.end : span.end + FAR])[0]
        return f"{before}{text[span.start : span.end]}{after}".strip()

    def sided(self, actor: str, home: str | None) -> tuple[str, bool] | None:
        """The side of who acts, and whether only a country says so: its own, or that of the place
        for an army that is called nothing else."""
        who = self.actors.get(actor)
        if who is None or who.side is not None:
            return (who.side, False) if who is not None and who.side is not None else None
        if who.sector not in ARMED:
            return None
        side = who.country or home
        return (side, True) if side is not None else None

    def restores(self, event: Event) -> bool:
        """Whether a trigger says that a place is given back ('liberated')."""
        return event.trigger.text.casefold().startswith(known_words("restores"))

    def says_wholly(self, toponym: Toponym) -> bool:
        """Whether the words before a region's name say that all of it is meant, and not nearly.

        "the entire Velm region" -> True; "almost all of Velm region", "the Velm region" -> False
        """
        start = toponym.start
        before = SENTENCE.split(self.coding.report.text[max(0, start - NEAR) : start])[-1]
        words = [word.casefold() for word in WORD.findall(before)][-BEFORE:]
        nearly = any(is_word_of(word, "nearly") for word in words)
        return not nearly and any(is_word_of(word, "wholly") for word in words)

    def lost_by(self, event: Event, actor: str) -> bool:
        """Whether the words beside a trigger make who acts the one who lost the place.

        "liberated from the Ashland army", "the army lost control of" -> True
        """
        text, trigger = self.coding.report.text, event.trigger
        before = SENTENCE.split(text[max(0, trigger.start - NEAR) : trigger.start])[-1]
        near = [w.casefold() for w in (*WORD.findall(before)[-CLOSE:], *WORD.findall(trigger.text))]
        if any(word.startswith(known_words("losing")) for word in near):
            return True
        behind = sorted(
            m.start for m in self.coding.mentions
            if m.actor == actor and 0 <= m.start - trigger.end <= REACH
        )  # fmt: skip
        if not behind or SENTENCE.search(text[trigger.end : behind[0]]):
            return False
        between = [w.casefold() for w in WORD.findall(text[trigger.end : behind[0]])]
        return not set(known_words("loser")).isdisjoint(between[-CLOSE:])

    def on_a_line(self, toponym: Toponym) -> bool:
        """Whether a name says only along which line or in whose surroundings something was.

        "in the Ash and Birch directions", "in the areas of Ash, Birch" -> True for both
        """
        text = self.coding.report.text
        behind = SENTENCE.split(text[toponym.end : toponym.end + REACH])[0]
        before = SENTENCE.split(text[max(0, toponym.start - FAR) : toponym.start])[-1]
        return _first_is_line(behind) or _first_is_line(before, reverse=True)

    def describes(self, event: Event) -> bool:
        """Whether a rule's trigger only describes its place ('Ashland-held Riverton'): the hyphen
        before it is what a rule leaves to tell it by; the reader of events needs none."""
        start = event.trigger.start
        return event.aspect is None and self.coding.report.text[max(0, start - 1) : start] == "-"

    def names_a_part(self, toponym: Toponym) -> bool:
        """Whether a settlement's name speaks of a part of it or of a site in it."""
        return is_part_of_town(toponym) or is_a_site(self.coding, toponym)

    def holds_another(self, event: Event, outer: Toponym) -> bool:
        """Whether another settlement of an event is said to lie in this one: the name is then that
        of its region ("Riverton in Ashland")."""
        return any(
            t.end <= outer.start and (t.place is None or is_settlement(t.place))
            and lies_in(self.coding, t, outer)
            for t in self.named(event)
        )  # fmt: skip

    def shown_side(self, event: Event, toponym: Toponym) -> str | None:
        """The only side named between a deed's word and a place: "raised Ashland flags over"."""
        first, last = event.trigger.start, toponym.start
        here = (self.actors.get(m.actor or "") for m in self.coding.mentions
                if first <= m.start < last)  # fmt: skip
        sides = {who.side for who in here if who is not None} - {None}
        return next(iter(sides)) if len(sides) == 1 else None

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
        named = (t for t in self.toponyms.values() if t.kind is ToponymKind.LITERAL)
        places = (t.place for t in named if t.area in WITHIN)
        return [p for p in places if p is not None and is_settlement(p)]

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

    def teller(self, claim: Claim) -> str | None:
        """The side for which a claim's source speaks."""
        source = self.actors.get(claim.source.actor or "")
        return source.side if source else None

    def around(self, event: Event) -> str:
        """The event's words and what stands right around them, by which copies are known."""
        span = event.trigger
        near = self.coding.report.text[max(0, span.start - 90) : span.end + 90]
        return " ".join(word.casefold() for word in WORD.findall(NOTE.sub(" ", near)))


def _first_is_line(gap: str, *, reverse: bool = False) -> bool:
    """Whether the first word that is no name and joins none, read from a name, is a line's."""
    if re.search(r"[;:()]|\d", gap[-1:] if reverse else gap[:1]):
        return False
    words = re.findall(r"\w+(?:[’'-]\w+)*|[;:()]", gap)
    for word in reversed(words) if reverse else words:
        if word[:1].isupper() or word.casefold() in known_words("joining"):
            continue
        return is_word_of(word.casefold(), "line")
    return False


NOTE = re.compile(r"\[\d+\]")
"""A footnote's number, which copies leave out."""
BESIDE = 300
"""Characters within which settlements are named beside each other."""
FEW = 2
STRAY_KM = 100.0
WITHIN = (None, "center", "centre", "city")
"""Narrowings of a settlement that still speak of the settlement itself."""
PARTS = ("part", "outskirts")


def is_part_of_town(toponym: Toponym) -> bool:
    """Whether only a part of a town is meant: 'eastern Riverton'."""
    return (toponym.area or "").partition(":")[0] in PARTS


def is_settlement(place: Place) -> bool:
    """Whether a place is a populated place by its GeoNames code."""
    return place.feature.startswith("PPL")
