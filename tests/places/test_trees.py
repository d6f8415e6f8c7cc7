from __future__ import annotations

import pytest

from dateline.places.trees import Forest

# One split on column 0 at 1.5, under its right side one on column 1; and a tree that is a leaf
TABLE: dict[str, list[float]] = {
    "feature": [0, -1, 1, -1, -1, -1],
    "threshold": [1.5, 0.0, 0.0, 0.0, 0.0, 0.0],
    "left": [1, 1, 3, 3, 4, 5],
    "right": [2, 1, 4, 3, 4, 5],
    "value": [0.0, 1.0, 0.0, 2.0, 4.0, 0.25],
    "roots": [0, 5],
    "depth": [2],
}


def test_each_row_sums_the_leaves_that_it_reaches() -> None:
    rows = [[1.5, 9.0], [2.0, 0.0], [2.0, 0.1]]
    assert Forest(TABLE).scores(rows).tolist() == pytest.approx([1.25, 2.25, 4.25])


def test_no_rows_have_no_scores() -> None:
    assert Forest(TABLE).scores([]).tolist() == []
