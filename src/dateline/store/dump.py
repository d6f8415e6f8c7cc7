"""The whole ledger as JSON Lines, and back: one line an original, coding, judgement or map.

Invariant: what `dump` writes, `load` brings into an empty ledger without loss; into another
it adds what is new.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, and_, insert, select

from dateline.model import Coding, DatelineError, LedgerError, sha256
from dateline.store import schema, write
from dateline.store.cut import checked, rows
from dateline.store.streams import stream

FORMAT = "dateline.ledger/1"
BATCH = 64


class HeadLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="ledger"):
    """The first line: what follows."""

    format: str


class OriginalLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="original"):
    """Bytes, in base64."""

    sha256: str
    data: bytes
    recorded_at: str


class SightingLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="sighting"):
    """Where bytes were met."""

    sha256: str
    location: str
    media_type: str
    fetched: str | None
    recorded_at: str


class CodingLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="coding"):
    """A report's coding; `coding` and `source_map` exactly as they are kept."""

    program: str
    report_recorded_at: str
    recorded_at: str
    superseded_at: str | None
    source_map: msgspec.Raw
    coding: msgspec.Raw


class JudgementLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="judgement"):
    """A person's decision."""

    id: str
    target_kind: str
    target: str
    other: str | None
    verdict: str
    author: str
    reason: str | None
    made_at: str
    withdrawn_at: str | None


class MapLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="map"):
    """A claimant's map, in base64."""

    id: str
    claimant: str
    side: str | None
    at: str
    location: str | None
    data: bytes
    recorded_at: str
    superseded_at: str | None


Line = HeadLine | OriginalLine | SightingLine | CodingLine | JudgementLine | MapLine


def dump(connection: Connection) -> Iterator[bytes]:
    """Every line, in an order that depends on the content alone."""
    for line in _lines(connection):
        yield msgspec.json.encode(line)


def load(connection: Connection, lines: Iterable[bytes]) -> int:
    """Writes such lines; how many were new. LedgerError names a line that is none."""
    new = 0
    for number, data in enumerate(lines, start=1):
        if not data.strip():
            continue
        line = _line(data, number=number)
        try:
            new += LOADERS[type(line)](connection, line)
        except DatelineError as error:
            raise LedgerError(error.what, where=f"line {number}", remedy=error.remedy) from error
    _settle(connection)
    return new


def _lines(connection: Connection) -> Iterator[Line]:
    yield HeadLine(format=FORMAT)
    originals = select(schema.originals).order_by(schema.originals.c.sha256)
    for row in _stream(connection, originals):
        yield OriginalLine(**{**row, "data": zlib.decompress(row["data"])})
    table = schema.sightings
    for row in _stream(connection, select(table).order_by(table.c.sha256, table.c.location)):
        yield SightingLine(**row)
    yield from _codings(connection)
    for row in _stream(connection, select(schema.judgements).order_by(schema.judgements.c.id)):
        yield JudgementLine(**row)
    for row in _stream(connection, select(schema.maps).order_by(schema.maps.c.id)):
        yield MapLine(**{**row, "data": zlib.decompress(row["data"])})


def _codings(connection: Connection) -> Iterator[CodingLine]:
    table, report = schema.codings, schema.reports
    query = (
        select(
            table.c.program, report.c.recorded_at.label("report_recorded_at"),
            table.c.recorded_at, table.c.superseded_at, table.c.source_map,
            table.c.payload.label("coding"),
        )
        .join(report, report.c.id == table.c.report)
        .order_by(table.c.report, table.c.recorded_at, table.c.superseded_at.is_(None), table.c.id)
    )  # fmt: skip
    for row in _stream(connection, query):
        for name in ("source_map", "coding"):
            row[name] = msgspec.Raw(zlib.decompress(row[name]))
        yield CodingLine(**row)


def _stream(connection: Connection, query: Any) -> Iterator[dict[str, Any]]:
    for row in stream(connection, query, batch=BATCH):
        yield dict(row._mapping)


def _line(data: bytes, *, number: int) -> Line:
    try:
        line: Line = msgspec.json.decode(data, type=Line)
    except msgspec.DecodeError as error:
        raise LedgerError(
            f"is no line of an exported ledger: {error}",
            where=f"line {number}",
            remedy="load what `dateline export jsonl` has written",
        ) from error
    return line


def _load_head(_connection: Connection, line: HeadLine) -> int:
    if line.format != FORMAT:
        raise LedgerError(
            f"the format {line.format!r} is not {FORMAT}", remedy="pip install --upgrade dateline"
        )
    return 0


def _load_original(connection: Connection, line: OriginalLine) -> int:
    if sha256(line.data) != line.sha256:
        raise LedgerError(
            f"the bytes are not those of {line.sha256}", remedy="the file is damaged: export again"
        )
    row = {**msgspec.structs.asdict(line), "data": zlib.compress(line.data, 6)}
    return _insert(connection, schema.originals, row, "sha256")


def _load_coding(connection: Connection, line: CodingLine) -> int:
    try:
        coding = msgspec.json.decode(line.coding, type=Coding)
    except msgspec.DecodeError as error:
        raise LedgerError(f"no coding: {error}", remedy="export again") from error
    checked(coding)
    report = coding.report
    payload = bytes(line.coding)
    row = write.coding_row(coding, payload, program=line.program, source_map=bytes(line.source_map))
    table = schema.codings
    same = and_(table.c.id == row["id"], table.c.recorded_at == line.recorded_at)
    if connection.execute(select(table.c.seq).where(same)).first() is not None:
        return 0
    kept = {"id": report.id, "sha256": report.sha256, "recorded_at": line.report_recorded_at}
    _insert(connection, schema.reports, kept, "id")
    seq = write.coding(
        connection, row, recorded_at=line.recorded_at, superseded_at=line.superseded_at
    )
    cut = rows(coding, payload)
    write.fill(connection, {part: [(seq, *values) for values in cut[part]] for part in cut})
    return 1


def _load_plain(table: Table, keys: tuple[str, ...], connection: Connection, line: Line) -> int:
    return _insert(connection, table, msgspec.structs.asdict(line), *keys)


def _load_map(connection: Connection, line: MapLine) -> int:
    row = {**msgspec.structs.asdict(line), "data": zlib.compress(line.data, 6)}
    return _insert(connection, schema.maps, row, "id")


LOADERS: dict[type, Callable[[Connection, Any], int]] = {
    HeadLine: _load_head,
    OriginalLine: _load_original,
    SightingLine: partial(_load_plain, schema.sightings, ("sha256", "location")),
    CodingLine: _load_coding,
    JudgementLine: partial(_load_plain, schema.judgements, ("id",)),
    MapLine: _load_map,
}


def _insert(connection: Connection, table: Table, row: dict[str, Any], *keys: str) -> int:
    known = select(table.c[keys[0]]).where(*(table.c[key] == row[key] for key in keys))
    if connection.execute(known).first() is not None:
        return 0
    connection.execute(insert(table), row)
    return 1


def _settle(connection: Connection) -> None:
    """Where two codings of one report hold, the later one supersedes the other."""
    table = schema.codings
    query = (
        select(table.c.seq, table.c.report, table.c.recorded_at)
        .where(table.c.superseded_at.is_(None))
        .order_by(table.c.report, table.c.recorded_at, table.c.id)
    )
    before: Any = None
    for row in connection.execute(query).all():
        if before is not None and before.report == row.report:
            write.supersede(connection, before.seq, at=row.recorded_at)
        before = row
