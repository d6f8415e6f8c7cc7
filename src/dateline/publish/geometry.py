"""Plane geometry of the drawn map: boxes, Mercator, clipping. Degrees; points are (lon, lat)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

Point = tuple[float, float]
Ring = list[Point]

_EARTH_KM = 6371.0
_MERCATOR_LIMIT = 85.0


class Box(Struct, frozen=True):
    """West, south, east, north; west <= east."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies inside or on the edge."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    def grown(self, factor: float) -> Box:
        """The box with every side moved outward by `factor` of its width or height."""
        across, up = (self.east - self.west) * factor, (self.north - self.south) * factor
        return Box(
            max(-180.0, self.west - across),
            max(-_MERCATOR_LIMIT, self.south - up),
            min(180.0, self.east + across),
            min(_MERCATOR_LIMIT, self.north + up),
        )


def box_around(points: Iterable[Point], *, least: float = 2.0) -> Box:
    """The box of the points with a margin, at least `least` degrees high and wide."""
    xs, ys = zip(*points, strict=True)
    box = Box(min(xs), min(ys), max(xs), max(ys))
    middle = ((box.west + box.east) / 2, (box.south + box.north) / 2)
    half_x = max(least * 1.5, (box.east - box.west) * 1.25) / 2
    half_y = max(least, (box.north - box.south) * 1.25) / 2
    return Box(
        max(-180.0, middle[0] - half_x),
        max(-_MERCATOR_LIMIT, middle[1] - half_y),
        min(180.0, middle[0] + half_x),
        min(_MERCATOR_LIMIT, middle[1] + half_y),
    )


def mercator(point: Point) -> Point:
    """Web Mercator in degrees of longitude: y grows northward."""
    lat = max(-_MERCATOR_LIMIT, min(_MERCATOR_LIMIT, point[1]))
    return point[0], math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


class Frame(Struct, frozen=True, kw_only=True):
    """A drawing of width by height units that shows at least a box, in Mercator."""

    width: float
    height: float
    scale: float
    left: float
    top: float

    def xy(self, point: Point) -> Point:
        """Where a point falls in the drawing; y grows downward."""
        x, y = mercator(point)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def km(self, kilometres: float, *, at: Point) -> float:
        """A distance at a point's latitude in units of the drawing."""
        degrees = math.degrees(kilometres / _EARTH_KM) / max(0.1, math.cos(math.radians(at[1])))
        return degrees * self.scale

    def box(self) -> Box:
        """What the frame shows."""
        return Box(
            self.left,
            _latitude(self.top - self.height / self.scale),
            self.left + self.width / self.scale,
            _latitude(self.top),
        )


def frame_for(box: Box, *, width: float, height: float) -> Frame:
    """The frame that shows a box, centred."""
    west, south = mercator((box.west, box.south))
    east, north = mercator((box.east, box.north))
    scale = min(width / max(east - west, 1e-6), height / max(north - south, 1e-6))
    return Frame(
        width=width,
        height=height,
        scale=scale,
        left=(west + east) / 2 - width / scale / 2,
        top=(south + north) / 2 + height / scale / 2,
    )


def _latitude(mercator_y: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(mercator_y))) - math.pi / 2)


def clip_ring(ring: Sequence[Point], box: Box) -> Ring:
    """The part of a ring inside a box (Sutherland-Hodgman); empty where there is none."""
    edges: tuple[tuple[int, float, bool], ...] = (
        (0, box.west, True), (0, box.east, False), (1, box.south, True), (1, box.north, False),
    )  # fmt: skip
    points = list(ring)
    for axis, limit, above in edges:
        if not points:
            return []
        points = _clip_half(points, axis, limit, _keeps(axis, limit, above=above))
    return points


def _keeps(axis: int, limit: float, *, above: bool) -> Callable[[Point], bool]:
    return (lambda p: p[axis] >= limit) if above else (lambda p: p[axis] <= limit)


def _clip_half(points: Ring, axis: int, limit: float, keeps: Callable[[Point], bool]) -> Ring:
    out: Ring = []
    before = points[-1]
    for point in points:
        if keeps(point) != keeps(before):
            out.append(_crossing(before, point, axis, limit))
        if keeps(point):
            out.append(point)
        before = point
    return out


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_line(line: Sequence[Point], box: Box) -> list[Ring]:
    """The runs of a line that lie in a box, each with the segment that enters or leaves it."""
    runs: list[Ring] = []
    current: Ring = []
    for a, b in itertools.pairwise(line):
        if box.holds(a) or box.holds(b):
            current = current or [a]
            current.append(b)
        elif current:
            runs.append(current)
            current = []
    return [*runs, current] if current else runs
