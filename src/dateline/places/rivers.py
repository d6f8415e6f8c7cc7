"""Rivers as lines from source to mouth: the banks of a river and the side a place lies on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Line = Sequence[Sequence[float]]
_POINTS = {"north": (0.0, 1.0), "south": (0.0, -1.0), "east": (1.0, 0.0), "west": (-1.0, 0.0)}
_POINTS |= {"northeast": (0.7, 0.7), "northwest": (-0.7, 0.7)}
_POINTS |= {"southeast": (0.7, -0.7), "southwest": (-0.7, -0.7)}


def bank(line: Line, lat: float, lon: float) -> tuple[str, float]:
    """The bank ('left' or 'right' as the water runs) that a point lies on, and its km from it.

    By the nearest piece of the line; at a corner, by the nearer of the two pieces' sides.
    """
    shrink = math.cos(math.radians(lat))
    best: tuple[float, float, float] = (math.inf, 0.0, 0.0)
    for (ax, ay), (bx, by) in pairwise(line):
        dx, dy = (bx - ax) * shrink, by - ay
        px, py = (lon - ax) * shrink, lat - ay
        length = dx * dx + dy * dy
        along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
        away = math.hypot(px - along * dx, py - along * dy)
        cross = dx * py - dy * px
        straight = abs(cross) / math.sqrt(length) if length else 0.0
        best = min(best, (away, -straight, cross), key=lambda row: (round(row[0], 9), row[1]))
    return ("left" if best[2] > 0 else "right"), best[0] * 111.2


def side_of(line: Line, side: str) -> str | None:
    """'left' or 'right' for a hand or a compass point; None where the river runs along it.

    The eastern bank is the one whose ground lies east of the water on most of the course.
    """
    if side in ("left", "right"):
        return side
    if side not in _POINTS:
        return None
    east, north = _POINTS[side]
    total = 0.0
    for (ax, ay), (bx, by) in pairwise(line):
        shrink = math.cos(math.radians(ay))
        dx, dy = (bx - ax) * shrink, by - ay
        total += -dy * east + dx * north  # the left bank's normal along the compass point
    if abs(total) < 1e-6:
        return None
    return "left" if total > 0 else "right"


def clipped(line: Line, box: tuple[float, float, float, float]) -> list[Sequence[float]]:
    """The points of a line within (south, west, north, east), with a neighbour at each end."""
    south, west, north, east = box
    inside = [at for at, (x, y) in enumerate(line) if west <= x <= east and south <= y <= north]
    if not inside:
        return list(line)
    return list(line[max(0, inside[0] - 1) : inside[-1] + 2])
