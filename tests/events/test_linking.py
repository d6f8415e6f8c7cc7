"""An event is the first earlier one that is the same, as a scan over all of them would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.events.linking import linked
from dateline.events.twins import Compared
from dateline.model import Auxiliary, Coding
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

_NUMBERS = st.sampled_from([None, (3.0, 3.0, 3.0), (4.0, 4.0, 4.0), (4.0, None, None)])
_TOLD = st.builds(
    Told,
    type=st.sampled_from(["territory.taken", "strike.shelling"]),
    side=st.sampled_from([None, "AAA", "BBB"]),
    place=st.sampled_from([None, RIVERTON, HILLTOP, REGION]),
    day=st.sampled_from([None, 5, 6]),
    auxiliary=st.sampled_from(list(Auxiliary)),
    killed=_NUMBERS,
)


def _linked(made: Coding) -> list[str | None]:
    toponyms = {t.id: t for t in made.toponyms}
    actors = {a.id: a for a in made.actors}
    return [event.same_as for event in linked(made.events, toponyms, actors)]


def _scanned(made: Coding) -> list[str | None]:
    toponyms = {t.id: t for t in made.toponyms}
    actors = {a.id: a for a in made.actors}
    found: list[str | None] = []
    firsts: list[Compared] = []
    for event in made.events:
        told = Compared(event, toponyms, actors)
        before = [f for f in firsts if f.event.type == event.type]
        twin = next((f for f in before if f.same(told)), None)
        known = set().union(*(f.told for f in before))
        if twin is None or not told.told <= known:
            firsts.append(told)
            found.append(None)
        else:
            found.append(twin.event.id)
    return found


@given(told=st.lists(_TOLD, max_size=12))
def test_the_first_same_event_is_found(told: list[Told]) -> None:
    made = coding(*told)
    assert _linked(made) == _scanned(made)


def test_a_figure_told_again_joins_the_event_that_told_it() -> None:
    three = Told(type="strike.shelling", killed=(3.0, 3.0, 3.0))
    four = Told(type="strike.shelling", killed=(4.0, 4.0, 4.0))
    made = coding(three, four, four)
    assert _linked(made) == [None, None, made.events[1].id]


def test_other_sides_and_other_places_are_other_events() -> None:
    here = Told(type="strike.shelling", side="AAA")
    there = Told(type="strike.shelling", side="AAA", place=HILLTOP)
    theirs = Told(type="strike.shelling", side="BBB")
    assert _linked(coding(here, there, theirs)) == [None, None, None]
