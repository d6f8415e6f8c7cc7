"""Writes one report with its original and its coding.

Invariants: a report is known by its content; the same coding again changes nothing; another
coding of it supersedes the one before, which stays.
"""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Dialect, Table, bindparam, insert, select, update

from dateline.model import Coding, Original, Reading, Report, encode, sha256
from dateline.store import schema
from dateline.store.contract import Added
from dateline.store.cut import Cut, Row, checked, plain, rows
from dateline.store.dates import sortable

# Statements of every report, built once: to build one costs more than to run it.
CURRENT = select(
    schema.codings.c.seq, schema.codings.c.id, schema.codings.c.program,
    schema.codings.c.recorded_at,
).where(
    schema.codings.c.report == bindparam("report"), schema.codings.c.superseded_at.is_(None)
)  # fmt: skip
KNOWN_BYTES = select(schema.originals.c.sha256).where(
    schema.originals.c.sha256 == bindparam("sha256")
)
SEEN = select(schema.sightings.c.sha256).where(
    schema.sightings.c.sha256 == bindparam("sha256"),
    schema.sightings.c.location == bindparam("location"),
)
KNOWN_REPORT = select(schema.reports.c.id).where(schema.reports.c.id == bindparam("id"))
KEEP_BYTES, SEE = insert(schema.originals), insert(schema.sightings)
KEEP_REPORT, KEEP_CODING = insert(schema.reports), insert(schema.codings)


class Ready(Struct, frozen=True, kw_only=True):
    """Everything that is to be written of a report, checked and encoded before the lock."""

    original: Original
    report: Report
    coding: Row
    parts: dict[Any, list[Cut]]


def prepare(reading: Reading, coding: Coding, *, program: str) -> Ready:
    """Checks a coding and cuts it; SpanError or ReportError where it does not hold."""
    checked(coding)
    payload = encode(coding)
    source_map = msgspec.json.encode(reading.source_map)
    return Ready(
        original=reading.original,
        report=reading.report,
        coding=coding_row(coding, payload, program=program, source_map=source_map),
        parts=rows(coding, payload),
    )


def coding_row(coding: Coding, payload: bytes, *, program: str, source_map: bytes) -> Row:
    """The row of `codings`, but for its times."""
    report = coding.report
    texts = ("lang", "title", "published", "updated", "outlet", "url", "key", "revises")
    values = {name: getattr(report, name) for name in texts}
    return {
        "id": f"cod-{sha256(program.encode() + payload)[:20]}",
        "report": report.id,
        "program": program,
        "conflict": coding.conflict,
        **{name: plain(value) if value else value for name, value in values.items()},
        "published_at": sortable(report.published),
        "claims": len(coding.claims),
        "events": len(coding.events),
        "contradictions": len(coding.contradictions),
        "payload": zlib.compress(payload, 1),
        "source_map": zlib.compress(source_map, 1),
    }


def add(connection: Connection, ready: Ready, *, at: str) -> Added:
    """Writes what is new of a report, inside the caller's transaction."""
    original(connection, ready.original, at=at)
    new = _report(connection, ready.report.id, ready.original.sha256, at=at)
    before = None if new else connection.execute(CURRENT, {"report": ready.report.id}).first()
    if before is not None:
        if before.id == ready.coding["id"]:
            return Added.KNOWN
        at = max(at, before.recorded_at)
        supersede(connection, before.seq, at=at)
    coding(connection, ready.coding, ready.parts, recorded_at=at)
    return Added.NEW if new else Added.RECODED


def knows(connection: Connection, report: str, *, program: str) -> bool:
    """Whether this program's coding of a report is the one that holds."""
    current = connection.execute(CURRENT, {"report": report}).first()
    return current is not None and current.program == program


def original(connection: Connection, item: Original, *, at: str) -> None:
    """Keeps bytes, once, and where they were met."""
    if connection.execute(KNOWN_BYTES, {"sha256": item.sha256}).first() is None:
        data = zlib.compress(item.data, 6)
        connection.execute(KEEP_BYTES, {"sha256": item.sha256, "data": data, "recorded_at": at})
    sighting(connection, item, at=at)


def sighting(connection: Connection, item: Original, *, at: str) -> None:
    """Keeps where known bytes were met; a place is kept once."""
    key = {"sha256": item.sha256, "location": plain(item.location)}
    if connection.execute(SEEN, key).first() is None:
        rest = {"media_type": item.media_type, "fetched": item.fetched, "recorded_at": at}
        connection.execute(SEE, {**key, **rest})


def coding(
    connection: Connection,
    row: Row,
    parts: dict[Table, list[Cut]],
    *,
    recorded_at: str,
    superseded_at: str | None = None,
) -> None:
    """Writes the row of a coding and all rows that were cut from it."""
    whole = {**row, "recorded_at": recorded_at, "superseded_at": superseded_at}
    made = connection.execute(KEEP_CODING, whole).inserted_primary_key
    assert made is not None
    seq = made[0]
    for table, cut in parts.items():
        if cut:
            statement = _insertion(connection.dialect, table)
            connection.exec_driver_sql(statement, [(seq, *row) for row in cut])


def _insertion(dialect: Dialect, table: Table) -> str:
    """The driver's own statement for rows of a table: they are many, and each is a tuple."""
    quote = dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.columns)
    mark = "?" if dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(table.columns))
    return f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"


def supersede(connection: Connection, seq: int, *, at: str) -> None:
    """Sets the time from which a coding no longer holds."""
    table = schema.codings
    connection.execute(update(table).where(table.c.seq == seq).values(superseded_at=at))


def _report(connection: Connection, report: str, sha256: str, *, at: str) -> bool:
    """Keeps a report's id; whether it is new."""
    if connection.execute(KNOWN_REPORT, {"id": report}).first() is not None:
        return False
    connection.execute(KEEP_REPORT, {"id": report, "sha256": sha256, "recorded_at": at})
    return True
