"""Whatever is changed in the tables of what follows is found, and the table is named."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Float, Integer, LargeBinary, Table

from dateline.control.walking import walk_on
from dateline.pipeline.upkeep import holding
from dateline.pipeline.upkeep.keeping import compare_kept, keep_up
from dateline.store import open_ledger
from dateline.store.derived import UNSETTLED
from dateline.store.derived_schema import metadata
from tests.pipeline.upkeep.test_holding import pool as told_of_towns
from tests.pipeline.upkeep.test_keeping import POOL, reading, shorter

TABLES = [table for table in metadata.sorted_tables if table not in UNSETTLED]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A ledger with rows in every table, filled in several steps and another order than that of
    publication."""
    path = tmp_path_factory.mktemp("check") / "l.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holding, "walk_on", partial(walk_on, apart=1))
        with open_ledger(path) as ledger:
            for made in [*reversed(POOL), *told_of_towns(), shorter(POOL[6])]:
                ledger.add(reading(made), made, program=f"of {len(made.claims)}")
                if made.report.outlet in ("c", "o3", "o20"):
                    keep_up(ledger)
            keep_up(ledger)
            assert not list(compare_kept(ledger))
        yield path


def damaged(filled: Path, path: Path, statement: str, table: Table) -> list[str]:
    """What a check of the ledger says of a table, once something was done to it."""
    shutil.copyfile(filled, path)
    with closing(sqlite3.connect(path)) as link:
        assert link.execute(statement).rowcount > 0
        link.commit()
    with open_ledger(path) as ledger:
        found = [f"{f.record} {f.what}" for f in compare_kept(ledger)]
    return [told for told in found if told.startswith(f"table {table.name} ")]


def last_of(table: Table) -> str:
    """The condition of one row of a table."""
    key = ", ".join(f'"{c.name}"' for c in table.primary_key) or "rowid"
    return f"({key}) IN (SELECT {key} FROM {table.name} ORDER BY 1 DESC LIMIT 1)"


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_lost_row_is_found(table: Table, filled: Path, tmp_path: Path) -> None:
    statement = f"DELETE FROM {table.name} WHERE {last_of(table)}"
    (found,) = damaged(filled, tmp_path / "l.sqlite", statement, table)
    assert ", 1 that follow are not kept" in found
    # What is named by the number of a passage has no name without it.
    assert " 0 rows do not follow so" in found or table.name == "derived_passages"


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_a_changed_row_is_found(table: Table, filled: Path, tmp_path: Path) -> None:
    column = list(table.columns)[-1]
    told = f"coalesce(\"{column.name}\", '') || 'x'"
    if isinstance(column.type, Integer | Float):
        told = f'coalesce("{column.name}", 0) + 100000'
    elif isinstance(column.type, LargeBinary):
        told = "x'7b7d'"
    statement = f'UPDATE {table.name} SET "{column.name}" = {told} WHERE {last_of(table)}'
    (found,) = damaged(filled, tmp_path / "l.sqlite", statement, table)
    assert " 1 rows do not follow so, 1 that follow are not kept" in found
