"""Events that an earlier one tells already: the index against a look at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.twins import Compared, FirstEvents
from dateline.model import (
    Actor,
    ActorKind,
    Auxiliary,
    Basis,
    Codes,
    Event,
    Interval,
    Place,
    Quantity,
    QuantityOf,
    Span,
    Toponym,
    ToponymKind,
)

PLACES = ("a", "b")
SIDES = ("AAA", "BBB")
TOPONYMS = {
    name: Toponym(
        start=0, end=1, text=name, id=name, kind=ToponymKind.LITERAL,
        place=Place(id=f"t:{name}", name=name, lat=0.0, lon=0.0, country=None, admin1=None,
                    feature="PPL", where_prec=1),
    )
    for name in PLACES
}  # fmt: skip
ACTORS = {side: Actor(id=side, name=side, kind=ActorKind.FORCE, side=side) for side in SIDES}


def tell(
    *, type: str = "strike.air", place: str | None = "a", side: str | None = None,
    killed: float | None = None, day: int | None = None, aux: Auxiliary = Auxiliary.ASSERTED,
) -> Compared:  # fmt: skip
    date = f"2020-01-{day:02d}" if day else None
    numbers = (
        Quantity(start=0, end=1, text="n", of=QuantityOf.KILLED, low=killed, best=killed,
                 high=killed),
    )  # fmt: skip
    event = Event(
        id=f"{type}{place}{side}{killed}{day}{aux}", claim="clm", type=type, auxiliary=aux,
        trigger=Span(start=0, end=1, text="x"), actors=(side,) if side else (), recipients=(),
        toponyms=(place,) if place else (),
        time=Interval(earliest=date, latest=date, date_prec=None, basis=Basis.STATED),
        quantities=numbers if killed is not None else (), codes=Codes(acled=None, plover=None),
        score=0.9,
    )  # fmt: skip
    return Compared(event, TOPONYMS, ACTORS)


TOWN = "territory.taken"


@pytest.mark.parametrize(
    ("first", "later", "same"),
    [
        pytest.param(tell(), tell(), True, id="one place"),
        pytest.param(tell(), tell(place="b"), False, id="another place"),
        pytest.param(tell(), tell(place=None), False, id="no place"),
        pytest.param(tell(side="AAA"), tell(side="AAA"), True, id="one doer"),
        pytest.param(tell(side="AAA"), tell(side="BBB"), False, id="another doer"),
        pytest.param(tell(side="AAA"), tell(), True, id="a doer told by one alone"),
        pytest.param(tell(day=5), tell(day=5), True, id="one day"),
        pytest.param(tell(day=5), tell(day=6), False, id="a later day"),
        pytest.param(tell(day=6), tell(day=5), False, id="an earlier day"),
        pytest.param(tell(day=5), tell(), True, id="a day told by one alone"),
        pytest.param(tell(killed=3), tell(killed=3), True, id="one toll"),
        pytest.param(tell(killed=3), tell(killed=4), False, id="another toll"),
        pytest.param(tell(killed=3), tell(), True, id="no toll the second time"),
        pytest.param(tell(), tell(aux=Auxiliary.NEGATED), False, id="denied"),
        pytest.param(tell(), tell(aux=Auxiliary.HISTORICAL), False, id="told of the past"),
        pytest.param(
            tell(place=None, side="AAA"), tell(place=None, side="AAA"), False,
            id="one doer and no place is not enough for a strike",
        ),
        pytest.param(
            tell(type=TOWN, place=None, side="AAA"), tell(type=TOWN, place=None, side="AAA"), True,
            id="but it is for ground",
        ),
    ],
)  # fmt: skip
def test_what_tells_the_same(*, first: Compared, later: Compared, same: bool) -> None:
    assert first.same(later) is same
    events = FirstEvents()
    events.add(first)
    assert (events.twin(later) is first.event) is same


def test_a_figure_that_nobody_told_before_is_new() -> None:
    events = FirstEvents()
    events.add(tell())
    assert tell().same(tell(killed=3))
    assert events.twin(tell(killed=3)) is None


MADE = st.builds(
    lambda **f: tell(**f),
    type=st.just(TOWN), place=st.sampled_from([None, *PLACES]),
    side=st.sampled_from([None, *SIDES]), killed=st.sampled_from([None, 3.0, 4.0]),
    day=st.sampled_from([None, 5, 6]),
)  # fmt: skip


@given(st.lists(MADE, max_size=6), MADE)
def test_the_index_finds_the_first_that_a_look_at_all_finds(
    told: list[Compared], later: Compared
) -> None:
    events = FirstEvents()
    for one in told:
        events.add(one)
    known = {f for one in told for f in one.told}
    first = next((one.event for one in told if one.same(later)), None)
    found = events.twin(later)
    assert (found and found.id) == (first.id if first and later.told <= known else None)
