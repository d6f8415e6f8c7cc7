"""Rows of tables as passages."""

from __future__ import annotations

import pytest

from dateline.ingest.table_rows import day_of_cells, row_text


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (["2 March", "Goma", "Shelling.", "Radio"], "2 March, Goma, Shelling. Radio"),
        (["They left.", "They came."], "They left. They came."),
        (["Goma", "", "Shelling"], "Goma, Shelling"),
        (["He said “no.”", "Radio"], "He said “no.” Radio"),
        (["", ""], ""),
        ([], ""),
    ],
)
def test_cells_are_parted_by_commas_and_sentences_by_a_space(cells: list[str], text: str) -> None:
    assert row_text(cells) == text


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["2 March 2024", "Goma"], "2024-03-02"),
        (["Goma", "2024-03-02"], "2024-03-02"),
        (["Goma", "North", "2024-03-02"], "2024-03-02"),
        (["Goma", "North", "Kivu", "2024-03-02"], None),
        (["on 2 March 2024", "Goma"], None),
        (["Goma"], None),
        ([], None),
    ],
)
def test_the_day_is_a_cell_of_its_own_among_the_first(cells: list[str], day: str | None) -> None:
    assert day_of_cells(cells, "en") == day
