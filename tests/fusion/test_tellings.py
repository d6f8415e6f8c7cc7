"""Tellings: places by role, what is carried, what has ended."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.relations import relate_places
from dateline.fusion.tellings import tellings_of
from dateline.model import Aspect, Auxiliary, Candidate, Coding, EventPlace, PlaceRole, Stance
from dateline.text.transliterate import match_key
from tests.fusion.factory import HILLTOP, Told, coding

TAKEN = Told(type="territory.taken", side="AAA", source="A", source_side="AAA")


def with_role(made: Coding, role: PlaceRole) -> Coding:
    """The coding with this role for the place of every event."""
    events = tuple(
        replace(e, places=tuple(EventPlace(role, t) for t in e.toponyms)) for e in made.events
    )
    return replace(made, events=events)


@pytest.mark.parametrize("role", [PlaceRole.BESIDE, PlaceRole.TOWARDS])
def test_a_place_beside_a_deed_is_none_of_its_own(role: PlaceRole) -> None:
    (told,) = tellings_of(with_role(coding(TAKEN), role))
    assert told.spots == ()


def test_an_advance_is_at_the_place_that_it_goes_towards() -> None:
    made = coding(Told(type="force.advanced", side="AAA"))
    (told,) = tellings_of(with_role(made, PlaceRole.TOWARDS))
    assert [s.place.name for s in told.spots if s.place] == ["Riverton"]


def test_near_a_place_is_around_it_and_not_there() -> None:
    made = with_role(coding(TAKEN, replace_side(TAKEN)), PlaceRole.NEAR)
    assert relate_places(*tellings_of(made)) == "around"
    assert relate_places(*tellings_of(coding(TAKEN, replace_side(TAKEN)))) == "same"


def replace_side(told: Told) -> Told:
    return Told(type=told.type, side="BBB", source="B", source_side="BBB", place=told.place)


def test_two_places_are_apart() -> None:
    other = Told(type="territory.taken", side="BBB", place=HILLTOP)
    assert relate_places(*tellings_of(coding(TAKEN, other))) is None


def test_what_is_only_meant_is_not_affirmed() -> None:
    made = coding(TAKEN)
    (event,) = made.events
    (told,) = tellings_of(replace(made, events=(replace(event, aspect=Aspect.MEANT),)))
    assert not told.affirmed
    assert not told.denied


@pytest.mark.parametrize("auxiliary", [Auxiliary.ASSERTED, Auxiliary.NEGATED])
def test_who_denies_says_that_it_is_not_so(auxiliary: Auxiliary) -> None:
    denial = Told(type="strike.air", stance=Stance.DENY, auxiliary=auxiliary, source="A")
    (told,) = tellings_of(coding(denial))
    assert told.denied
    assert not told.affirmed


def test_a_state_that_the_same_claim_says_has_ended_is_left_out() -> None:
    made = coding(TAKEN, Told(type="territory.held", side="BBB", source="A", source_side="AAA"))
    taken, held = made.events
    joined = replace(made, events=(taken, replace(held, claim=taken.claim)))
    assert [t.fact.event.type for t in tellings_of(joined)] == ["territory.taken"]
    assert len(tellings_of(made)) == 2


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("was captured are baseless claims", True),
        ("was captured on Sunday. The other claims are baseless", False),
        ("was captured on Sunday", False),
    ],
)
def test_what_is_called_untrue_after_it_is_denied_in_so_many_words(
    *, words: str, marked: bool
) -> None:
    made = coding(Told(type="territory.taken", auxiliary=Auxiliary.NEGATED, words=words))
    (event,) = made.events
    start = made.report.text.index("captured")
    trigger = made.report.span(start, start + len("captured"))
    (told,) = tellings_of(replace(made, events=(replace(event, trigger=trigger),)))
    assert told.marks.denial is marked


def test_a_district_that_is_taken_is_told_by_its_towns_name() -> None:
    district = replace(HILLTOP, id="t:8", feature="ADM2")
    made = coding(Told(type="territory.taken", place=district))
    (top,) = made.toponyms
    town = Candidate(id=HILLTOP.id, name="Hilltop", score=0.1)
    named = replace(top, text="Hilltop district", candidates=(town,))
    (told,) = tellings_of(replace(made, toponyms=(named,)))
    assert [(s.name, s.place) for s in told.settled] == [(match_key("Hilltop"), None)]
