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
from dateline.store.settings import keep_setting, read_setting
from dateline.store.streams import stream

STATE = "index"
SHIFT, OFFSET = 20, 1024
"""A document's number in SQLite is its coding's, shifted, and its own, made positive."""
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
    rows: list[tuple[object, ...]] = []
    names: set[tuple[str, str, str, str]] = set()
    last = 0
    for coding, made in items:
        rows += [_row(connection, coding, document) for document in made.documents]
        names |= made.names
        last = max(last, coding)
    if last:
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
            yield row.seq, indexed(decode(zlib.decompress(row.payload)))
        except (zlib.error, ValueError, TypeError):
            continue


def _mark(connection: Connection, last: int) -> None:
    keep_setting(connection, STATE, f"{FORMAT} {last}")


def _row(connection: Connection, coding: int, document: Document) -> tuple[object, ...]:
    if connection.dialect.name == "sqlite":
        return (
            document_number(coding, document.n), document.words, document.source, document.about
        )  # fmt: skip
    return coding, document.n, tsvector(document)


def document_number(coding: int, n: int) -> int:
    """The number that a document has in SQLite's index."""
    return (coding << SHIFT) + n + OFFSET


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
