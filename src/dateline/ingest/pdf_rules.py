"""The straight rules that a page of a PDF draws: the lines of tables, frames and columns.

Read where the letters are, in the process of its own. A page of more drawings than tables have is a
map or a chart: its lines are not asked for.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
Turned = Callable[[float, float, float, float], Box]

_MOST_PATHS = 3000  # a table of a hundred rows has a thousand; a map tens of thousands
_MOST_POINTS = 200  # of one drawing; a coast line has more
_THIN = 2.5  # points: a rule is not thicker
_LONG = 6.0  # and not shorter
_TOUCH = 2.0  # rules that stand nearer touch


def rules_of(page: Any, turned: Turned) -> list[Box]:
    """The rules of a page as it is shown, those that go on in each other as one."""
    import pypdfium2.raw as raw

    found: list[Box] = []
    for count, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if count >= _MOST_PATHS:
            return []
        found += _rules_of_path(path, raw)
    boxes = [turned(*box) for box in found]
    return [*_merged(boxes, upright=True), *_merged(boxes, upright=False)]


def is_upright(box: Box) -> bool:
    """Whether a rule stands upright."""
    return box[3] - box[1] > box[2] - box[0]


def _rules_of_path(path: Any, raw: Any) -> Iterator[Box]:
    """The thin boxes that a path fills or draws, and the sides of a frame that it draws."""
    if not 2 <= raw.FPDFPath_CountSegments(path) <= _MOST_POINTS:
        return
    filled, drawn = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(filled), ctypes.byref(drawn))
    for points in _outlines(path, raw):
        box = _around(points)
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            sides = [box]
        else:
            sides = [_around(pair) for pair in pairwise(points)] if drawn.value else []
        for side in sides:
            wide, tall = side[2] - side[0], side[3] - side[1]
            if min(wide, tall) <= _THIN and max(wide, tall) >= _LONG:
                yield side


def _outlines(path: Any, raw: Any) -> list[list[tuple[float, float]]]:
    """The points of each part of a path, on the page; none of a path with a curve."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    made: list[list[tuple[float, float]]] = []
    for number in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind == raw.FPDF_SEGMENT_MOVETO or not made:
            made.append([])
        made[-1].append((
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        ))  # fmt: skip
        if raw.FPDFPathSegment_GetClose(segment):
            made[-1].append(made[-1][0])
    return [points for points in made if len(points) > 1]


def _around(points: Any) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def _merged(boxes: list[Box], *, upright: bool) -> list[Box]:
    """The rules of one direction; those that go on in each other are one."""
    low, high = (1, 3) if upright else (0, 2)
    mine = [box for box in boxes if is_upright(box) is upright]
    made: list[Box] = []
    lanes: dict[int, list[int]] = {}
    for box in sorted(mine, key=lambda each: each[low]):
        place = round((box[1 - low] + box[3 - low if low == 0 else 2]) / 2 / _TOUCH)
        near = [n for lane in (place - 1, place, place + 1) for n in lanes.get(lane, ())]
        at = next((n for n in reversed(near) if box[low] <= made[n][high] + _TOUCH), None)
        if at is None:
            lanes.setdefault(place, []).append(len(made))
            made.append(box)
        else:
            old = made[at]
            made[at] = (
                min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3])
            )  # fmt: skip
    return made
