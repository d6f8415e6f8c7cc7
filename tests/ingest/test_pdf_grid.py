"""Tables that a page draws: what is one, whose words a cell's are, and that no line is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.pdf_grid import Grid, grids_of, is_filled
from dateline.ingest.pdf_layout import passages_of
from dateline.ingest.pdf_lines import Line
from dateline.ingest.pdf_rules import Box


def upright(at: float, low: float, high: float) -> Box:
    return at, low, at + 0.7, high


def across(at: float, left: float, right: float) -> Box:
    return left, at, right, at + 0.7


TABLE = [
    *(upright(x, 100, 160) for x in (50, 120, 300)),
    *(across(y, 50, 300) for y in (100, 120, 140, 160)),
]


def line(text: str, left: float, low: float, *, wide: float = 40) -> Line:
    return Line(text, 1, left, left + wide, low, low + 10, left, left + wide)


def test_rules_that_cross_are_a_table_of_their_edges() -> None:
    (grid,) = grids_of(TABLE)
    assert [round(x) for x in grid.columns] == [50, 120, 300]
    assert [round(y) for y in grid.rows] == [100, 120, 140, 160]
    assert grid.cell_at(60, 150) == (0, 0)
    assert grid.cell_at(200, 110) == (2, 1)


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [across(700, 60, 200), across(650, 60, 90)],  # underlines
        [upright(50, 100, 160), upright(300, 100, 160), across(100, 50, 300),
         across(160, 50, 300)],  # a frame
        [upright(300, 100, 700), across(720, 50, 550), across(80, 50, 550)],  # columns
        [across(y, 50, 300) for y in range(100, 700, 20)],  # lines to write on
        [*TABLE[:2], *(across(y, 50, 120) for y in (100, 120, 140, 160))],  # one column
    ],
)  # fmt: skip
def test_what_is_no_table(rules: list[Box]) -> None:
    assert grids_of(rules) == []


def test_two_tables_are_told_apart_from_the_head() -> None:
    lower = [(a, b - 90, c, d - 90) for a, b, c, d in TABLE]
    first, second = grids_of([*lower, *TABLE])
    assert (first.rows[-1] > second.rows[-1], len(first.rules)) == (True, 4)


def test_a_cell_over_two_rows_is_the_first_s() -> None:
    rules = [*TABLE[:3], *(across(y, 50, 300) for y in (100, 140, 160)), across(120, 120, 300)]
    (grid,) = grids_of(rules)
    assert grid.cell_at(60, 110) == grid.cell_at(60, 130) == (1, 0)
    assert [grid.cell_at(200, y)[0] for y in (110, 130)] == [2, 1]


def test_an_empty_drawing_is_a_chart() -> None:
    assert not is_filled([])
    assert not is_filled([(0, 0), (1, 0), (2, 1)])
    assert not is_filled([(0, 0), (0, 1), *[(1, 0)] * 20, (1, 1)])
    assert is_filled([(0, 0), (0, 1), (1, 0), (1, 1)])


def test_words_that_stand_beside_a_drawing_leave_it_to_the_usual_rules() -> None:
    grids = grids_of(TABLE)
    cells = [line("a", 55, 145), line("b", 125, 145), line("c", 55, 125), line("d", 125, 125)]
    assert [p.row for p in passages_of(cells, grids)] == [True, True]
    beside = [*cells, line("beside it", 400, 130)]
    assert sorted(x.text for p in passages_of(beside, grids) for _, x in p.lines) == [
        "a", "b", "beside it", "c", "d",
    ]  # fmt: skip


PLACES = st.tuples(st.integers(0, 500), st.integers(0, 800), st.integers(5, 200))
EDGES = st.lists(st.integers(0, 800), min_size=3, max_size=6, unique=True).map(sorted)


@given(st.lists(PLACES, max_size=30), EDGES, EDGES)
def test_no_line_is_lost_or_told_twice(
    places: list[tuple[int, int, int]], columns: list[int], rows: list[int]
) -> None:
    rules = tuple(across(y, columns[0], columns[-1]) for y in rows)
    grid = Grid(tuple(map(float, columns)), tuple(map(float, rows)), rules)
    lines = [line(f"w{n}", x, y, wide=w) for n, (x, y, w) in enumerate(places)]
    told = [x.text for passage in passages_of(lines, [grid]) for _, x in passage.lines]
    assert sorted(told) == sorted(x.text for x in lines)
