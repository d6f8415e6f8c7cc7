"""Tellings: places by role, what is carried, what has ended."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.relations import relate_places
from dateline.fusion.tellings import tellings_of
from dateline.model import Aspect, Auxiliary, Coding, EventPlace, PlaceRole, Stance
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
