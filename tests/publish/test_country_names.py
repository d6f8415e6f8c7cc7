"""Names of countries on a map of a part of them."""

from __future__ import annotations

from dateline.publish.basemap import Feature
from dateline.publish.country_names import names_in
from dateline.publish.geometry import Box, Point

BOX = Box(0, 0, 24, 14)


def _square(name: str, west: float, south: float, east: float, north: float) -> Feature:
    ring: list[Point] = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return Feature(name=name, codes=(name,), parts=[ring])


def test_a_country_that_the_map_cuts_is_named_inside_the_map() -> None:
    ((name, at),) = names_in(BOX, [_square("Wide", -900, 2, 900, 12)])
    assert name == "Wide"
    assert BOX.holds(at)
    assert 5 < at[1] < 9


def test_a_corner_is_too_small_for_a_name() -> None:
    assert names_in(BOX, [_square("Corner", 22, 12, 99, 99)]) == []


def test_names_keep_away_from_what_is_drawn() -> None:
    country = _square("Wide", -99, -99, 99, 99)
    free = names_in(BOX, [country])[0][1]
    moved = names_in(BOX, [country], beside=[free])[0][1]
    assert abs(moved[0] - free[0]) + abs(moved[1] - free[1]) > 2
