"""The settlements along the edge of a region, told by the settlements across it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from dateline.model.places import Place

CELL = 0.25  # degrees: 28 km of latitude, so that what is near lies in the cells around
Distance = Callable[[Place, Place], float]


def along(
    inside: Sequence[Place], outside: Iterable[Place], *, km: float, distance: Distance
) -> list[Place]:
    """Of both, those with one of the others within so many km (28 at most): no border is drawn,
    but people live on both its sides."""
    others = list(outside)
    return [
        *_facing(inside, others, km=km, distance=distance),
        *_facing(others, inside, km=km, distance=distance),
    ]


def _facing(
    places: Iterable[Place], others: Iterable[Place], *, km: float, distance: Distance
) -> list[Place]:
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in others:
        cells[_cell(place)].append(place)
    return [
        place for place in places
        if any(distance(place, other) <= km for other in _around(place, cells))
    ]  # fmt: skip


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.lat / CELL), math.floor(place.lon / CELL)


def _around(place: Place, cells: dict[tuple[int, int], list[Place]]) -> Iterable[Place]:
    row, column = _cell(place)
    wide = math.ceil(1 / max(0.2, math.cos(math.radians(place.lat))))
    for near in range(row - 1, row + 2):
        for beside in range(column - wide, column + wide + 1):
            yield from cells.get((near, beside), ())
