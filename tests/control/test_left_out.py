"""What control leaves out is a row that names the rule."""

from __future__ import annotations

from dataclasses import replace as told_as

import pytest
from msgspec.structs import replace

from dateline.control.evidence import Reader
from dateline.control.left_out import LeftOut, Omission, omission_sentences
from dateline.control.parameters import shipped_parameters
from dateline.model import Auxiliary, Coding, EventPlace, PlaceRole, Stance, ToponymKind
from tests.fusion.factory import REGION, RIVERTON, Told, coding

TAKEN = Told(type="territory.taken", side="BBB")


def omitted(whole: Coding, *, area: tuple[str, ...] | Omission = ()) -> tuple[LeftOut, ...]:
    reader = Reader(
        shipped_parameters(),
        spread=lambda _area, _towns: area,
        belligerents=frozenset({"AAA", "BBB"}),
    )
    return reader.read(whole)[1]


def rules(told: Told, *, area: tuple[str, ...] | Omission = ()) -> set[Omission]:
    return {item.rule for item in omitted(coding(told), area=area)}


def test_every_rule_says_itself_in_one_sentence_and_none_is_left_over() -> None:
    assert set(omission_sentences()) == {rule.value for rule in Omission}
    assert all(rule.sentence[0].islower() and rule.sentence[-1] != "." for rule in Omission)


def test_what_is_used_is_not_left_out() -> None:
    assert not omitted(coding(TAKEN))


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        (told_as(TAKEN, stance=Stance.DEMAND), Omission.STANCE),
        (told_as(TAKEN, auxiliary=Auxiliary.FUTURE), Omission.NOT_TOLD),
        (told_as(TAKEN, side="CCC"), Omission.NO_PARTY),
        (told_as(TAKEN, side=None), Omission.NO_SIDE),
        (told_as(TAKEN, place=REGION), Omission.NARROW),
        (Told(type="territory.left", side="AAA", place=REGION), Omission.NO_EDGE),
        (
            Told(type="strike.shelling", side="AAA", auxiliary=Auxiliary.NEGATED),
            Omission.DENIAL,
        ),
        (told_as(TAKEN, auxiliary=Auxiliary.NEGATED), Omission.DENIAL),
        (Told(type="force.advanced", side="AAA"), Omission.NOT_INSIDE),
        (Told(type="territory.held", side="AAA", place=REGION), Omission.NARROW),
    ],
)
def test_each_rule_names_itself(told: Told, rule: Omission) -> None:
    assert rules(told) == {rule}


def test_the_rule_of_an_area_is_the_gazetteers() -> None:
    whole = coding(told_as(TAKEN, place=REGION, words="they took the entire land"))
    place = EventPlace(PlaceRole.WHOLE_OF, whole.toponyms[0].id)
    region = replace(whole, events=(replace(whole.events[0], places=(place,)),))
    (row,) = omitted(region, area=Omission.NO_TOWN_NEAR)
    assert row.rule is Omission.NO_TOWN_NEAR
    assert not omitted(region, area=("p:1",))


def test_a_row_names_claim_event_report_place_and_words() -> None:
    whole = coding(told_as(TAKEN, stance=Stance.DEMAND))
    (row,) = omitted(whole)
    assert (row.claim, row.event) == (whole.claims[0].id, whole.events[0].id)
    assert (row.report, row.place) == (whole.report.id, RIVERTON.id)
    assert row.words in whole.report.text
    assert row.why == Omission.STANCE.sentence


def test_names_that_are_no_places_are_rows_too() -> None:
    whole = coding(TAKEN)
    for change, rule in (
        ({"kind": ToponymKind.METONYMIC}, Omission.NOT_LITERAL),
        ({"place": None}, Omission.UNRESOLVED),
        ({"score": 0.1}, Omission.UNSURE_PLACE),
    ):
        (row,) = omitted(replace(whole, toponyms=(replace(whole.toponyms[0], **change),)))
        assert row.rule is rule
        assert row.name == whole.toponyms[0].text


@pytest.mark.parametrize(
    ("type_", "role", "rule"),
    [
        ("territory.taken", PlaceRole.NEAR, Omission.ASIDE),
        ("territory.taken", PlaceRole.TOWARDS, Omission.HEADED),
        ("territory.taken", PlaceRole.FROM, Omission.HEADED),
        ("territory.taken", PlaceRole.BESIDE, Omission.APART),
        ("territory.left", PlaceRole.INTO, Omission.HEADED),
        ("force.advanced", PlaceRole.AT, Omission.NOT_INSIDE),
        ("territory.held", PlaceRole.PART_OF, Omission.PART_OF_TOWN),
    ],
)
def test_a_role_that_is_not_where_it_was_says_why(
    type_: str, role: PlaceRole, rule: Omission
) -> None:
    whole = coding(Told(type=type_, side="BBB"))
    event = whole.events[0]
    place = EventPlace(role, whole.toponyms[0].id)
    told = replace(whole, events=(replace(event, places=(place,)),))
    assert {item.rule for item in omitted(told)} == {rule}


def test_a_state_before_the_change_that_the_same_report_tells_is_a_row() -> None:
    held = Told(type="territory.held", side="AAA")
    (row,) = omitted(coding(TAKEN, held))
    assert (row.rule, row.side) == (Omission.FORMER, "AAA")
