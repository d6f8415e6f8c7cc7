"""Writes reports with their originals and their codings.

Invariants: a report is known by its content; the same coding again changes nothing; another
coding of it supersedes the one before, which stays.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import astuple
from sqlalchemy import Connection, Table, bindparam, insert, select, update

from dateline.model import (
    ANSWER_TYPE,
    Coding,
    Original,
    Reading,
    Report,
    ReportError,
    encode,
    sha256,
)
from dateline.store import changes, index, schema, sealing
from dateline.store.actions import Deed
from dateline.store.contract import Added
from dateline.store.cut import Cut, Row, checked, plain, rows
from dateline.store.dates import sortable
from dateline.store.documents import Indexed, indexed
from dateline.store.filling import fill, insertion
from dateline.store.packing import pack
from dateline.store.sealing import Sighting

# Statements of every report, built once: to build one costs more than to run it.
CURRENT = select(
    schema.codings.c.seq, schema.codings.c.id, schema.codings.c.program,
    schema.codings.c.recorded_at,
).where(
    schema.codings.c.report == bindparam("report"), schema.codings.c.superseded_at.is_(None)
)  # fmt: skip
KEEP_CODING = insert(schema.codings)
BECAME = {Added.NEW: changes.ADDED, Added.RECODED: changes.RECODED}
UNLESS_KNOWN = " ON CONFLICT DO NOTHING"


class Ready(Struct, frozen=True, kw_only=True):
    """Everything that is to be written of a report, checked and encoded before the lock."""

    original: Original
    report: Report
    coding: Row
    parts: dict[Any, list[Cut]]
    indexed: Indexed


def prepared(reading: Reading, coding: Coding, *, program: str) -> Ready | ReportError:
    """A coding checked and cut; the error, with the place of its report, where it does not hold."""
    try:
        return prepare(reading, coding, program=program)
    except ReportError as error:
        where = error.where or reading.original.location
        return type(error)(error.what, where=where, remedy=error.remedy)


def size(item: Ready | ReportError) -> int:
    """About how many bytes are to be written."""
    if isinstance(item, ReportError):
        return 0
    return len(item.original.data) + len(item.coding["payload"])


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
        indexed=indexed(coding),
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
        "given": report.given or None,
        **{name: plain(value) if value else value for name, value in values.items()},
        "published_at": sortable(report.published),
        "claims": len(coding.claims),
        "events": len(coding.events),
        "contradictions": len(coding.contradictions),
        "payload": pack(payload),
        "source_map": zlib.compress(source_map, 6),
    }


def add(connection: Connection, batch: Iterable[Ready], *, at: str) -> list[Added]:
    """Writes what is new of some reports, inside the caller's transaction."""
    parts: dict[Table, list[Cut]] = defaultdict(list)
    words: list[tuple[int, Indexed]] = []
    given = list(batch)
    seen = [new for ready in given for new in original(connection, ready.original, at=at)]
    sealing.seal(connection, seen, at=at)
    done = [_add(connection, ready, parts, words, at=at) for ready in given]
    fill(connection, parts)
    index.add(connection, words)
    told = [
        ("report", ready.report.id, BECAME[added])
        for ready, added in zip(given, done, strict=True)
        if added in BECAME
    ]
    changes.record(connection, told, at=at)
    return done


def deeds_of(batch: Sequence[Ready], made: Sequence[Added]) -> list[Deed]:
    """What the audit keeps of some reports that were written: how many, and which by one hash."""
    pairs = [(r, a) for r, a in zip(batch, made, strict=True) if a in BECAME]
    if not pairs:
        return []
    ids = sorted(ready.report.id for ready, _ in pairs)
    detail = {
        "new": sum(a is Added.NEW for _, a in pairs),
        "recoded": sum(a is Added.RECODED for _, a in pairs),
        "reports_sha256": sha256("\n".join(ids).encode()),
    }
    return [Deed(action="reports.added", target=ids[0] if len(ids) == 1 else None, detail=detail)]


def _add(
    connection: Connection,
    ready: Ready,
    parts: dict[Table, list[Cut]],
    words: list[tuple[int, Indexed]],
    *,
    at: str,
) -> Added:
    """Writes the report and its coding; adds its rows to `parts` and its documents to `words`."""
    new = _keep(connection, schema.reports, (ready.report.id, ready.original.sha256, at))
    before = None if new else connection.execute(CURRENT, {"report": ready.report.id}).first()
    if before is not None:
        if before.id == ready.coding["id"]:
            return Added.KNOWN
        at = max(at, before.recorded_at)
        supersede(connection, before.seq, at=at)
    seq = coding(connection, ready.coding, recorded_at=at)
    for table, cut in ready.parts.items():
        parts[table] += [(seq, *row) for row in cut]
    words.append((seq, ready.indexed))
    return Added.NEW if new else Added.RECODED


def knows(connection: Connection, report: str, *, program: str) -> bool:
    """Whether this program's coding of a report is the one that holds."""
    current = connection.execute(CURRENT, {"report": report}).first()
    return current is not None and current.program == program


def original(connection: Connection, item: Original, *, at: str) -> list[Sighting]:
    """Keeps bytes, once, and where they were met, which is to be sealed where it is new."""
    _keep(connection, schema.originals, (item.sha256, zlib.compress(item.data, 6), at))
    return _sighting(connection, item, at=at)


def sighting(connection: Connection, item: Original, *, at: str) -> None:
    """Keeps and seals where known bytes were met; a place is kept once."""
    sealing.seal(connection, _sighting(connection, item, at=at), at=at)


def _sighting(connection: Connection, item: Original, *, at: str) -> list[Sighting]:
    """What is new: where the bytes were met, and what their server said there, kept as bytes that
    were met at the same place and instant."""
    seen = Sighting(
        sha256=item.sha256, location=plain(item.location), media_type=item.media_type,
        fetched=item.fetched, recorded_at=at,
    )  # fmt: skip
    if not _keep(connection, schema.sightings, astuple(seen)):
        return []
    if item.answer is None:
        return [seen]
    answer = Original(
        sha256=sha256(item.answer), data=item.answer, media_type=ANSWER_TYPE,
        location=item.location, fetched=item.fetched,
    )  # fmt: skip
    return [seen, *original(connection, answer, at=at)]


def coding(
    connection: Connection, row: Row, *, recorded_at: str, superseded_at: str | None = None
) -> int:
    """Writes the row of a coding; the number that its other rows are to bear."""
    whole = {**row, "recorded_at": recorded_at, "superseded_at": superseded_at}
    made = connection.execute(KEEP_CODING, whole).inserted_primary_key
    assert made is not None
    return int(made[0])


def _keep(connection: Connection, table: Table, row: Cut) -> bool:
    """Writes a row unless its key is known; whether it is new."""
    statement = insertion(connection.dialect, table) + UNLESS_KNOWN
    return connection.exec_driver_sql(statement, row).rowcount == 1


def add_row(connection: Connection, table: Table, row: Mapping[str, Any], *keys: str) -> int:
    """Writes a row of an exported ledger unless its key is known; whether it was new."""
    known = select(table.c[keys[0]]).where(*(table.c[key] == row[key] for key in keys))
    if connection.execute(known).first() is not None:
        return 0
    connection.execute(insert(table), row)
    return 1


def add_or_end(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Writes such a row, or that the one of its id was withdrawn; whether that was new."""
    new = add_row(connection, table, row, "id")
    if new or row["withdrawn_at"] is None:
        return new
    held = (table.c.id == row["id"]) & table.c.withdrawn_at.is_(None)
    ended = update(table).where(held).values(withdrawn_at=row["withdrawn_at"])
    return connection.execute(ended).rowcount


def supersede(connection: Connection, seq: int, *, at: str) -> None:
    """Sets the time from which a coding no longer holds."""
    table = schema.codings
    connection.execute(update(table).where(table.c.seq == seq).values(superseded_at=at))
