"""Where the names of countries stand on a map that shows only a part of them."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.publish.basemap import Feature
from dateline.publish.geometry import Box, Point, Ring, clip_ring

_ACROSS, _UP = 24, 14
_LEAST = 9  # cells of the grid: a smaller part has no room for a name


def names_in(
    box: Box, countries: Iterable[Feature], *, beside: Sequence[Point] = ()
) -> list[tuple[str, Point]]:
    """A place for the name of each country that fills enough of a box: deep in its part, and
    away from the points `beside`."""
    width, height = (box.east - box.west) / _ACROSS, (box.north - box.south) / _UP
    cells = {
        (i, j): (box.west + (i + 0.5) * width, box.south + (j + 0.5) * height)
        for i, j in itertools.product(range(_ACROSS), range(_UP))
    }
    owner = _owners(cells, countries, box)
    parts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for cell, name in owner.items():
        parts[name].append(cell)
    busy = {_cell(p, box, width, height) for p in beside}
    return [
        (name, cells[_roomiest(own, owner, busy)])
        for name, own in sorted(parts.items())
        if len(own) >= _LEAST
    ]


def _owners(
    cells: dict[tuple[int, int], Point], countries: Iterable[Feature], box: Box
) -> dict[tuple[int, int], str]:
    owner: dict[tuple[int, int], str] = {}
    for country in countries:
        rings = [ring for part in country.parts if len(ring := clip_ring(part, box)) > 2]
        if not rings or not country.name:
            continue
        for cell, point in cells.items():
            if cell not in owner and sum(_inside(point, ring) for ring in rings) % 2:
                owner[cell] = country.name
    return owner


def _inside(point: Point, ring: Ring) -> bool:
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in itertools.pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            crossings += 1
    return crossings % 2 == 1


def _cell(point: Point, box: Box, width: float, height: float) -> tuple[int, int]:
    return int((point[0] - box.west) / width), int((point[1] - box.south) / height)


def _roomiest(
    own: Sequence[tuple[int, int]],
    owner: dict[tuple[int, int], str],
    busy: set[tuple[int, int]],
) -> tuple[int, int]:
    """The cell that is farthest from other countries, the edge and what is drawn. Names are
    wide: a step across counts half."""
    name = owner[own[0]]
    walls = [
        (i, j)
        for i, j in itertools.product(range(-1, _ACROSS + 1), range(-1, _UP + 1))
        if owner.get((i, j)) != name
    ]
    taken = [*walls, *busy]
    return max(own, key=lambda c: (min((abs(c[0] - i) / 2) ** 2 + (c[1] - j) ** 2
                                       for i, j in taken), c))  # fmt: skip
