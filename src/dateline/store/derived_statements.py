"""Statements on the tables of what follows, and the records that they give.

Statements of the driver's own: there are thousands of a report, and to build one costs more than
to run it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

T = TypeVar("T", str, int)
PASSAGES = (
    'SELECT p.id, p.report, r.report, p.block, p.start, p."end", p.at, p.words, p.copy, p.hashed '
    "FROM derived_passages p JOIN derived_reports r ON r.n = p.report "
)
CLAIMS = "SELECT claim, report, carried, root, again, said, day, why, origin FROM derived_claims "
REPORTS = "SELECT n, report, coding, stamp, judged, edition, adopted FROM derived_reports "
MOST_AT_ONCE = 400
LONGEST = 64
"""Days between the first and the last of a key, at most: so that few rows are looked at."""
Window = tuple[int, int | None, int | None]
"""A key, and the first and last day between which it is looked for; None: whenever."""


class KeptReport(Struct, frozen=True):
    """What a report's part was computed from."""

    n: int
    report: str
    coding: int
    stamp: str
    judged: str | None
    edition: str | None
    adopted: str | None = None


class KeptPassage(Struct, frozen=True):
    """A passage that may be a copy, by its report and place."""

    id: int
    report: int
    name: str
    block: int
    start: int
    end: int
    at: str
    words: int
    copy: int | None
    hashed: bool

    @property
    def order(self) -> tuple[str, str, int]:
        """What orders passages: publication, report, place."""
        return self.at, self.name, self.block


class KeptClaim(Struct, frozen=True):
    """Whose words a claim repeats, and where it entered the record."""

    claim: str
    report: int
    carried: str | None = None
    root: str | None = None
    again: str | None = None
    said: int | None = None
    day: int | None = None
    why: str = ""
    origin: int | None = None


def in_parts(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists that a database takes in one statement."""
    listed = list(items)
    for at in range(0, len(listed), MOST_AT_ONCE):
        yield listed[at : at + MOST_AT_ONCE]


class Statements:
    """Statements on the tables, in the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._link = connection
        self._mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"

    def _rows(self, statement: str, *values: Any) -> Sequence[Any]:
        with self._cursor(statement, values) as cursor:
            cursor.execute(statement.replace("?", self._mark), values)
            found: Sequence[Any] = cursor.fetchall()
            return found

    def _do(self, statement: str, *values: Any) -> int:
        with self._cursor(statement, values) as cursor:
            cursor.execute(statement.replace("?", self._mark), values)
            return int(cursor.rowcount)

    @contextmanager
    def _cursor(self, statement: str, values: Any) -> Iterator[Any]:
        driver = self._link.dialect.dbapi
        assert driver is not None
        with closing(self._link.connection.cursor()) as cursor:
            try:
                yield cursor
            except driver.Error as error:
                raise DBAPIError(statement, values, error) from error

    def _fill(
        self, statement: str, rows: Iterable[tuple[Any, ...]], *, missing: bool = False
    ) -> None:
        """Writes rows: `statement` names the table and its columns; `missing`: only those that are
        not there yet."""
        listed = list(rows)
        if listed:
            marks = ", ".join([self._mark] * len(listed[0]))
            also = " ON CONFLICT DO NOTHING" if missing else ""
            with self._cursor(statement, ()) as cursor:
                cursor.executemany(f"INSERT INTO {statement} VALUES ({marks}){also}", listed)

    def _among(self, statement: str, values: Iterable[Any]) -> Iterator[Any]:
        """The rows of a statement that ends before the list of values that a column has."""
        for part in in_parts(sorted(set(values))):
            yield from self._rows(f"{statement} IN ({', '.join('?' * len(part))})", *part)

    def _drop(self, statement: str, values: Iterable[Any]) -> None:
        for part in in_parts(sorted(set(values))):
            self._do(f"{statement} IN ({', '.join('?' * len(part))})", *part)


def read_passages(rows: Iterable[Any]) -> list[KeptPassage]:
    return [KeptPassage(*(*row[:9], bool(row[9]))) for row in rows]


def read_claims(rows: Iterable[Any]) -> dict[str, KeptClaim]:
    return {row[0]: KeptClaim(*row) for row in rows}
