"""What a claim asserts of who holds a place, and who it is that speaks."""

from __future__ import annotations

from collections.abc import Callable

from dateline.control.parameters import EventRule
from dateline.control.scene import Scene
from dateline.model import (
    Auxiliary,
    Certainty,
    Claim,
    ControlAssertion,
    ControlState,
    Event,
    SourceKind,
    content_id,
)

NAMELESS = frozenset({SourceKind.UNNAMED, SourceKind.SOCIAL_MEDIA, SourceKind.UNKNOWN})
Sides = Callable[[str], str]
"""Gives the side that holds for a side: a proxy's gains are its patron's, where data says so."""


def control_assertion(
    place: str,
    side: str,
    event: Event,
    claim: Claim,
    scene: Scene,
    rule: EventRule,
) -> ControlAssertion:
    """What an event says of a side's hold on a place."""
    coding, actors = scene.coding, scene.actors
    negated = event.auxiliary is Auxiliary.NEGATED
    stays = rule.says in ("holds", "there")
    holds = stays != negated if stays or rule.says == "gone" else False
    leaves = (rule.says in ("gone", "shells") and not negated) or (stays and negated)
    source = actors.get(claim.source.actor or "")
    said = coding.report.as_of(event.trigger.start)
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
        recorded=said.updated or said.published or "",
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
