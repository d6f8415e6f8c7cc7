"""The queues of the review: one decision at a time, what is worth most first.

A change of control outranks a contradiction, a contradiction an incident of many origins, that a
claim of low score. A card leaves its queue with the judgement on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from dateline.model import Contradiction, ControlSpan, Judgement, TargetKind, Verdict
from dateline.publish.control_layer import ControlPlace
from dateline.publish.face import say
from dateline.publish.labels import label, side_name
from dateline.publish.reasons import say_reason
from dateline.publish.views import ClaimView, EventView
from dateline.web.desk import Snapshot

QUEUES = {
    "control": "Changes of control",
    "contradictions": "Contradictions",
    "incidents": "Tellings of one deed",
    "claims": "Claims that the program is unsure of",
}
UNSURE = 0.7
"""Score below which a claim with an event is asked about."""
ALONE = ((Verdict.RIGHT, "y"), (Verdict.WRONG, "n"))
TWO = ((Verdict.SAME, "s"), (Verdict.DIFFERENT, "d"))


class Card(Struct, frozen=True, kw_only=True):
    """One question. `claims`: indices of the claims whose words are shown; `verdicts` with keys;
    `reason`: why it is asked; `again`: the judgement that is read a second time, None: none."""

    queue: str
    kind: TargetKind
    target: str
    other: str | None = None
    question: str
    reason: str
    claims: tuple[int, ...]
    verdicts: tuple[tuple[Verdict, str], ...] = ALONE
    again: str | None = None

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return self.target if self.other is None else f"{self.target}+{self.other}"


def list_cards(taken: Snapshot, queue: str, judgements: Sequence[Judgement]) -> list[Card]:
    """The cards of a queue that nobody has judged yet, in order of worth."""
    judged = {(j.target, j.other) for j in judgements if j.withdrawn_at is None}
    cards: dict[str, Card] = {}
    for card in MAKERS[queue](taken):
        pair = tuple(sorted((card.target, card.other))) if card.other else (card.target, None)
        if pair not in judged:
            cards.setdefault(card.key, card)
    return list(cards.values())


def ask_control(taken: Snapshot) -> Iterator[Card]:
    """Claims that changes of control rest on, the least sure change first."""
    if taken.layer is None:
        return
    changes = [(place, span) for place in taken.layer.places for span in find_changes(place)]
    for place, span in sorted(changes, key=lambda c: (c[1].confidence, c[0].name)):
        was = side_name(span.before) if span.before else label("state", "unknown")
        for claim in span.claims_for:
            index = taken.views.by_id.get(claim)
            if index is not None:
                yield Card(
                    queue="control", kind=TargetKind.CLAIM, target=claim, claims=(index,),
                    question=say("Is this claim read right?"),
                    reason=say(
                        "{place} is shown as changing hands: before {was}, then {now}; "
                        "score {score}",
                        place=place.name, was=was, now=name_side(span),
                        score=f"{span.confidence:.2f}",
                    ),
                )  # fmt: skip


def find_changes(place: ControlPlace) -> Iterator[ControlSpan]:
    """The spans of a place that name another holder than the one before, as known last."""
    known = [span for span in place.spans if span.known_to is None]
    for before, span in zip([None, *known], known, strict=False):
        if span.controller and (before is None or before.controller != span.controller):
            yield span


def name_side(span: ControlSpan) -> str:
    """Who holds a place, in words."""
    return side_name(span.controller) if span.controller else say("nobody")


def ask_contradictions(taken: Snapshot) -> Iterator[Card]:
    """Pairs of claims that are shown as excluding each other, those across reports first; then
    those that only may, the likeliest first."""
    views = taken.views

    def worth(found: Contradiction) -> tuple[bool, bool, bool, float, str]:
        a, b = (views.claims[views.by_id[c]] for c in found.claims)
        same_side, same_report = a.source.side == b.source.side, a.report == b.report
        if found.perhaps:
            return (True, False, False, -found.score, found.id)
        return (False, same_side, same_report, 0.0, found.id)

    known = (*taken.disputes.values(), *taken.perhaps.values())
    for found in sorted((d for d in known if all(c in views.by_id for c in d.claims)), key=worth):
        unsure = say("not shown as yet, chance {score}", score=f"{found.score:.2f}")
        sure = f"; {unsure}" if found.perhaps else ""
        yield Card(
            queue="contradictions", kind=TargetKind.CONTRADICTION, target=found.id,
            claims=(views.by_id[found.claims[0]], views.by_id[found.claims[1]]),
            question=say("Do these two claims exclude each other?"),
            reason=f"{label('contradiction', found.kind)}: {say_reason(found.why)}{sure}",
        )  # fmt: skip


def ask_incidents(taken: Snapshot) -> Iterator[Card]:
    """Pairs of events that were joined to one incident, in incidents of many origins first."""
    views = taken.views
    events = {e.event.id: (e, view) for view in views.claims for e in view.events}
    ordered = sorted(views.incidents, key=lambda i: (-len(i.origins), i.id))
    for incident in ordered:
        told = [events[e] for e in incident.events if e in events]
        yield from pair_tellings(told, taken)


def pair_tellings(told: Sequence[tuple[EventView, ClaimView]], taken: Snapshot) -> Iterator[Card]:
    """The first telling of each report beside that of the next one."""
    first: dict[int, tuple[EventView, ClaimView]] = {}
    for event, view in told:
        first.setdefault(view.report, (event, view))
    for (a, of_a), (b, of_b) in combinations(list(first.values())[:3], 2):
        yield Card(
            queue="incidents", kind=TargetKind.EVENT, target=a.event.id, other=b.event.id,
            claims=(taken.views.by_id[of_a.claim.id], taken.views.by_id[of_b.claim.id]),
            question=say("Do these two tell of one deed?"), verdicts=TWO,
            reason=say(
                "{one} ({day}) and {other} ({other_day}) were joined",
                one=a.type_label, day=a.when, other=b.type_label, other_day=b.when,
            ),
        )  # fmt: skip


def ask_claims(taken: Snapshot) -> Iterator[Card]:
    """Claims with events whose score is low, the lowest first."""
    unsure = [
        (min(e.event.score for e in view.events), index)
        for index, view in enumerate(taken.views.claims)
        if view.events and not view.verdicts
    ]
    for score, index in sorted(unsure):
        if score < UNSURE:
            view = taken.views.claims[index]
            yield Card(
                queue="claims", kind=TargetKind.CLAIM, target=view.claim.id, claims=(index,),
                question=say("Is this claim read right?"),
                reason=say("its event has the score {score}", score=f"{score:.2f}"),
            )  # fmt: skip


MAKERS = {
    "control": ask_control,
    "contradictions": ask_contradictions,
    "incidents": ask_incidents,
    "claims": ask_claims,
}
