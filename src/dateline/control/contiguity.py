"""Contiguity: places without claims of their own follow the places around them.

A Gaussian Markov random field on the graph of nearest places: x = +1 (challenger) to -1
(holder); neighbours pull together by exp(-distance/scale), a place's own earlier state pulls
back, its own recent claims pull hardest. Solved by Jacobi iteration; the answer does not depend
on the order of places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.control.parameters import Contiguity

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Point:
    """A gazetteer place as the model sees it."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None


@dataclass(frozen=True)
class Graph:
    """Nearest neighbours of each place: indices (n, k) and pulls (n, k)."""

    ids: tuple[str, ...]
    neighbours: NDArray[np.int64]
    pulls: NDArray[np.float64]


Line = Sequence[Sequence[float]]
"""A river's course: (lon, lat) from source to mouth."""


def graph_of(
    points: Sequence[Point], *, parameters: Contiguity, rivers: Sequence[Line] = ()
) -> Graph:
    """The graph of the nearest places; exact great-circle distances, in blocks of rows.

    Across one of `rivers` places pull each other less.
    """
    unit = _unit_vectors(points)
    count = min(parameters.neighbours, max(len(points) - 1, 0))
    neighbours = np.zeros((len(points), count), dtype=np.int64)
    pulls = np.zeros((len(points), count))
    for begin in range(0, len(points), 512):
        rows = slice(begin, begin + 512)
        cosine = np.clip(unit[rows] @ unit.T, -1.0, 1.0)
        cosine[np.arange(cosine.shape[0]), np.arange(begin, begin + cosine.shape[0])] = -1.0
        nearest = _largest(cosine, count)
        distance = EARTH_KM * np.arccos(np.take_along_axis(cosine, nearest, axis=1))
        neighbours[rows] = nearest
        pulls[rows] = np.exp(-distance / parameters.scale_km)
    if rivers and count:
        pulls = np.where(_across(points, neighbours, rivers), pulls * parameters.river, pulls)
    return Graph(tuple(p.id for p in points), neighbours, pulls)


def _largest(rows: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """The indices of the largest values of each row, largest first, of equals the first."""
    if count < rows.shape[1]:
        found = np.sort(np.argpartition(-rows, count - 1, axis=1)[:, :count], axis=1)
    else:
        found = np.tile(np.arange(rows.shape[1]), (rows.shape[0], 1))
    order = np.argsort(-np.take_along_axis(rows, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)


def _across(
    points: Sequence[Point], neighbours: NDArray[np.int64], rivers: Sequence[Line]
) -> NDArray[np.bool_]:
    """Whether the straight way from each place to each neighbour crosses a river (n, k)."""
    from shapely import STRtree, linestrings

    where = np.array([[p.lon, p.lat] for p in points])
    ways = np.stack([np.repeat(where[:, None], neighbours.shape[1], axis=1), where[neighbours]], 2)
    drawn = linestrings(ways.reshape(-1, 2, 2))
    pieces = [linestrings(np.asarray(line, dtype=float)[:, :2]) for line in rivers if len(line) > 1]
    crossed = np.zeros(len(drawn), dtype=bool)
    crossed[STRtree(pieces).query(drawn, predicate="intersects")[0]] = True
    return crossed.reshape(neighbours.shape)


def nearest_km(places: Sequence[Point], others: Sequence[Point]) -> NDArray[np.float64]:
    """Great-circle distance from each place to the nearest of the others, km (n,)."""
    cosine = np.clip(_unit_vectors(places) @ _unit_vectors(others).T, -1.0, 1.0)
    nearest: NDArray[np.float64] = EARTH_KM * np.arccos(cosine.max(axis=1))
    return nearest


def between_km(places: Sequence[Point], others: Sequence[Point]) -> NDArray[np.float64]:
    """Great-circle distances from places to others, km (n, m)."""
    cosine = np.clip(_unit_vectors(places) @ _unit_vectors(others).T, -1.0, 1.0)
    between: NDArray[np.float64] = EARTH_KM * np.arccos(cosine)
    return between


def _unit_vectors(points: Sequence[Point]) -> NDArray[np.float64]:
    lat = np.radians(np.array([p.lat for p in points]))
    lon = np.radians(np.array([p.lon for p in points]))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def field(
    graph: Graph,
    *,
    before: NDArray[np.float64],
    claims: Mapping[str, float],
    parameters: Contiguity,
    rounds: int = 60,
) -> NDArray[np.float64]:
    """The field over all places, in [-1, 1].

    `before`: each place's earlier state (+1, -1, 0 unknown); `claims`: state that recent
    claims give to some places, by id; they pull by its size.
    """
    index = {place: i for i, place in enumerate(graph.ids)}
    own = np.full(len(graph.ids), parameters.prior)
    target = before * parameters.prior
    for place, value in sorted(claims.items()):
        at = index.get(place)
        if at is not None:
            pull = parameters.evidence * abs(value)
            rest = max(parameters.prior - pull, 0.0)
            own[at] = pull + rest
            target[at] = parameters.evidence * value + rest * before[at]
    state = before.copy()
    total = graph.pulls.sum(axis=1) + own
    for _ in range(rounds):
        pulled = (graph.pulls * state[graph.neighbours]).sum(axis=1)
        state = (pulled + target) / total
    return state
