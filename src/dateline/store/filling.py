"""Writes and reads back the rows that were cut from codings, with numbers of places and documents.

Invariant: `kept_rows` gives what `cut.rows` gave, so that a ledger can be compared with codings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Table, func, insert, select

from dateline.store import schema
from dateline.store.cut import Cut, Spot
from dateline.store.derived_statements import in_parts

SPOT = tuple(schema.places.c)[1:]


def fill(connection: Connection, parts: Mapping[Table, list[Cut]]) -> None:
    """Writes the rows that were cut from codings, each with its coding's number."""
    for table, cut in parts.items():
        if cut:
            rows = _completed(connection, table, cut)
            connection.exec_driver_sql(insertion(connection.dialect, table), rows)


def _completed(connection: Connection, table: Table, cut: list[Cut]) -> list[Cut]:
    """The rows as their table holds them."""
    if table is schema.claims:
        last = connection.execute(select(func.max(table.c.doc))).scalar() or 0
        cut = [(*row, last + 2 * n) for n, row in enumerate(cut, start=1)]
    if table is schema.toponyms:
        at = list(table.c).index(table.c.spot)
        numbers = number_places(connection, (row[at] for row in cut if row[at] is not None))
        cut = [(*row[:at], numbers.get(row[at]), *row[at + 1 :]) for row in cut]
    made = _processors(connection.dialect, table)
    if not made:
        return cut
    lists = [list(row) for row in cut]
    for at, process in made:
        for row in lists:
            row[at] = process(row[at])
    return [tuple(row) for row in lists]


def _processors(dialect: Dialect, table: Table) -> list[tuple[int, Any]]:
    """What the driver is given for a value, where that is another one, by place in the row."""
    found = ((n, c.type.bind_processor(dialect)) for n, c in enumerate(table.columns))
    return [(n, process) for n, process in found if process is not None]


def number_places(connection: Connection, spots: Iterable[Spot]) -> dict[Spot | None, int]:
    """The number of each place; those that are new are written."""
    wanted = dict.fromkeys(spots)
    table = schema.places
    found: dict[Spot | None, int] = {}
    for part in in_parts({spot[0] for spot in wanted}):
        query = select(table.c.n, *SPOT).where(table.c.place.in_(part)).order_by(table.c.n.desc())
        found |= {tuple(row)[1:]: row.n for row in connection.execute(query)}
    new = [spot for spot in wanted if spot not in found]
    if new:
        last = connection.execute(select(func.max(table.c.n))).scalar() or 0
        names = [column.name for column in table.c]
        rows = [(last + n, *spot) for n, spot in enumerate(new, start=1)]
        connection.execute(insert(table), [dict(zip(names, r, strict=True)) for r in rows])
        found |= {spot: last + n for n, spot in enumerate(new, start=1)}
    return found


def kept_rows(connection: Connection, table: Table, coding: int) -> set[Cut]:
    """A coding's rows as they were cut."""
    if table is schema.toponyms:
        return _kept_toponyms(connection, coding)
    columns = [c for c in table.c if c.name not in ("coding", "doc")]
    query = select(*columns).where(table.c.coding == coding)
    return {tuple(row) for row in connection.execute(query)}


def _kept_toponyms(connection: Connection, coding: int) -> set[Cut]:
    table, places = schema.toponyms, schema.places
    columns = [c for c in table.c if c.name != "coding"]
    query = (
        select(*columns, *SPOT)
        .outerjoin_from(table, places, places.c.n == table.c.spot)
        .where(table.c.coding == coding)
    )
    return {_with_place(tuple(row), len(columns)) for row in connection.execute(query)}


def _with_place(row: Cut, width: int) -> Cut:
    *own, spot, prec = row[:width]
    return (*own, None if spot is None else row[width:], prec)


def insertion(dialect: Dialect, table: Table) -> str:
    """The driver's own statement for rows of a table: they are many, and each is a tuple."""
    quote = dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(table.columns))
    return f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"


def document_numbers(connection: Connection, codings: Sequence[int]) -> dict[tuple[int, int], int]:
    """The number of each claim in the index of words, by its coding and its number there."""
    table = schema.claims.c
    found: dict[tuple[int, int], int] = {}
    for part in in_parts(codings):
        query = select(table.coding, table.n, table.doc).where(table.coding.in_(part))
        found |= {(row.coding, row.n): row.doc for row in connection.execute(query)}
    return found
