"""The order of rows that are all at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import Struct

from dateline.cli.options import SortBy
from dateline.cli.sorting import sort_rows
from dateline.model.errors import UsageError
from dateline.store import open_ledger
from tests.store.records import Ticking, coding, reading


class Row(Struct, frozen=True):
    """A row as lists of what follows have it."""

    name: str
    earliest: str | None
    reports: tuple[str, ...]


class Bare(Struct, frozen=True):
    """A row that nothing is known of to sort it by."""

    id: str


def sorted_names(rows: list[Row], order: SortBy | None, path: Path) -> list[str]:
    with open_ledger(path, clock=Ticking()) as ledger:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            ledger.add(read, coding(read.report), program="by hand")
        return [row.name for row in sort_rows(rows, order, Row, ledger)]


def test_each_order_has_its_own_key_and_what_has_none_comes_last(tmp_path: Path) -> None:
    first, second = (reading(n).report.id for n in (1, 2))
    rows = [
        Row("b", None, (first, second)), Row("C", "2022-11-09", (second,)),
        Row("a", "2022-11-08", ()),
    ]  # fmt: skip
    path = tmp_path / "l.sqlite"
    assert sorted_names(rows, None, path) == ["b", "C", "a"]
    assert sorted_names(rows, SortBy.NAME, path) == ["a", "b", "C"]
    assert sorted_names(rows, SortBy.VALID, path) == ["a", "C", "b"]
    assert sorted_names(rows, SortBy.MOST, path) == ["b", "C", "a"]
    assert sorted_names(rows, SortBy.OLDEST, path)[-1] == "a"


def test_an_order_that_rows_do_not_have_is_refused(tmp_path: Path) -> None:
    with (
        open_ledger(tmp_path / "l.sqlite") as ledger,
        pytest.raises(UsageError, match="cannot be sorted by 'valid'"),
    ):
        list(sort_rows([Bare("x")], SortBy.VALID, Bare, ledger))
