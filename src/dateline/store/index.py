"""The index of words: FTS5 in SQLite, a tsvector under GIN in PostgreSQL.

Invariant: the index holds the documents of every coding, superseded ones too, and is written with
them. It is derived: one that is missing, of another format or short is made again.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, func, select, text

from dateline.model import decode
from dateline.store import schema
from dateline.store.documents import FORMAT, Document, Indexed, indexed
from dateline.store.filling import document_numbers
from dateline.store.packing import unpack
from dateline.store.settings import keep_setting, read_setting
from dateline.store.streams import stream

STATE = "index"
SHIFT = 41
"""In SQLite a claim's document has the claim's own number (`claims.doc`), which is even; a report's
stretch has an odd one: twice its coding less one, and 2**41 for each stretch before it. So numbers
are small and close together, and the lists of an index of such numbers are short."""
TABLE = "search_words"
AGAIN = 200
POSITIONS = 16_383
_TOKEN = re.compile(r"\S+")
INSERT = {
    "sqlite": f"INSERT INTO {TABLE} (rowid, words, source, about) VALUES (?, ?, ?, ?)",
    "postgresql": f"INSERT INTO {TABLE} (coding, n, words) VALUES (%s, %s, %s::tsvector)",
}
KEEP_NAME = {
    "sqlite": "INSERT INTO names (kind, name, key, bones) VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING",
    "postgresql": "INSERT INTO names (kind, name, key, bones) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT DO NOTHING",
}
MAKE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, source, about, content='', "
        "tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        f"CREATE TABLE {TABLE} (coding integer NOT NULL REFERENCES codings (seq), "
        "n integer NOT NULL, words tsvector NOT NULL, PRIMARY KEY (coding, n))",
        f"CREATE INDEX ix_{TABLE} ON {TABLE} USING gin (words)",
    ),
}
HAS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE name = :name",
    "postgresql": "SELECT count(*) FROM pg_class WHERE relname = :name "
    "AND relnamespace = current_schema()::regnamespace",
}


def add(connection: Connection, items: Iterable[tuple[int, Indexed]]) -> None:
    """Writes the documents of some codings, by their numbers."""
    listed = list(items)
    names = {name for _, made in listed for name in made.names}
    last = max((coding for coding, _ in listed), default=0)
    if last:
        rows = sorted(_rows(connection, listed))  # FTS5 takes numbers that rise in one piece
        connection.exec_driver_sql(INSERT[connection.dialect.name], rows)
        _mark(connection, last)
    if names:
        connection.exec_driver_sql(KEEP_NAME[connection.dialect.name], sorted(names))


def names(connection: Connection, kind: str) -> Iterator[str]:
    """The names of a kind, in their order."""
    table = schema.names.c
    query = select(table.name).where(table.kind == kind).order_by(table.name)
    yield from connection.scalars(query)


def wanting(connection: Connection) -> str | None:
    """Why the index must be made again; None: it is as it should be."""
    name = connection.dialect.name
    if not connection.execute(text(HAS[name]), {"name": TABLE}).scalar():
        return "there was none"
    kept, _, last = (read_setting(connection, STATE) or "").partition(" ")
    if kept != FORMAT:
        return "it was of another version"
    newest = connection.execute(select(func.max(schema.codings.c.seq))).scalar() or 0
    return None if last == str(newest) else "it did not go to the end"


def rebuild(connection: Connection) -> int:
    """Makes the index again from all codings; how many there are."""
    name = connection.dialect.name
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {TABLE}")
    connection.execute(schema.names.delete())
    for statement in MAKE[name]:
        connection.exec_driver_sql(statement)
    _mark(connection, 0)
    count, last = 0, 0
    numbers = connection.execute(select(schema.codings.c.seq).order_by(schema.codings.c.seq))
    rest = iter(numbers.scalars().all())
    while batch := list(islice(rest, AGAIN)):
        add(connection, _read(connection, batch))
        count, last = count + len(batch), batch[-1]
    _mark(connection, last)
    return count


def _read(connection: Connection, numbers: Sequence[int]) -> Iterable[tuple[int, Indexed]]:
    """Codings from their payloads; one that is damaged has no words, and `check` tells of it."""
    table = schema.codings
    query = select(table.c.seq, table.c.payload).where(table.c.seq.in_(numbers))
    for row in list(stream(connection, query)):
        try:
            yield row.seq, indexed(decode(unpack(row.payload)))
        except (zlib.error, ValueError, TypeError):
            continue


def _mark(connection: Connection, last: int) -> None:
    keep_setting(connection, STATE, f"{FORMAT} {last}")


def _rows(
    connection: Connection, items: Sequence[tuple[int, Indexed]]
) -> Iterator[tuple[object, ...]]:
    """The documents of codings, as their database's index takes them."""
    if connection.dialect.name != "sqlite":
        for coding, made in items:
            yield from ((coding, d.n, tsvector(d)) for d in made.documents)
        return
    numbers = document_numbers(connection, [coding for coding, _ in items])
    for coding, made in items:
        for d in made.documents:
            number = stretch_number(coding, d.n) if d.n < 0 else numbers.get((coding, d.n))
            if number is not None:
                yield number, d.words, d.source, d.about


def stretch_number(coding: int, n: int) -> int:
    """The number that a stretch of a report, the n-th below zero, has in SQLite's index."""
    return 2 * coding - 1 + ((-1 - n) << SHIFT)


def tsvector(document: Document) -> str:
    """The document as PostgreSQL writes it: tokens with positions, A words, B source, C about."""
    found: dict[str, list[str]] = {}
    at = 0
    for weight, field in (("A", document.words), ("B", document.source), ("C", document.about)):
        for match in _TOKEN.finditer(field):
            at = min(at + 1, POSITIONS)
            found.setdefault(match[0], []).append(f"{at}{weight}")
        at = min(at + 1, POSITIONS)
    return " ".join(f"'{token}':{','.join(at[:255])}" for token, at in found.items())
