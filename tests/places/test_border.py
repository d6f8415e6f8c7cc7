"""The settlements along the edge of a region."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Place
from dateline.places.border import along
from dateline.places.query import distance


def place(key: str, lat: float, lon: float) -> Place:
    return Place(
        id=key, name=key, lat=lat, lon=lon, country="XX", admin1="01", feature="PPL", where_prec=1
    )


def apart(one: Place, other: Place) -> float:
    return distance(one.lat, one.lon, other.lat, other.lon)


def test_both_sides_and_nobody_behind_them() -> None:
    inside = [place("in", 10.0, 20.0), place("deep", 10.0, 18.0)]
    outside = [place("out", 10.0, 20.2), place("far", 10.0, 25.0)]
    found = along(inside, outside, km=25.0, distance=apart)
    assert [p.id for p in found] == ["in", "out"]


POINTS = st.tuples(st.floats(-70, 70), st.floats(-170, 170))


@given(POINTS, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_no_neighbour_within_reach_is_overlooked(
    at: tuple[float, float], up: float, east: float
) -> None:
    here, there = place("a", *at), place("b", at[0] + up, at[1] + east)
    found = along([here], [there], km=25.0, distance=apart)
    assert bool(found) is (apart(here, there) <= 25.0)
