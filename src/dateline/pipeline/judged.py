"""What people judged wrong, taken out of codings before anything is derived from them.

Invariant: nothing stored changes; a judgement that is withdrawn restores what it took out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.model import Coding, Judgement, TargetKind, Verdict

_JUDGED = frozenset({Verdict.RIGHT, Verdict.WRONG})


def drop_wrong(codings: Sequence[Coding], judgements: Iterable[Judgement]) -> list[Coding]:
    """The codings without the claims and events whose last judgement says that they are wrong.

    A claim takes its events, a claim or event its contradictions with it; a report judged wrong
    keeps its text and loses all that was read from it.
    """
    wrong = _wrong_targets(judgements)
    return [_without(coding, wrong) for coding in codings] if wrong else list(codings)


def _wrong_targets(judgements: Iterable[Judgement]) -> frozenset[tuple[TargetKind, str]]:
    """What is judged wrong: of several judgements on one record the latest counts."""
    last: dict[tuple[TargetKind, str], Verdict] = {}
    ordered = sorted(judgements, key=lambda judgement: (judgement.made_at, judgement.id))
    for judgement in ordered:
        if judgement.verdict in _JUDGED and judgement.withdrawn_at is None:
            last[judgement.target_kind, judgement.target] = judgement.verdict
    return frozenset(target for target, verdict in last.items() if verdict is Verdict.WRONG)


def _without(coding: Coding, wrong: frozenset[tuple[TargetKind, str]]) -> Coding:
    if (TargetKind.REPORT, coding.report.id) in wrong:
        return replace(coding, claims=(), events=(), contradictions=())
    claims = {c.id for c in coding.claims if (TargetKind.CLAIM, c.id) not in wrong}
    events = {
        e.id for e in coding.events if e.claim in claims and (TargetKind.EVENT, e.id) not in wrong
    }
    if len(claims) == len(coding.claims) and len(events) == len(coding.events):
        return coding
    return replace(
        coding,
        claims=tuple(
            replace(
                c, events=tuple(e for e in c.events if e in events), within=_outer(c.within, claims)
            )
            for c in coding.claims
            if c.id in claims
        ),
        events=tuple(e for e in coding.events if e.id in events),
        contradictions=tuple(
            found
            for found in coding.contradictions
            if claims.issuperset(found.claims) and events.issuperset(found.events)
        ),
    )


def _outer(within: str | None, claims: set[str]) -> str | None:
    return within if within in claims else None
