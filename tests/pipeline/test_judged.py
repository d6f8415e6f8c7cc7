"""What is judged wrong is derived from no more, until the judgement is withdrawn."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model import Coding, Judgement, TargetKind, Verdict
from dateline.pipeline.derive import derive
from dateline.pipeline.judged import drop_wrong
from tests.fusion.factory import Told, coding

LEFT = Told(type="territory.left", side="AAA", source="A's ministry", source_side="AAA")
CODINGS = [coding(LEFT, outlet="Post"), coding(LEFT, outlet="Mail", day=7)]


def judgement(
    kind: TargetKind, target: str, verdict: Verdict = Verdict.WRONG, *, at: int = 1
) -> Judgement:
    return Judgement(
        id=f"jdg-{at}", target_kind=kind, target=target, verdict=verdict, author="a",
        made_at=f"2031-03-0{at}T00:00:00Z",
    )  # fmt: skip


def told(codings: list[Coding]) -> int:
    return sum(len(incident.claims) for incident in derive(codings).incidents)


def test_without_judgements_nothing_changes() -> None:
    assert drop_wrong(CODINGS, []) == CODINGS


def test_a_wrong_claim_takes_its_events_out_of_incidents() -> None:
    wrong = CODINGS[0].claims[0]
    left = drop_wrong(CODINGS, [judgement(TargetKind.CLAIM, wrong.id)])
    assert wrong.id not in {c.id for c in left[0].claims}
    assert not any(e.claim == wrong.id for e in left[0].events)
    assert told(left) < told(CODINGS)
    assert left[1] == CODINGS[1]


def test_a_wrong_event_leaves_its_claim() -> None:
    event = CODINGS[0].events[0]
    left = drop_wrong(CODINGS, [judgement(TargetKind.EVENT, event.id)])[0]
    assert event.id not in {e.id for e in left.events}
    (claim,) = [c for c in left.claims if c.id == event.claim]
    assert event.id not in claim.events


def test_a_wrong_report_loses_all_that_was_read_from_it() -> None:
    left = drop_wrong(CODINGS, [judgement(TargetKind.REPORT, CODINGS[0].report.id)])[0]
    assert (left.claims, left.events, left.report) == ((), (), CODINGS[0].report)


def test_the_latest_judgement_counts_and_a_withdrawn_one_does_not() -> None:
    claim = CODINGS[0].claims[0].id
    wrong = judgement(TargetKind.CLAIM, claim)
    right = judgement(TargetKind.CLAIM, claim, Verdict.RIGHT, at=2)
    assert drop_wrong(CODINGS, [right, wrong]) == CODINGS
    assert drop_wrong(CODINGS, [replace(wrong, made_at="2031-03-03T00:00:00Z"), right]) != CODINGS
    assert drop_wrong(CODINGS, [replace(wrong, withdrawn_at="2031-03-04T00:00:00Z")]) == CODINGS
