"""Control assertions from coded events: who says that who holds what, from when.

Each assertion names its claim and event; nothing is derived from the outlet's city, from a
metonym or from an event that is only feared, demanded or planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    SourceKind,
    Stance,
    Toponym,
    ToponymKind,
    content_id,
)

TELLING = frozenset({Auxiliary.ASSERTED, Auxiliary.NEGATED})
UNSAID = frozenset({Stance.DEMAND, Stance.PREDICT, Stance.DECLINE})

Spread = Callable[[Toponym], Sequence[str]]
"""Gives the ids of the places of an area; an empty sequence where a toponym is one place."""


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


def evidence_of(coding: Coding, *, parameters: Parameters, spread: Spread) -> Iterator[Evidence]:
    """All control evidence in one coding, in the order of its events."""
    claims = {c.id: c for c in coding.claims}
    actors = {a.id: a for a in coding.actors}
    toponyms = {t.id: t for t in coding.toponyms}
    for event in coding.events:
        rule = _rule(event, parameters)
        claim = claims.get(event.claim)
        if rule is None or claim is None or claim.stance in UNSAID:
            continue
        if event.auxiliary not in TELLING or event.same_as is not None:
            continue
        for side in sorted(_sides(event, actors)):
            for toponym in (toponyms[i] for i in event.toponyms if i in toponyms):
                yield from _at(
                    toponym, side, event, claim, coding, actors, rule, parameters, spread
                )


def _rule(event: Event, parameters: Parameters) -> EventRule | None:
    rules = parameters.events
    return rules.get(event.type) or rules.get(event.type.split(".")[0])


def _sides(event: Event, actors: dict[str, Actor]) -> set[str]:
    found = (actors[a].side for a in event.actors if a in actors)
    return {side for side in found if side}


def _at(
    toponym: Toponym,
    side: str,
    event: Event,
    claim: Claim,
    coding: Coding,
    actors: dict[str, Actor],
    rule: EventRule,
    parameters: Parameters,
    spread: Spread,
) -> Iterator[Evidence]:
    if toponym.place is None or toponym.kind is not ToponymKind.LITERAL:
        return
    area = spread(toponym)
    weight = rule.weight * parameters.certainty[claim.certainty.value]
    if event.auxiliary is Auxiliary.NEGATED:
        weight *= parameters.negated
    if area:
        weight *= parameters.area
    elif not toponym.place.feature.startswith("PPL") or toponym.area in ("north of", "near"):
        return
    for place in area or (toponym.place.id,):
        assertion = _assertion(place, side, event, claim, coding, actors, rule)
        kind = claimant_kind(claim, assertion)
        yield Evidence(assertion, weight, kind, rule.says, area=bool(area))


def _assertion(
    place: str,
    side: str,
    event: Event,
    claim: Claim,
    coding: Coding,
    actors: dict[str, Actor],
    rule: EventRule,
) -> ControlAssertion:
    negated = event.auxiliary is Auxiliary.NEGATED
    holds = rule.says in ("holds", "there") and not negated
    leaves = (rule.says in ("gone", "shells") and not negated) or (
        rule.says in ("holds", "there") and negated
    )
    source = actors.get(claim.source.actor or "")
    recorded = coding.report.updated or coding.report.published or ""
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
        recorded=recorded,
        why=f"{event.type} {event.auxiliary.value}: {event.trigger.text}",
    )


def _state(claim: Claim, rule: EventRule, *, holds: bool) -> ControlState:
    if rule.says == "fights":
        return ControlState.CONTESTED
    if not holds:
        return ControlState.UNKNOWN
    sure = claim.certainty is Certainty.CERTAIN
    return ControlState.HELD if sure else ControlState.CLAIMED


def claimant_kind(claim: Claim, assertion: ControlAssertion) -> str:
    """Who speaks, seen from the side that gains: a key of the parameters' `claimant` table."""
    side = assertion.claimant_side
    if claim.source.kind is SourceKind.IMAGERY:
        return "imagery"
    if side is not None and side == assertion.controller:
        return "gain"
    if side is not None and side == assertion.not_controller:
        return "loss"
    if side is None and claim.source.kind in (
        SourceKind.UNNAMED,
        SourceKind.SOCIAL_MEDIA,
        SourceKind.UNKNOWN,
    ):
        return "unnamed"
    return "third"
