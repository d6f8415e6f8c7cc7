"""What judgements leave standing: nothing that is derived rests on what was judged wrong."""

from __future__ import annotations

import msgspec
import pytest

from dateline.model import Coding, Event, Judgement, TargetKind, Verdict
from dateline.pipeline.derive import contradiction_rows, derive
from dateline.pipeline.standing import (
    confirmed_events,
    left_out,
    only_claims,
    rulings_of,
    standing,
)
from tests.store.records import coding, reading


def judgement(
    target: str,
    verdict: Verdict,
    *,
    kind: TargetKind = TargetKind.CLAIM,
    at: str = "2026-01-01",
    withdrawn: str | None = None,
) -> Judgement:
    """A person's decision."""
    return Judgement(
        id=f"jdg-{target}-{at}", target_kind=kind, target=target, verdict=verdict, author="ada",
        made_at=at, withdrawn_at=withdrawn,
    )  # fmt: skip


@pytest.fixture
def made() -> Coding:
    """A report with three claims, an event and a contradiction."""
    return coding(reading(1).report)


def test_a_wrong_claim_takes_its_events_and_contradictions_along(made: Coding) -> None:
    wrong = [judgement(made.claims[0].id, Verdict.WRONG)]
    (left,) = standing([made], wrong)
    assert left.claims == made.claims[1:]
    assert (left.events, left.contradictions) == ((), ())
    derived = derive([made], wrong)
    assert derived.incidents == ()
    assert list(contradiction_rows([left], derived)) == []
    assert {c for o in derived.origins for c in o.claims} == {c.id for c in made.claims[1:]}
    assert derive([made]).incidents
    assert left_out([made], wrong) == (1, 1)


def test_a_wrong_event_leaves_its_claim(made: Coding) -> None:
    wrong = [judgement(made.events[0].id, Verdict.WRONG, kind=TargetKind.EVENT)]
    (left,) = standing([made], wrong)
    assert [c.id for c in left.claims] == [c.id for c in made.claims]
    assert left.events == ()
    assert left.claims[0].events == ()


def test_a_wrong_report_keeps_the_claim_that_was_judged_right(made: Coding) -> None:
    (left,) = standing(
        [made],
        [
            judgement(made.report.id, Verdict.WRONG, kind=TargetKind.REPORT),
            judgement(made.claims[0].id, Verdict.RIGHT),
        ],
    )
    assert [c.id for c in left.claims] == [made.claims[0].id]
    assert left.report == made.report


def test_a_withdrawn_judgement_restores_all(made: Coding) -> None:
    gone = judgement(made.claims[0].id, Verdict.WRONG, withdrawn="2026-01-02")
    assert standing([made], [gone]) == [made]


def test_the_latest_verdict_decides_in_any_order(made: Coding) -> None:
    claim = made.claims[0].id
    said = [
        judgement(claim, Verdict.WRONG, at="2026-01-01"),
        judgement(claim, Verdict.RIGHT, at="2026-01-02"),
    ]
    for order in (said, said[::-1]):
        assert rulings_of(order).right == {claim}
        assert rulings_of(order).wrong == frozenset()


def test_what_was_judged_right_is_surest(made: Coding) -> None:
    right = [judgement(made.claims[0].id, Verdict.RIGHT)]
    (left,) = standing([made], right)
    assert (left.claims[0].score, left.claims[1].score) == (1.0, made.claims[1].score)
    assert left.events[0].score == 1.0
    assert confirmed_events([made], right) == {made.events[0].id}


def test_what_repeats_a_wrong_event_is_told_in_its_own_right(made: Coding) -> None:
    first = made.events[0]

    def again(name: str, of: str) -> Event:
        return msgspec.structs.replace(first, id=name, claim=made.claims[1].id, same_as=of)

    chained = msgspec.structs.replace(
        made, events=(first, again("evt-2", first.id), again("evt-3", "evt-2"))
    )
    (left,) = standing([chained], [judgement(first.id, Verdict.WRONG, kind=TargetKind.EVENT)])
    assert [(e.id, e.same_as) for e in left.events] == [("evt-2", None), ("evt-3", "evt-2")]
    (less,) = standing([chained], [judgement("evt-2", Verdict.WRONG, kind=TargetKind.EVENT)])
    assert [(e.id, e.same_as) for e in less.events] == [(first.id, None), ("evt-3", first.id)]


def test_chosen_claims_stay_with_what_belongs_to_them_alone(made: Coding) -> None:
    told = next(c for c in made.claims if c.events)
    (kept,) = only_claims([made], {told.id})
    assert kept.claims == (told,)
    assert {event.claim for event in kept.events} == {told.id}
    assert kept.contradictions == ()
    assert kept.report == made.report
    (none,) = only_claims([made], ())
    assert (none.claims, none.events) == ((), ())
    assert only_claims([made], [claim.id for claim in made.claims]) == [made]
