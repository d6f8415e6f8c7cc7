"""Contradictions: claims of one proposition that cannot both hold, and those that can."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.chances import ChanceModel
from dateline.fusion.contradict import contradictions_of, single_incidents, weigh_pairs
from dateline.fusion.facts import facts_of
from dateline.fusion.incidents import incidents_of
from dateline.model import (
    Auxiliary,
    Basis,
    BlockKind,
    Certainty,
    Coding,
    ContradictionKind,
    IncidentKind,
    Stance,
)
from tests.fusion.factory import HILLTOP, REGION, Told, coding

GONE = Told(type="territory.left", side="AAA", source="B's ministry", source_side="BBB")
THERE = Told(
    type="territory.held", side="AAA", until=7, source="A's ministry", source_side="AAA"
)  # fmt: skip
STRIKE = Told(type="strike.air", side="AAA", source="B's ministry", source_side="BBB")
DENIAL = Told(
    type="strike.air", side="AAA", source="A's ministry", source_side="AAA",
    auxiliary=Auxiliary.NEGATED,
)  # fmt: skip
ALL = ChanceModel(shown=0.5, perhaps=0.0, constant=0.0, weights={})


def forms(*codings: Coding) -> list[str]:
    """How the proposed pairs are opposed, whatever their chance."""
    return sorted(pair.found.form for pair in weigh_pairs(codings, model=ALL))


def proposed(*told: Told) -> list[str]:
    return forms(coding(*told))


def test_gone_against_still_there() -> None:
    assert proposed(GONE, THERE) == ["gone"]


def test_having_been_there_before_is_no_contradiction() -> None:
    assert not proposed(GONE, replace_told(THERE, day=2, until=2))


def test_another_side_may_be_there() -> None:
    assert not proposed(GONE, replace_told(THERE, side="BBB"))


def test_another_place_may_be_held() -> None:
    assert not proposed(GONE, replace_told(THERE, place=HILLTOP))


def test_a_region_that_holds_a_place_does_not_join_them() -> None:
    assert not proposed(GONE, replace_told(THERE, place=REGION))


def test_a_denial_contradicts_the_assertion() -> None:
    assert proposed(STRIKE, DENIAL) == ["denied_same"]


def test_a_denial_of_another_doer_or_day_denies_nothing() -> None:
    assert not proposed(STRIKE, replace_told(DENIAL, side="CCC"))
    assert not proposed(STRIKE, replace_told(DENIAL, day=20))


def test_who_denies_what_is_told_as_done_denies_it() -> None:
    told = replace_told(DENIAL, auxiliary=Auxiliary.ASSERTED, stance=Stance.DENY)
    assert proposed(STRIKE, told) == ["denied_same"]


def test_two_holders_of_one_place() -> None:
    a = Told(type="territory.held", side="AAA", source="A", source_side="AAA")
    b = Told(type="territory.taken", side="BBB", source="B", source_side="BBB")
    assert proposed(a, b) == ["held_or_taken"]


def test_two_sides_each_take_something_of_one_region() -> None:
    a = Told(type="territory.taken", side="AAA", source="A", place=REGION)
    b = Told(type="territory.taken", side="BBB", source="B", place=REGION)
    assert not proposed(a, b)


def test_two_culprits() -> None:
    a = Told(type="damage.infrastructure", side="AAA", source="B")
    b = Told(type="damage.infrastructure", side="BBB", source="A")
    assert proposed(a, b) == ["doers_same"]


def test_days_that_do_not_meet_for_what_happens_once() -> None:
    a = Told(type="territory.taken", side="BBB", source="A", day=3)
    b = Told(type="territory.taken", side="BBB", source="B", day=5)
    assert proposed(a, b) == ["days"]


def test_tolls_that_do_not_meet() -> None:
    a = Told(type="strike.air", source="A", killed=(10, 10, 10))
    assert proposed(a, Told(type="strike.air", source="B", killed=(40, None, None))) == ["numbers"]
    assert not proposed(a, Told(type="strike.air", source="B", killed=(9, None, None)))


def test_one_sources_two_numbers_are_no_contradiction() -> None:
    a = Told(type="strike.air", source="A", killed=(10, 10, 10))
    assert not proposed(a, Told(type="strike.air", source="A", killed=(40, 40, 40)))


def test_a_toll_that_grew_is_a_series_and_one_that_fell_is_not() -> None:
    first = coding(Told(type="strike.air", source="A", killed=(10, 10, 10)), day=6)
    grown = Told(type="strike.air", source="B", killed=(40, 40, 40))
    fallen = Told(type="strike.air", source="B", killed=(4, 4, 4))
    assert not forms(first, coding(grown, outlet="Mail", day=8))
    assert forms(first, coding(fallen, outlet="Mail", day=8)) == ["numbers"]


@pytest.mark.parametrize("stance", [Stance.DEMAND, Stance.PREDICT, Stance.DECLINE])
def test_what_is_only_demanded_or_predicted_contradicts_nothing(stance: Stance) -> None:
    assert not proposed(GONE, replace_told(THERE, stance=stance))


def test_the_shipped_model_shows_what_the_accused_denies_and_says_why() -> None:
    (found,) = contradictions_of([coding(STRIKE, replace_told(DENIAL, stance=Stance.DENY))])
    assert found.kind is ContradictionKind.POLARITY
    assert not found.perhaps
    assert found.score > 0.5
    assert "A's ministry says that it is not so" in found.why
    assert "Place" in found.why


def test_what_is_less_sure_is_kept_as_perhaps() -> None:
    a = Told(type="territory.taken", side="AAA", source="A", certainty=Certainty.POSSIBLE)
    b = Told(type="territory.taken", side="BBB", source="B")
    (found,) = contradictions_of([coding(a, b)])
    assert found.perhaps
    assert 0 < found.score < 0.5


def test_across_reports_one_sources_telling_is_one_position() -> None:
    reports = [coding(STRIKE, outlet=f"o{n}") for n in range(5)]
    assert not forms(*reports)
    reports.append(coding(DENIAL, outlet="Mail", day=8))
    assert forms(*reports) == ["denied_same"]


def captioned(*told: Told, at: int) -> list[str]:
    """As `proposed`, where the sentence of that number stands below a picture."""
    made = coding(*told)
    blocks = list(made.report.blocks)
    blocks[at] = replace(blocks[at], kind=BlockKind.CAPTION)
    report = replace(made.report, blocks=tuple(blocks))
    return forms(replace(made, report=report))


def test_a_caption_that_says_what_the_text_says_is_no_side() -> None:
    assert captioned(STRIKE, STRIKE, DENIAL, at=1) == ["denied_same"]
    assert captioned(STRIKE, DENIAL, at=0) == ["denied_same"]


def test_a_claim_does_not_contradict_itself_and_all_ids_exist() -> None:
    whole = coding(GONE, THERE, replace_told(THERE, until=9), STRIKE, DENIAL)
    ids = {c.id for c in whole.claims}
    events = {e.id for e in whole.events}
    for found in contradictions_of([whole]):
        assert set(found.claims) <= ids
        assert found.claims[0] != found.claims[1]
        assert set(found.events) <= events


def replace_told(told: Told, **fields: object) -> Told:
    import dataclasses

    return dataclasses.replace(told, **fields)  # type: ignore[arg-type]


def test_what_goes_on_makes_no_two_events_one_occurrence() -> None:
    made = coding(STRIKE, Told(type="battle", place=REGION), Told(type="battle", place=REGION))
    incidents = incidents_of(facts_of(made))
    assert {i.kind for i in incidents} == {IncidentKind.DEED, IncidentKind.SITUATION}
    assert set(single_incidents(incidents)) == {made.events[0].id}


def test_nobody_there_is_against_the_same_side_having_taken_it() -> None:
    absent = Told(type="force.present", side="AAA", auxiliary=Auxiliary.NEGATED)
    assert proposed(Told(type="territory.taken", side="AAA"), absent) == ["denied_absent"]
    assert proposed(Told(type="territory.taken", side="BBB"), absent) == []
    assert proposed(Told(type="territory.taken"), absent) == []
    assert proposed(Told(type="territory.held", side="AAA"), absent) == []


TAKEN = Told(type="territory.taken", side="AAA", source="A's ministry", source_side="AAA")


def denied(told: Told, *, day: int = 5, side: str | None = None) -> Told:
    """The same kind of thing, denied by the other side."""
    return replace_told(
        told, side=side, source="B's ministry", source_side="BBB", auxiliary=Auxiliary.NEGATED,
        stance=Stance.DENY, day=day, basis=Basis.DOCUMENT,
    )  # fmt: skip


def test_a_holding_goes_against_a_taking_that_is_denied() -> None:
    held = Told(type="territory.held", side="AAA", source="A's ministry", source_side="AAA")
    assert proposed(held, denied(TAKEN)) == ["denied_held"]
    assert proposed(TAKEN, denied(held)) == ["denied_held"]


def test_a_taking_goes_against_a_leaving_that_its_holders_deny() -> None:
    left = Told(type="territory.left", side="BBB")
    assert proposed(TAKEN, denied(left, side="BBB")) == ["denied_left"]
    assert proposed(TAKEN, denied(left, side="AAA")) == []


def test_harm_may_be_denied_by_another_word_but_ground_may_not() -> None:
    killed = Told(type="civilians.attacked", side="AAA", source="residents")
    assert proposed(killed, denied(STRIKE, side="AAA")) == ["denied_harm"]
    assert proposed(TAKEN, denied(STRIKE, side="AAA")) == []


def test_two_sides_hold_one_place_on_two_days_that_follow() -> None:
    held = Told(type="territory.held", side="AAA", source="A's ministry", source_side="AAA", day=4)
    other = replace_told(held, side="BBB", source="B's ministry", source_side="BBB", day=5)
    assert proposed(held, other) == ["held"]
    assert proposed(held, replace_told(other, day=6)) == []


def test_what_is_only_to_come_is_not_denied() -> None:
    """The report of the denial is of the fifth, the other of the ninth tells of the eighth."""
    answer = coding(denied(STRIKE, side="AAA"), outlet="Post", day=5)
    later = coding(replace_told(STRIKE, day=8), outlet="Courier", day=9)
    assert forms(answer, later) == []
    earlier = coding(replace_told(STRIKE, day=4), outlet="Courier", day=9)
    assert forms(answer, earlier) == ["denied_same"]
    (pair,) = weigh_pairs((answer, earlier), model=ALL)
    assert pair.levels["time"] == "told after"
