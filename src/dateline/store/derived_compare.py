"""Where the tables of what follows are not what is computed anew: row by row, in the database.

Invariant: reports and passages are called by what they are, and not by the numbers that a table
gives them, so that tables that were filled in another order are the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, Table
from sqlalchemy.sql.sqltypes import Integer

from dateline.store import derived_schema

REPORT = "(SELECT r.report FROM derived_reports r WHERE r.n = t.{column})"
PASSAGE = (
    "(SELECT r.report || ' ' || p.block FROM derived_passages p JOIN derived_reports r "
    "ON r.n = p.report WHERE p.id = t.{column})"
)
CALLED = {
    ("derived_reports", "n"): "0",
    ("derived_passages", "id"): "0",
    ("derived_passages", "copy"): PASSAGE,
    ("derived_bands", "passage"): PASSAGE,
}
"""Columns of numbers that a table gives, with what they stand for; a report's stand for it."""
WHICH = {"derived_origins": " WHERE t.key IN (SELECT origin FROM derived_claims)"}
"""The rows that something rests on, where others may be left."""


class TableDifference(Struct, frozen=True, kw_only=True):
    """Rows of a table that do not follow, and rows that follow and are not there; `first`: the
    beginning of one of them."""

    table: str
    wrong: int
    missing: int
    first: str


def set_aside(connection: Connection) -> None:
    """Copies all tables of what follows, by what their numbers stand for."""
    for table in derived_schema.metadata.sorted_tables:
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {_aside(table)} AS {_rows_of(table)}")


def compare_aside(connection: Connection) -> Iterator[TableDifference]:
    """The tables that are not as they were when they were set aside."""
    for table in derived_schema.metadata.sorted_tables:
        now, before = _rows_of(table), f"SELECT * FROM {_aside(table)}"
        wrong, first = _beyond(connection, before, now)
        missing, other = _beyond(connection, now, before)
        if wrong or missing:
            yield TableDifference(
                table=table.name, wrong=wrong, missing=missing, first=first or other
            )


def _beyond(connection: Connection, these: str, those: str) -> tuple[int, str]:
    """How many rows of these are not among those, and the first of them."""
    beyond = f"{these} EXCEPT {those}"
    count = connection.exec_driver_sql(f"SELECT count(*) FROM ({beyond}) x").scalar() or 0
    if not count:
        return 0, ""
    row = connection.exec_driver_sql(f"SELECT * FROM ({beyond}) x LIMIT 1").one()
    return count, " ".join(_shown(value) for value in row[:SHOWN])


SHOWN, LONGEST = 4, 40
"""Values of a row that are shown, and letters of each."""


def _shown(value: object) -> str:
    told = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def _rows_of(table: Table) -> str:
    columns = ", ".join(_called(table, column.name) for column in table.columns)
    return f"SELECT {columns} FROM {table.name} t{WHICH.get(table.name, '')}"


def _called(table: Table, column: str) -> str:
    """A column by what it stands for."""
    plain = f't."{column}"'
    numbered = column == "report" and isinstance(table.columns[column].type, Integer)
    told = CALLED.get((table.name, column), REPORT if numbered else plain)
    return f'{told.format(column=column)} AS "{column}"'


def _aside(table: Table) -> str:
    return f"aside_{table.name}"
