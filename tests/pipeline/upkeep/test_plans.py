"""No step of taking a report into the tables looks through a whole table."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dateline.pipeline.upkeep.keeping import keep_up
from dateline.store import open_ledger
from dateline.store.derived_statements import Statements
from tests.pipeline.upkeep.test_holding import pool as told_of_towns
from tests.pipeline.upkeep.test_keeping import POOL, reading, shorter

SHORT = ("derived_touched", "derived_retold", "CONSTANT", "x", "(")
"""What has no more rows than what is looked at changes, and what is no table."""


def empty_copy(path: Path) -> sqlite3.Connection:
    """A database with the tables and indices of a ledger, of which SQLite does not know that they
    are small."""
    copy = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(path)) as link:
        wanted = "name GLOB 'derived_*' OR tbl_name IN ('claims', 'events', 'codings', 'toponyms')"
        query = f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND ({wanted} OR "
        for (made,) in link.execute(f"{query} tbl_name GLOB 'derived_*') ORDER BY type DESC"):
            copy.execute(made)
    return copy


def scans(copy: sqlite3.Connection, statement: str) -> set[str]:
    """The tables that a statement looks through from end to end."""
    values = [1] * statement.count("?")
    steps = [row[3].split() for row in copy.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
    read = {step[1] for step in steps if step[0] == "SCAN"}
    return {name for name in read if not name.startswith(SHORT)}


def test_a_report_more_is_taken_in_along_indices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: set[str] = set()
    read, do = Statements._rows, Statements._do

    def rows(self: Statements, statement: str, *values: Any) -> Sequence[Any]:
        told.add(statement)
        return read(self, statement, *values)

    def done(self: Statements, statement: str, *values: Any) -> int:
        told.add(statement)
        return do(self, statement, *values)

    path = tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        for made in [*POOL[:-1], *told_of_towns()[:-1]]:
            ledger.add(reading(made), made, program="one")
        keep_up(ledger)
        monkeypatch.setattr(Statements, "_rows", rows)
        monkeypatch.setattr(Statements, "_do", done)
        for made in (POOL[-1], told_of_towns()[-1], shorter(POOL[6])):
            ledger.add(reading(made), made, program="two")
        keep_up(ledger)
    assert len(told) > 40
    with closing(empty_copy(path)) as copy:
        assert {s: found for s in sorted(told) if (found := scans(copy, s))} == {}
