"""Contradictions: events that cannot both hold, and those that can."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.contradict import contradictions
from dateline.fusion.facts import facts_of
from dateline.model import Auxiliary, BlockKind, ContradictionKind, Stance
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

GONE = Told(type="territory.left", side="AAA", source="A's ministry", source_side="AAA")
THERE = Told(type="force.present", side="AAA", until=7)


def kinds(*told: Told) -> list[ContradictionKind]:
    return [c.kind for c in contradictions(facts_of(coding(*told)))]


def test_gone_against_still_there() -> None:
    found = contradictions(facts_of(coding(GONE, THERE)))
    assert [c.kind for c in found] == [ContradictionKind.PRESENCE]
    assert "still there" in found[0].why
    assert "A's ministry" in found[0].why


def test_absent_against_present() -> None:
    absent = Told(type="force.present", side="AAA", auxiliary=Auxiliary.NEGATED, source="x")
    assert kinds(absent, THERE) == [ContradictionKind.PRESENCE]


def test_having_been_there_before_is_no_contradiction() -> None:
    assert not kinds(GONE, Told(type="force.present", side="AAA", day=2))


def test_another_side_may_be_there() -> None:
    assert not kinds(GONE, Told(type="force.present", side="BBB", until=7))


def test_another_place_may_be_held() -> None:
    assert not kinds(GONE, Told(type="force.present", side="AAA", place=HILLTOP, until=7))


def test_a_region_holds_its_places() -> None:
    assert kinds(GONE, Told(type="force.present", side="AAA", place=REGION, until=7))


def test_a_denial_contradicts_the_assertion() -> None:
    strike = Told(type="strike.air", side="AAA", source="B", source_side="BBB")
    denial = Told(
        type="strike.air", side="AAA", source="A", source_side="AAA", auxiliary=Auxiliary.NEGATED
    )
    assert kinds(strike, denial) == [ContradictionKind.POLARITY]


def test_two_holders() -> None:
    a = Told(type="territory.held", side="AAA", source="A", source_side="AAA")
    b = Told(type="territory.taken", side="BBB", source="B", source_side="BBB")
    assert kinds(a, b) == [ContradictionKind.CONTROL]


def test_tolls_that_do_not_meet() -> None:
    a = Told(type="strike.air", source="A", killed=(10, 10, 10))
    b = Told(type="strike.air", source="B", killed=(40, None, None))
    assert kinds(a, b) == [ContradictionKind.QUANTITY]
    assert not kinds(a, Told(type="strike.air", source="B", killed=(5, None, None)))


def test_days_that_do_not_meet_for_what_happens_once() -> None:
    a = Told(type="territory.taken", side="BBB", source="A", day=3)
    b = Told(type="territory.taken", side="BBB", source="B", day=5)
    assert kinds(a, b) == [ContradictionKind.TIME]


def test_two_culprits() -> None:
    a = Told(type="damage.infrastructure", side="AAA", source="B")
    b = Told(type="damage.infrastructure", side="BBB", source="A")
    assert kinds(a, b) == [ContradictionKind.RESPONSIBILITY]


@pytest.mark.parametrize("stance", [Stance.DEMAND, Stance.PREDICT, Stance.DECLINE])
def test_what_is_only_demanded_or_predicted_contradicts_nothing(stance: Stance) -> None:
    assert not kinds(GONE, Told(type="force.present", side="AAA", until=7, stance=stance))


def test_a_claim_does_not_contradict_itself_and_all_ids_exist() -> None:
    whole = coding(GONE, THERE, Told(type="force.present", side="AAA", until=9, place=RIVERTON))
    ids = {c.id for c in whole.claims}
    for found in contradictions(facts_of(whole)):
        assert set(found.claims) <= ids
        assert found.claims[0] != found.claims[1]


def test_across_reports_one_sources_telling_is_one_position() -> None:
    reports = [coding(GONE, outlet=f"o{n}") for n in range(5)]
    reports.append(coding(THERE, outlet="Mail", day=8))
    facts = [f for r in reports for f in facts_of(r)]
    (found,) = contradictions(facts, across=True)
    assert found.kind is ContradictionKind.PRESENCE
    assert not contradictions(facts_of(reports[0]), across=True)


def captioned(*told: Told, at: int) -> list[ContradictionKind]:
    """As `kinds`, where the sentence of that number stands below a picture."""
    made = coding(*told)
    blocks = list(made.report.blocks)
    blocks[at] = replace(blocks[at], kind=BlockKind.CAPTION)
    report = replace(made.report, blocks=tuple(blocks))
    return [c.kind for c in contradictions(facts_of(replace(made, report=report)))]


def test_a_caption_that_says_what_the_text_says_is_no_side() -> None:
    there = Told(type="force.present", side="AAA", until=3)
    assert kinds(GONE, there, THERE) == [ContradictionKind.PRESENCE]
    assert not captioned(GONE, there, THERE, at=2)


def test_a_caption_that_says_more_than_the_text_is_a_side() -> None:
    assert captioned(GONE, THERE, at=1) == [ContradictionKind.PRESENCE]
