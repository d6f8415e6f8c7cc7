"""What is told of the places around one: an army that takes a place most often takes its
neighbours, and seldom one among those that its opponent takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from dateline.control.contiguity import Point, between_km


@dataclass(frozen=True)
class Passing:
    """What a claim tells of a place: that it passed to a side on a day, and since when it is
    known."""

    side: str
    valid: datetime
    known: datetime
    claim: str


Around = Callable[[Passing], tuple[int, int]]
"""Gives how many other places near a place are told by other claims to have passed to the same
side, and how many to another, in the days before and known by then."""


def none_around(_passing: Passing) -> tuple[int, int]:
    """Nothing is known of the places around."""
    return 0, 0


@dataclass
class Surroundings:
    """The passings of all places, looked up by what lies near."""

    points: Mapping[str, Point]
    passings: Mapping[str, Sequence[Passing]]
    reach_km: float
    days: timedelta
    _near: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        passings: Mapping[str, Sequence[Passing]],
        points: Mapping[str, Point],
        *,
        reach_km: float,
        days: int,
    ) -> Surroundings:
        """The surroundings that these passings make; places without a point have none."""
        told = {i: found for i, found in passings.items() if found and i in points}
        return cls(points, told, reach_km, timedelta(days=days))

    def around(self, place: str, passing: Passing) -> tuple[int, int]:
        """How many other places near it are told to have passed to the same side, and to another;
        what one claim tells of several places bears none of them out."""
        sides = {
            (other, told.side)
            for other in self._beside(place)
            for told in self.passings[other]
            if told.claim != passing.claim
            and told.known <= passing.known
            and timedelta(0) <= passing.valid - told.valid <= self.days
        }
        mine = {other for other, side in sides if side == passing.side}
        return len(mine), len({other for other, side in sides if side != passing.side})

    def _beside(self, place: str) -> list[str]:
        if place not in self._near:
            others = [i for i in sorted(self.passings) if i != place]
            here = self.points.get(place)
            found: list[str] = []
            if here is not None and others:
                km = between_km([here], [self.points[i] for i in others])[0]
                found = [others[at] for at in np.flatnonzero(km <= self.reach_km)]
            self._near[place] = found
        return self._near[place]
