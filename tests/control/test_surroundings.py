"""How many places near one are told to have passed: near, before, known by then, each once."""

from __future__ import annotations

from datetime import datetime

import pytest

from dateline.control.contiguity import Point
from dateline.control.surroundings import Passing, Surroundings, none_around


def at(place: str, lon: float) -> Point:
    return Point(place, place, 50.0, lon, "AA", None)


POINTS = {p.id: p for p in (at("here", 30.0), at("near", 30.2), at("next", 30.3), at("far", 32.0))}
ASKED = Passing("BBB", datetime(2020, 1, 10), datetime(2020, 1, 10), "clm-0")


def passed(
    place: str, *, side: str = "BBB", valid: int = 10, known: int = 10, claim: str = "clm-1"
) -> tuple[str, Passing]:
    return place, Passing(side, datetime(2020, 1, valid), datetime(2020, 1, known), claim)


def around(*told: tuple[str, Passing], place: str = "here") -> tuple[int, int]:
    passings: dict[str, list[Passing]] = {}
    for where, passing in told:
        passings.setdefault(where, []).append(passing)
    made = Surroundings.of(passings, POINTS, reach_km=40.0, days=6)
    return made.around(place, ASKED)


@pytest.mark.parametrize(
    ("passing", "told"),
    [
        (passed("near"), (1, 0)),
        (passed("near", side="AAA"), (0, 1)),
        (passed("near", valid=4), (1, 0)),
        (passed("near", valid=3), (0, 0)),
        (passed("near", valid=11), (0, 0)),
        (passed("near", known=11), (0, 0)),
        (passed("far"), (0, 0)),
        (passed("here"), (0, 0)),
        (passed("nowhere"), (0, 0)),
        (passed("near", claim="clm-0"), (0, 0)),
    ],
)
def test_what_passed_near_it_before_and_is_known_counts(
    passing: tuple[str, Passing], told: tuple[int, int]
) -> None:
    assert around(passing) == told


def test_each_place_counts_once_for_a_side() -> None:
    assert around(passed("near"), passed("near", valid=9), passed("next")) == (2, 0)
    assert around(passed("near"), passed("near", side="AAA")) == (1, 1)


def test_of_a_place_that_is_not_on_the_map_nothing_is_near() -> None:
    assert around(passed("near"), place="nowhere") == (0, 0)
    assert none_around(ASKED) == (0, 0)
