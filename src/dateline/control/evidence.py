"""Control assertions from coded events: who says that who holds what, from when.

Each assertion names its claim and event; nothing is derived from the outlet's city, from a
metonym or from an event that is only feared, demanded or planned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.control.area_reach import AREA, WHOLLY, AreaReach, Spread
from dateline.control.parameters import EventRule, Parameters
from dateline.control.wording import (
    NEARLY,
    REACH,
    adjectives,
    attributive,
    begun,
    done,
    holder_after,
    in_sentence,
    intended,
    loses,
    names,
    quoted,
    shipped_wording,
    side_after,
    side_before,
    side_within,
    standing,
    starts_with,
    state_before,
    town_meant,
    undone,
    words_of,
)
from dateline.model import (
    Actor,
    Auxiliary,
    Certainty,
    Claim,
    Coding,
    ControlAssertion,
    ControlState,
    Event,
    Place,
    QuantityOf,
    SourceKind,
    Span,
    Stance,
    Toponym,
    ToponymKind,
    content_id,
    km,
)

TELLING = frozenset({Auxiliary.ASSERTED, Auxiliary.NEGATED})
UNSAID = frozenset({Stance.DEMAND, Stance.PREDICT, Stance.DECLINE, Stance.UNKNOWN})
NAMELESS = frozenset({SourceKind.UNNAMED, SourceKind.SOCIAL_MEDIA, SourceKind.UNKNOWN})

Sides = Callable[[str], str]
"""Gives the side that holds for a side: a proxy's gains are its patron's, where data says so."""


def no_home(_country: str) -> str | None:
    """No country has a side."""
    return None


@dataclass(frozen=True)
class Evidence:
    """An assertion with what the model needs to weigh it.

    `weight` is that of event and certainty; `claimant_kind` one of gain, loss, third, imagery,
    unnamed; `area` whether it was said of an area and spread to its places, `whole` of all of it;
    `words` around the
    event, by which copies are known.
    """

    assertion: ControlAssertion
    weight: float
    claimant_kind: str
    says: str
    area: bool = False
    whole: bool = False
    words: str = ""


@dataclass(frozen=True)
class Reader:
    """Reads codings for control.

    `spread` gives an area's places, `holds_for` a side's patron, `home` the side of a country
    (ISO 3166-1 alpha-2) or None; `belligerents` are the sides that fight, whose words are weighed
    by their interest.
    """

    parameters: Parameters
    spread: Spread
    holds_for: Sides = str
    home: Callable[[str], str | None] = no_home
    belligerents: frozenset[str] = frozenset()

    def evidence_of(self, coding: Coding) -> Iterator[Evidence]:
        """All control evidence in one coding; of what one claimant repeats, the strongest."""
        best: dict[tuple[str, str, str | None, str | None, str], Evidence] = {}
        for found in self._told(coding):
            made = found.assertion
            key = (made.place, made.claimant, made.controller, made.not_controller, found.says)
            if key not in best or best[key].weight < found.weight:
                best[key] = found
        yield from best.values()

    def _told(self, coding: Coding) -> Iterator[Evidence]:
        claims = {c.id: c for c in coding.claims}
        scene = _Scene.of(coding, self.home)
        for event in coding.events:
            rule = self._rule(event)
            claim = claims.get(event.claim)
            if rule is None or claim is None:
                continue
            if claim.stance is Stance.PREDICT and done(coding.report.text, event.trigger):
                claim = replace(claim, stance=Stance.ASSERT, certainty=Certainty.CERTAIN)
                told = event.auxiliary is Auxiliary.FUTURE
                event = replace(event, auxiliary=Auxiliary.ASSERTED) if told else event
            if claim.stance in UNSAID:
                continue
            if intended(coding.report.text, event.trigger) or _to_come(event, coding):
                continue
            denied = event.auxiliary is Auxiliary.NEGATED
            if event.auxiliary in TELLING and (rule.denial or not denied):
                yield from self._event(event, claim, rule, scene)

    def _rule(self, event: Event) -> EventRule | None:
        rules = self.parameters.events
        return rules.get(event.type) or rules.get(event.type.split(".")[0])

    def _event(
        self, event: Event, claim: Claim, rule: EventRule, scene: _Scene
    ) -> Iterator[Evidence]:
        described = self._described(event, rule, scene)
        if described is not None:
            yield from self._kept(event, claim, described, scene)
            return
        weight = rule.weight * self.parameters.certainty[claim.certainty.value]
        if event.auxiliary is Auxiliary.NEGATED:
            weight *= self.parameters.negated
        if rule.says == "holds" and starts_with(event.trigger.text, shipped_wording().repels):
            rule = EventRule(says="there", weight=rule.weight)
            weight *= self.parameters.repelled
        if rule.says == "gone" and begun(scene.coding.report.text, event.trigger):
            weight *= self.parameters.begun
        words = " ".join(words_of(scene.around(event)))
        whole = self.parameters.whole
        shares = {AREA: self.parameters.area, WHOLLY: whole, NEARLY: whole * self.parameters.nearly}
        for place, reach in dict(self._places(event, rule, scene)).items():
            for side, told, share in self._sides(event, claim, rule, scene):
                if reach == PART:
                    told = EventRule(says="fights", weight=told.weight)
                made = _assertion(place, side, event, claim, scene, told)
                kind = claimant_kind(claim, made, self.belligerents, self.holds_for)
                yield Evidence(
                    made, weight * share * shares.get(reach, 1.0), kind, told.says,
                    area=reach in shares, whole=reach in (WHOLLY, NEARLY), words=words,
                )  # fmt: skip

    def _described(self, event: Event, rule: EventRule, scene: _Scene) -> Toponym | None:
        """The settlement that words only describe ('from liberated Riverton')."""
        if rule.says != "holds" or event.auxiliary is Auxiliary.NEGATED:
            return None
        named = [scene.toponyms[i] for i in event.toponyms if i in scene.toponyms]
        return attributive(scene.coding.report.text, event.trigger, named)

    def _kept(
        self, event: Event, claim: Claim, toponym: Toponym, scene: _Scene
    ) -> Iterator[Evidence]:
        """Who holds a place that words only describe: since when, they do not say."""
        place, rule = toponym.place, self.parameters.events["territory.held"]
        if place is None or not is_settlement(place) or toponym.area not in WITHIN:
            return
        if toponym.kind is not ToponymKind.LITERAL or toponym.score < self.parameters.toponym:
            return
        text = scene.coding.report.text
        joined = text[: event.trigger.start].endswith("-")
        sides = scene.names if joined else scene.adjectives
        side = side_before(scene.coding, event.trigger, sides)
        if side is None and (state_before(text, event.trigger) or undone(text, event.trigger)):
            side = self.home(place.country or "")
        elif side is None and starts_with(event.trigger.text, shipped_wording().occupies):
            foreign = self.belligerents - {self.home(place.country or "")}
            side = next(iter(foreign)) if len(foreign) == 1 < len(self.belligerents) else None
        elif side is None:
            side = self._implied(event, claim, rule, scene)
        if side is None:
            return
        keeps = EventRule(says="there", weight=rule.weight)
        made = _assertion(place.id, self.holds_for(side), event, claim, scene, keeps)
        weight = rule.weight * self.parameters.certainty[claim.certainty.value]
        kind = claimant_kind(claim, made, self.belligerents, self.holds_for)
        words = " ".join(words_of(scene.around(event)))
        yield Evidence(made, weight * self.parameters.inferred, kind, "there", words=words)

    def _sides(
        self, event: Event, claim: Claim, rule: EventRule, scene: _Scene
    ) -> Iterator[tuple[str, EventRule, float]]:
        """The sides that act, what each then does, and how sure that it is them."""
        acting = [a for a in event.actors if a in scene.actors and scene.actors[a].side]
        nobody = not event.actors or (not acting and scene.by_state(event))
        if starts_with(event.trigger.text, shipped_wording().restores):
            acting = [a for a in acting if in_sentence(scene.coding, event.trigger, a)]
            nobody = not acting
        told: dict[str, EventRule] = {}
        for actor in acting:
            side = self.holds_for(scene.actors[actor].side or "")
            if self.belligerents and side not in self.belligerents:
                continue
            lost = rule.says == "holds" and loses(scene.coding, event, actor)
            told[side] = EventRule(says="gone", weight=rule.weight) if lost else rule
        yield from ((side, told[side], 1.0) for side in sorted(told))
        if nobody and rule.says in ("holds", "gone", "there"):
            implied = self._implied(event, claim, rule, scene)
            if implied is not None:
                yield self.holds_for(implied), rule, self.parameters.inferred

    def _implied(self, event: Event, claim: Claim, rule: EventRule, scene: _Scene) -> str | None:
        """Whose doing it is where only an adjective beside the words says so, or where a place is
        given back: a belligerent's who says so itself, else its own country's; nobody's where
        the words stand in quotation marks."""
        told = holder_after(scene.coding, event.trigger, scene.actors)
        told = told or side_within(event.trigger, scene.names)
        if rule.says == "there":
            return told
        told = told or side_before(scene.coding, event.trigger, scene.adjectives)
        if told is None and (rule.says == "gone" or not rule.wide):
            told = side_after(scene.coding, event.trigger, scene.names)
        if told is None and scene.by_state(event):
            return self._home_of(event, scene)
        if told or not starts_with(event.trigger.text, shipped_wording().restores):
            return told
        teller = self.holds_for(scene.teller(claim) or "")
        if teller in self.belligerents:
            return teller
        if quoted(scene.coding.report.text, event.trigger):
            return None
        return self._home_of(event, scene)

    def _home_of(self, event: Event, scene: _Scene) -> str | None:
        """The side of the country that an event's places lie in."""
        places = (scene.toponyms[i].place for i in event.toponyms if i in scene.toponyms)
        homes = {self.home(p.country) for p in places if p is not None and p.country}
        return homes.pop() if len(homes) == 1 else None

    def _places(self, event: Event, rule: EventRule, scene: _Scene) -> Iterator[tuple[str, str]]:
        """Settlements where the event took place; an area's places only where it stands alone."""
        named = [scene.toponyms[i] for i in event.toponyms if i in scene.toponyms]
        literal = [t for t in named if t.place is not None and t.kind is ToponymKind.LITERAL]
        where = standing(scene.coding.report.text, event.trigger, literal)
        literal = [t for t in literal if not scene.strays(t)]
        here = [t for t in literal if t.id in where and t.score >= self.parameters.toponym]
        towns = [
            (t.place.id, PART if _is_part(t) else WHOLE)
            for t in here
            if t.place and self._is_town(t, rule, where)
        ]
        yield from towns
        if not here and rule.wide:
            towns_before = literal if named else scene.near_towns(event.trigger)
            meant = town_meant(scene.coding.report.text, event.trigger, towns_before)
            meant = None if meant is not None and scene.nearer(meant, event.trigger) else meant
            if meant is not None and meant.place is not None and is_settlement(meant.place):
                yield meant.place.id, WHOLE
            return
        counted = any(
            q.of in (QuantityOf.SETTLEMENTS, QuantityOf.AREA_KM2) for q in event.quantities
        )
        if towns or counted or not rule.wide:
            return
        reach = AreaReach(
            text=scene.coding.report.text, spread=self.spread, here=here, where=where,
            towns=scene.towns(),
        )  # fmt: skip
        yield from reach(event, rule)

    def _is_town(self, toponym: Toponym, rule: EventRule, where: Mapping[str, str]) -> bool:
        place = toponym.place
        if place is None or not is_settlement(place):
            return False
        if toponym.area not in WITHIN and not (_is_part(toponym) and rule.wide):
            return False
        return not rule.inside or where[toponym.id] == "inside"


@dataclass(frozen=True)
class _Scene:
    """A coding with its records by id."""

    coding: Coding
    actors: Mapping[str, Actor]
    toponyms: Mapping[str, Toponym]
    adjectives: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, coding: Coding, home: Callable[[str], str | None]) -> _Scene:
        actors = {a.id: a for a in coding.actors}
        toponyms = {t.id: t for t in coding.toponyms}
        sides = adjectives(coding, actors, home)
        return cls(coding, actors, toponyms, sides, names(coding, actors, sides))

    def by_state(self, event: Event) -> bool:
        """Whether all who act are the country's own state by their bare names ('the army')."""
        told = [self.actors[a] for a in event.actors if a in self.actors]
        words = [words_of(actor.name)[-1:] for actor in told if actor.side is None]
        state = shipped_wording().state
        return bool(words) and len(words) == len(told) and all(w and w[0] in state for w in words)

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
        """Whether a settlement lies far from every other that is named beside it: a namesake."""
        here = town.place
        if here is None or not is_settlement(here):
            return False
        around = [
            t.place
            for t in self.toponyms.values()
            if t.kind is ToponymKind.LITERAL
            and t.place is not None
            and is_settlement(t.place)
            and t.place.id != here.id
            and max(t.start - town.end, town.start - t.end) <= BESIDE
        ]
        return len(around) >= FEW and all(km(here, other) > STRAY_KM for other in around)

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


BESIDE = 300
"""Characters within which settlements are named beside each other."""
FEW = 2
STRAY_KM = 100.0


NOTE = re.compile(r"\[\d+\]")
"""A footnote's number, which copies leave out."""


def _to_come(event: Event, coding: Coding) -> bool:
    """Whether the words date an event after the report ('by June 26', on the 20th)."""
    known = (coding.report.updated or coding.report.published or "")[:10]
    earliest = event.time.earliest
    return bool(known) and event.time.timex is not None and str(earliest or "")[:10] > known


WHOLE, PART = "whole", "part"


def _is_part(toponym: Toponym) -> bool:
    """Whether only a part of a town is meant: 'eastern Riverton'."""
    return (toponym.area or "").partition(":")[0] == "part" or (
        toponym.text[:1].islower() and starts_with(toponym.text, shipped_wording().part)
    )


WITHIN = (None, "center", "centre", "city")
"""Narrowings of a settlement that still speak of the settlement itself."""


def is_settlement(place: Place) -> bool:
    """Whether a place is a populated place by its GeoNames code."""
    return place.feature.startswith("PPL")


def _assertion(
    place: str,
    side: str,
    event: Event,
    claim: Claim,
    scene: _Scene,
    rule: EventRule,
) -> ControlAssertion:
    coding, actors = scene.coding, scene.actors
    negated = event.auxiliary is Auxiliary.NEGATED
    stays = rule.says in ("holds", "there")
    holds = stays and not negated
    leaves = (rule.says in ("gone", "shells") and not negated) or (stays and negated)
    source = actors.get(claim.source.actor or "")
    return ControlAssertion(
        id=content_id("ctl", event.id, place, side),
        claim=claim.id,
        event=event.id,
        claimant=source.name if source else (coding.report.outlet or coding.report.id),
        claimant_side=scene.teller(claim),
        place=place,
        controller=side if holds else None,
        not_controller=side if leaves else None,
        state=_state(claim, rule, holds=holds),
        valid=event.time,
        certainty=claim.certainty,
        recorded=coding.report.updated or coding.report.published or "",
        why=f"{event.type} {event.auxiliary.value}: {event.trigger.text}",
    )


def _state(claim: Claim, rule: EventRule, *, holds: bool) -> ControlState:
    if rule.says == "fights":
        return ControlState.CONTESTED
    if not holds:
        return ControlState.UNKNOWN
    sure = claim.certainty is Certainty.CERTAIN
    return ControlState.HELD if sure else ControlState.CLAIMED


def claimant_kind(
    claim: Claim,
    assertion: ControlAssertion,
    belligerents: frozenset[str] = frozenset(),
    holds_for: Sides = str,
) -> str:
    """Who speaks, seen from the side that gains: a key of the parameters' `claimant` table.

    A belligerent gains by its own hold and by another's departure, and loses by the reverse.
    Nobody in particular ("Ashland sources") counts less either way.
    """
    side = holds_for(assertion.claimant_side) if assertion.claimant_side else None
    if claim.source.kind is SourceKind.IMAGERY:
        return "imagery"
    nameless = claim.source.kind in NAMELESS
    for_gain, for_loss = ("unnamed", "third") if nameless else ("gain", "loss")
    if side is not None:
        if side in (assertion.controller, assertion.not_controller):
            return for_gain if side == assertion.controller else for_loss
        if side in belligerents:
            return for_loss if assertion.controller is not None else for_gain
    return "unnamed" if side is None and nameless else "third"
