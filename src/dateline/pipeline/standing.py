"""What people's judgements leave standing: what was judged wrong is derived from no more.

Invariant: nothing is deleted. The ledger keeps every claim and judgement; only what is derived,
published and exported is made of what stands. The latest judgement of a record decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Claim, Coding, Event, Judgement, Verdict

CERTAIN = 1.0
"""The score of what a person has confirmed."""
PLAIN = frozenset({Verdict.RIGHT, Verdict.WRONG})


class Rulings(Struct, frozen=True, kw_only=True):
    """Ids of reports, claims and events that hold as wrong, and as right."""

    wrong: frozenset[str]
    right: frozenset[str]


def rulings_of(judgements: Iterable[Judgement]) -> Rulings:
    """The latest verdict on each record; a withdrawn judgement rules nothing."""
    latest: dict[str, Verdict] = {}
    for judgement in sorted(judgements, key=lambda j: (j.made_at, j.id)):
        if judgement.withdrawn_at is None and judgement.verdict in PLAIN:
            latest[judgement.target] = judgement.verdict
    return Rulings(
        wrong=frozenset(i for i, verdict in latest.items() if verdict is Verdict.WRONG),
        right=frozenset(i for i, verdict in latest.items() if verdict is Verdict.RIGHT),
    )


def standing(codings: Sequence[Coding], judgements: Iterable[Judgement] = ()) -> list[Coding]:
    """The codings without what was judged wrong; what was judged right has the score 1.

    With a wrong report all its claims go but those judged right; with a wrong claim its events.
    """
    rulings = rulings_of(judgements)
    if not rulings.wrong and not rulings.right:
        return list(codings)
    return [stand_by(coding, rulings) for coding in codings]


def only_claims(codings: Iterable[Coding], claims: Collection[str]) -> list[Coding]:
    """The codings with these claims alone, and what belongs to them."""
    kept = []
    for coding in codings:
        others = frozenset(c.id for c in coding.claims if c.id not in claims)
        kept.append(stand_by(coding, Rulings(wrong=others, right=frozenset())))
    return kept


def confirmed_events(codings: Iterable[Coding], judgements: Iterable[Judgement]) -> frozenset[str]:
    """Ids of the events that a person confirmed: themselves, with their claim or their report."""
    right = rulings_of(judgements).right
    return frozenset(
        event.id
        for coding in codings
        for event in coding.events
        if not right.isdisjoint({coding.report.id, event.claim, event.id})
    )


def left_out(codings: Iterable[Coding], judgements: Iterable[Judgement]) -> tuple[int, int]:
    """How many claims and how many events do not stand."""
    before = list(codings)
    after = standing(before, judgements)
    claims = sum(len(a.claims) - len(b.claims) for a, b in zip(before, after, strict=True))
    events = sum(len(a.events) - len(b.events) for a, b in zip(before, after, strict=True))
    return claims, events


def stand_by(coding: Coding, rulings: Rulings) -> Coding:
    """A coding without what was ruled wrong; what was ruled right is certain."""
    claims = {c.id: c for c in coding.claims if _stands(c.id, coding.report.id, rulings)}
    events = {e.id: e for e in coding.events if e.claim in claims and e.id not in rulings.wrong}
    known = {event.id: event for event in coding.events}
    contradictions = tuple(
        found
        for found in coding.contradictions
        if found.id not in rulings.wrong and all(c in claims for c in found.claims)
    )
    return replace(
        coding,
        claims=tuple(_claim(claim, coding, events, rulings) for claim in claims.values()),
        events=tuple(_event(event, coding, known, events, rulings) for event in events.values()),
        contradictions=contradictions,
    )


def _stands(claim: str, report: str, rulings: Rulings) -> bool:
    if claim in rulings.wrong:
        return False
    return report not in rulings.wrong or claim in rulings.right


def _claim(claim: Claim, coding: Coding, events: Collection[str], rulings: Rulings) -> Claim:
    told = tuple(event for event in claim.events if event in events)
    right = not rulings.right.isdisjoint({claim.id, coding.report.id})
    return replace(claim, events=told, score=CERTAIN if right else claim.score)


def _event(
    event: Event,
    coding: Coding,
    known: Mapping[str, Event],
    standing_: Collection[str],
    rulings: Rulings,
) -> Event:
    right = not rulings.right.isdisjoint({event.id, event.claim, coding.report.id})
    repeats = _first_that_stands(event, known, standing_)
    return replace(event, same_as=repeats, score=CERTAIN if right else event.score)


def _first_that_stands(
    event: Event, known: Mapping[str, Event], standing_: Collection[str]
) -> str | None:
    """The event that this one repeats, past those that do not stand; None: it is now the first."""
    seen = {event.id}
    earlier = event.same_as
    while earlier is not None and earlier not in standing_ and earlier not in seen:
        seen.add(earlier)
        before = known.get(earlier)
        earlier = before.same_as if before is not None else None
    return earlier if earlier in standing_ else None
