"""Tables whose cells are parted by drawn rules: what stands in a cell is that cell's.

Rules that touch are one drawing; it is a table where it parts its inside in two columns and two
rows at least and words stand in several cells of a row. A frame, a chart and a page in boxes are
none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from dateline.ingest.pdf_rules import Box, is_upright

_TOUCH = 3.0  # points: rules that stand nearer touch
_MOST_RULES = 400  # touching ones are told apart in pairs
_FEWEST = 3  # edges: two columns, two rows
_PROSE = 15  # lines of one cell: more is a box with text of its own


class Grid(Struct, frozen=True):
    """A drawn table: the edges of its columns from the left, of its rows from the foot."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rules: tuple[Box, ...]

    def holds(self, across: float, up: float) -> bool:
        """Whether a point stands in it."""
        inside = self.columns[0] - _TOUCH <= across <= self.columns[-1] + _TOUCH
        return inside and self.rows[0] - _TOUCH <= up <= self.rows[-1] + _TOUCH

    def cell_at(self, across: float, up: float) -> tuple[int, int]:
        """The row from the top and the column from the left; of a cell over several rows the
        first."""
        column = _place(self.columns, across)
        row = _place(self.rows, up)
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        while row + 2 < len(self.rows) and not self._drawn(middle, self.rows[row + 1]):
            row += 1
        return len(self.rows) - 2 - row, column

    def _drawn(self, across: float, up: float) -> bool:
        """Whether a rule across stands at a point."""
        return any(
            left - _TOUCH <= across <= right + _TOUCH and bottom - _TOUCH <= up <= top + _TOUCH
            for left, bottom, right, top in self.rules
        )


def _place(edges: Sequence[float], at: float) -> int:
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def grids_of(rules: Sequence[Box]) -> list[Grid]:
    """The drawn tables of a page, from its head."""
    if not 2 * _FEWEST <= len(rules) <= _MOST_RULES:
        return []
    found = [grid for part in _touching(rules) if (grid := _grid(part)) is not None]
    return sorted(found, key=lambda grid: -grid.rows[-1])


def _touching(rules: Sequence[Box]) -> list[list[Box]]:
    """Rules in groups in which each touches another."""
    waiting = list(rules)
    made: list[list[Box]] = []
    while waiting:
        group = [waiting.pop()]
        for one in group:
            near = [other for other in waiting if _touch(one, other)]
            group += near
            known = set(map(id, near))
            waiting = [other for other in waiting if id(other) not in known]
        made.append(group)
    return made


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] <= other[2] + _TOUCH and other[0] <= one[2] + _TOUCH
        and one[1] <= other[3] + _TOUCH and other[1] <= one[3] + _TOUCH
    )  # fmt: skip


def _grid(rules: Sequence[Box]) -> Grid | None:
    """The table that some rules draw; None where they draw none."""
    upright = [box for box in rules if is_upright(box)]
    across = [box for box in rules if not is_upright(box)]
    # What meets fewer than two of the others ends nowhere: an underline, a stroke beside.
    upright = [a for a in upright if sum(_touch(a, b) for b in across) > 1]
    across = [a for a in across if sum(_touch(a, b) for b in upright) > 1]
    columns = _edges([(box[0] + box[2]) / 2 for box in upright])
    rows = _edges([(box[1] + box[3]) / 2 for box in across])
    if len(columns) < _FEWEST or len(rows) < _FEWEST:
        return None
    return Grid(columns, rows, tuple(across))


def _edges(places: Sequence[float]) -> tuple[float, ...]:
    """Places in their order, those that touch as one."""
    made: list[float] = []
    for place in sorted(places):
        if not made or place > made[-1] + _TOUCH:
            made.append(place)
    return tuple(made)


def is_filled(cells: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines of a drawing, each by its cell, are those of a table: several cells of its
    rows hold words, and no cell holds a text of its own."""
    held: dict[int, set[int]] = {}
    for row, column in cells:
        held.setdefault(row, set()).add(column)
    shared = sum(len(columns) > 1 for columns in held.values())
    longest = max((cells.count(cell) for cell in set(cells)), default=0)
    return shared > 1 and shared * 2 >= len(held) and longest <= _PROSE
