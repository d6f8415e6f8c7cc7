"""Control assertions from coded events: who says that who holds what, from when.

Each assertion names its claim and event; nothing is derived from the outlet's city, from a
metonym or from an event that is only feared, demanded or planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.control.parameters import EventRule, Parameters
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
    Stance,
    Toponym,
    ToponymKind,
    content_id,
)

TELLING = frozenset({Auxiliary.ASSERTED, Auxiliary.NEGATED})
UNSAID = frozenset({Stance.DEMAND, Stance.PREDICT, Stance.DECLINE})
NAMELESS = frozenset({SourceKind.UNNAMED, SourceKind.SOCIAL_MEDIA, SourceKind.UNKNOWN})

Spread = Callable[[Toponym], Sequence[str]]
"""Gives the ids of the places of an area; an empty sequence where it cannot be told."""
Sides = Callable[[str], str]
"""Gives the side that holds for a side: a proxy's gains are its patron's, where data says so."""


@dataclass(frozen=True)
class Evidence:
    """An assertion with what the model needs to weigh it.

    `weight` is that of event and certainty; `claimant_kind` one of gain, loss, third, imagery,
    unnamed; `area` whether it was said of an area and spread to its places.
    """

    assertion: ControlAssertion
    weight: float
    claimant_kind: str
    says: str
    area: bool = False


@dataclass(frozen=True)
class Reader:
    """Reads codings for control. `spread` gives an area's places, `holds_for` a side's patron;
    `belligerents` are the sides that fight, whose words are weighed by their interest."""

    parameters: Parameters
    spread: Spread
    holds_for: Sides = str
    belligerents: frozenset[str] = frozenset()

    def evidence_of(self, coding: Coding) -> Iterator[Evidence]:
        """All control evidence in one coding, in the order of its events."""
        claims = {c.id: c for c in coding.claims}
        actors = {a.id: a for a in coding.actors}
        toponyms = {t.id: t for t in coding.toponyms}
        for event in coding.events:
            rule = self._rule(event)
            claim = claims.get(event.claim)
            if rule is None or claim is None or claim.stance in UNSAID:
                continue
            if event.auxiliary in TELLING and event.same_as is None:
                yield from self._event(event, claim, rule, coding, actors, toponyms)

    def _rule(self, event: Event) -> EventRule | None:
        rules = self.parameters.events
        return rules.get(event.type) or rules.get(event.type.split(".")[0])

    def _event(
        self,
        event: Event,
        claim: Claim,
        rule: EventRule,
        coding: Coding,
        actors: Mapping[str, Actor],
        toponyms: Mapping[str, Toponym],
    ) -> Iterator[Evidence]:
        weight = rule.weight * self.parameters.certainty[claim.certainty.value]
        if event.auxiliary is Auxiliary.NEGATED:
            weight *= self.parameters.negated
        named = [toponyms[i] for i in event.toponyms if i in toponyms]
        for side in sorted(self._sides(event, actors)):
            for place, is_area in self._places(event, named):
                made = _assertion(place, side, event, claim, coding, actors, rule)
                share = self.parameters.area if is_area else 1.0
                kind = claimant_kind(claim, made, self.belligerents)
                yield Evidence(made, weight * share, kind, rule.says, area=is_area)

    def _sides(self, event: Event, actors: Mapping[str, Actor]) -> set[str]:
        found = (actors[a].side for a in event.actors if a in actors)
        return {self.holds_for(side) for side in found if side}

    def _places(self, event: Event, named: Sequence[Toponym]) -> Iterator[tuple[str, bool]]:
        """Settlements as they stand; an area's places only where it is named whole and alone."""
        literal = [t for t in named if t.place is not None and t.kind is ToponymKind.LITERAL]
        towns = [t for t in literal if t.place is not None and is_settlement(t.place)]
        if towns:
            yield from ((t.place.id, False) for t in towns if t.place and t.area in WITHIN)
            return
        if any(q.of in (QuantityOf.SETTLEMENTS, QuantityOf.AREA_KM2) for q in event.quantities):
            return
        for toponym in literal:
            yield from ((place, True) for place in self.spread(toponym))


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
    coding: Coding,
    actors: Mapping[str, Actor],
    rule: EventRule,
) -> ControlAssertion:
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
        claimant_side=source.side if source else None,
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
    claim: Claim, assertion: ControlAssertion, belligerents: frozenset[str] = frozenset()
) -> str:
    """Who speaks, seen from the side that gains: a key of the parameters' `claimant` table.

    A belligerent gains by its own hold and by another's departure, and loses by the reverse.
    """
    side = assertion.claimant_side
    if claim.source.kind is SourceKind.IMAGERY:
        return "imagery"
    if side is not None:
        if side in (assertion.controller, assertion.not_controller):
            return "gain" if side == assertion.controller else "loss"
        if side in belligerents:
            return "loss" if assertion.controller is not None else "gain"
    if side is None and claim.source.kind in NAMELESS:
        return "unnamed"
    return "third"
