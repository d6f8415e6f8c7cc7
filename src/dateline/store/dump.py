"""The whole ledger as JSON Lines, and back: one line an original, coding, judgement,
map, case, user or action.

Invariant: what `dump` writes, `load` brings into an empty ledger without loss; into another
it adds what is new.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.store import schema
from dateline.store.dump_cases import CaseCommentLine, CaseItemLine, CaseLine, case_lines
from dateline.store.dump_people import ActionLine, UserLine, people_lines
from dateline.store.packing import unpack
from dateline.store.streams import stream

FORMAT = "dateline.ledger/2"
FIRST_FORMAT = "dateline.ledger/1"
"""What 0.1.0 wrote: it has no last line, so that nobody can tell whether it is whole."""
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


class EndLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="end"):
    """The last line: how many lines of each kind came before it, and the SHA-256 of all of them."""

    lines: dict[str, int]
    sha256: str


Line = (
    EndLine | HeadLine | OriginalLine | SightingLine | CodingLine | JudgementLine | MapLine
    | CaseLine | CaseItemLine | CaseCommentLine | UserLine | ActionLine
)  # fmt: skip


def dump(connection: Connection) -> Iterator[bytes]:
    """Every line, in an order that depends on the content alone; the last one counts the others."""
    seal = Seal()
    for line in _lines(connection):
        data = msgspec.json.encode(line)
        seal.add(line, data)
        yield data
    yield msgspec.json.encode(seal.end())


class Seal:
    """Counts lines as they are written or read, to know at the end that none is missing."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._hash = hashlib.sha256()

    def add(self, line: Line, data: bytes) -> None:
        """Takes one line in."""
        self._counts[str(line.__struct_config__.tag)] += 1
        self._hash.update(data.strip() + b"\n")

    def end(self) -> EndLine:
        """The line that ends what was taken in."""
        return EndLine(lines=dict(sorted(self._counts.items())), sha256=self._hash.hexdigest())


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
    yield from case_lines(connection)
    yield from people_lines(connection)


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
        row["source_map"] = msgspec.Raw(zlib.decompress(row["source_map"]))
        row["coding"] = msgspec.Raw(unpack(row["coding"]))
        yield CodingLine(**row)


def _stream(connection: Connection, query: Any) -> Iterator[dict[str, Any]]:
    for row in stream(connection, query, batch=BATCH):
        yield dict(row._mapping)
