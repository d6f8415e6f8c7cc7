"""Control evidence in given events: what a data set's coder says of who holds a place.

A row's fields are told by columns, not by words: its sides act, its settlement is the place, and no
rule of wording is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.control.assertions import Sides, claimant_kind, control_assertion
from dateline.control.evidence import Evidence, Parties
from dateline.control.left_out import Omission
from dateline.control.parameters import EventRule, Parameters
from dateline.control.scene import Scene, is_settlement
from dateline.model import Event, PlaceRole, Toponym

Rule = Callable[[Event], EventRule | None]


def given_evidence(
    scene: Scene, rule_of: Rule, *, parameters: Parameters, parties: Parties, holds_for: Sides
) -> Iterator[Evidence]:
    """The evidence of a given row; what says nothing is left out in the scene, with its rule."""
    claims = {claim.id: claim for claim in scene.coding.claims}
    for event in scene.coding.events:
        rule, claim = rule_of(event), claims.get(event.claim)
        if rule is None or claim is None:
            continue
        words = " ".join(span.text for span in claim.content)
        for toponym in _towns(event, scene):
            place = toponym.place
            assert place is not None
            among = parties(place.country)
            # a coder's dated status stands alone, as a certain word of a named source does
            told = max(rule.weight, parameters.alone, parameters.enough)
            weight = told * parameters.certainty[claim.certainty.value]
            sides = list(_sides(event, scene, among, holds_for, toponym))
            if len(sides) > 1 and rule.tells_hold:  # held by several: they fight over it
                rule = EventRule(says="fights", weight=rule.weight)
            for side in sides[:1] if rule.says == "fights" else sides:
                made = control_assertion(place.id, side, event, claim, scene, rule)
                yield Evidence(
                    made, weight, claimant_kind(claim, made, among, holds_for), rule.says,
                    words=words, report=scene.coding.report.id, said=scene.words(event),
                    parties=among, change=rule.says != "fights",  # a coder dates each status
                )  # fmt: skip


def _towns(event: Event, scene: Scene) -> Iterator[Toponym]:
    """The settlements at which a row sets its event."""
    near = {p.toponym for p in event.places if p.role is PlaceRole.NEAR}
    named = [scene.toponyms[i] for i in event.toponyms if i in scene.toponyms]
    for toponym in named:
        if toponym.place is None:
            scene.leave_out(event, Omission.UNRESOLVED, toponym)
        elif not is_settlement(toponym.place) or toponym.id in near:
            scene.leave_out(event, Omission.NO_TOWN, toponym)
        else:
            yield toponym
    if not named:
        scene.leave_out(event, Omission.NO_PLACE)


def _sides(
    event: Event, scene: Scene, parties: frozenset[str], holds_for: Sides, at: Toponym
) -> Iterator[str]:
    """The sides that act; what is no party to the war there holds nothing."""
    acting = [scene.actors[a].side for a in event.actors if a in scene.actors]
    sides = sorted({holds_for(side) for side in acting if side})
    for side in sides:
        if parties and side not in parties:
            scene.leave_out(event, Omission.NO_PARTY, at, side=side)
        else:
            yield side
    if not sides:
        scene.leave_out(event, Omission.NO_SIDE, at)
