"""Distances between points that are near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Place, km

LATS, LONS = st.floats(-60, 60), st.floats(-170, 170)


def place(lat: float, lon: float) -> Place:
    return Place(
        id="t:1", name="x", lat=lat, lon=lon, country=None, admin1=None, feature="PPL",
        where_prec=1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ((0, 0), (0, 0), 0.0),
        ((0, 0), (1, 0), 111.2),
        ((0, 0), (0, 1), 111.2),
        ((60, 0), (60, 1), 55.6),
        ((46.64, 32.61), (46.48, 30.73), 144.7),
    ],
)
def test_kilometres(one: tuple[float, float], other: tuple[float, float], away: float) -> None:
    assert km(place(*one), place(*other)) == pytest.approx(away, abs=0.2)


@given(LATS, LONS, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5))
def test_near_points_are_as_far_either_way(lat: float, lon: float, up: float, along: float) -> None:
    one, other = place(lat, lon), place(lat + up, lon + along)
    assert km(one, other) == pytest.approx(km(other, one), rel=0.03, abs=0.01)
    assert km(one, other) >= 0
