"""Whole records read back: codings, originals, source maps, claimants' maps."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, func, insert, or_, select, update

from dateline.model import Coding, Original, SourceRun, content_id
from dateline.store import changes, schema
from dateline.store.coding_payload import unpacked
from dateline.store.contract import Added
from dateline.store.failures import brief, damaged
from dateline.store.packing import text_of
from dateline.store.rows import ClaimantMap
from dateline.store.streams import stream

BATCH = 64


def holds(table: Table, as_of: str | None) -> ColumnElement[bool]:
    """Whether a row held at a transaction time; None: whether it holds now."""
    if as_of is None:
        return table.c.superseded_at.is_(None)
    ended = or_(table.c.superseded_at.is_(None), table.c.superseded_at > as_of)
    return (table.c.recorded_at <= as_of) & ended


def changed_at(connection: Connection) -> str | None:
    """The last time at which a coding or judgement was written, superseded or withdrawn."""
    columns = (
        schema.codings.c.recorded_at, schema.codings.c.superseded_at,
        schema.judgements.c.made_at, schema.judgements.c.withdrawn_at,
        schema.maps.c.recorded_at,
    )  # fmt: skip
    times = [connection.execute(select(func.max(column))).scalar() for column in columns]
    return max((time for time in times if time is not None), default=None)


def coding(connection: Connection, report: str, *, as_of: str | None) -> Coding | None:
    """The coding of a report that held then."""
    table = schema.codings
    query = select(table.c.payload).where(table.c.report == report, holds(table, as_of))
    payload = connection.execute(query).scalar()
    return None if payload is None else unpacked(payload, report=report)


def text_of_report(connection: Connection, report: str, *, as_of: str | None) -> str:
    """A report's text, without the rest of its coding; "" where there was none then."""
    table = schema.codings
    query = select(table.c.payload).where(table.c.report == report, holds(table, as_of))
    payload = connection.execute(query).scalar()
    if payload is None:
        return ""
    try:
        return text_of(payload)
    except (zlib.error, msgspec.MsgspecError, TypeError, ValueError) as error:
        raise damaged(None, f"the coding of report {report} ({brief(error)})") from error


def codings(connection: Connection, *, as_of: str | None) -> Iterator[Coding]:
    """All codings that held then, by publication; undated reports last."""
    table = schema.codings
    query = (
        select(table.c.report, table.c.payload)
        .where(holds(table, as_of))
        .order_by(table.c.published_at.is_(None), table.c.published_at, table.c.report)
    )
    for row in stream(connection, query, batch=BATCH):
        yield unpacked(row.payload, report=row.report)


def original(connection: Connection, sha256: str) -> Original | None:
    """Some bytes and where they were first met."""
    bytes_of, seen = schema.originals, schema.sightings
    query = (
        select(bytes_of.c.data, seen.c.location, seen.c.media_type, seen.c.fetched)
        .join(seen, seen.c.sha256 == bytes_of.c.sha256)
        .where(bytes_of.c.sha256 == sha256)
        .order_by(seen.c.recorded_at, seen.c.location)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return Original(
        sha256=sha256,
        data=_bytes_of(row.data, f"the original {sha256}"),
        media_type=row.media_type,
        location=row.location,
        fetched=row.fetched,
    )


def _bytes_of(packed: bytes, what: str) -> bytes:
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        raise damaged(None, f"{what} ({brief(error)})") from error


def source_map(connection: Connection, report: str) -> tuple[SourceRun, ...]:
    """The map from a report's text to its bytes."""
    table = schema.codings
    query = select(table.c.source_map).where(table.c.report == report, holds(table, None))
    packed = connection.execute(query).scalar()
    if packed is None:
        return ()
    return msgspec.json.decode(zlib.decompress(packed), type=tuple[SourceRun, ...])


def add_map(connection: Connection, made: ClaimantMap, *, at: str) -> Added:
    """Keeps a claimant's map; another of the same claimant and instant is superseded."""
    table = schema.maps
    same = (table.c.claimant == made.claimant) & (table.c.at == made.at)
    before = connection.execute(select(table).where(same, table.c.superseded_at.is_(None))).first()
    if before is not None:
        if zlib.decompress(before.data) == made.data and before.side == made.side:
            return Added.KNOWN
        at = max(at, before.recorded_at)
        connection.execute(update(table).where(table.c.id == before.id).values(superseded_at=at))
    name = content_id("map", made.claimant, made.side, made.at, made.data, at)
    row = {
        "id": name,
        "claimant": made.claimant, "side": made.side, "at": made.at,
        "location": made.location, "data": zlib.compress(made.data, 6), "recorded_at": at,
        "superseded_at": None,
    }  # fmt: skip
    connection.execute(insert(table), row)
    became = changes.ADDED if before is None else changes.RECODED
    changes.record(connection, [("map", name, became)], at=at)
    return Added.NEW if before is None else Added.RECODED


def maps(connection: Connection, *, as_of: str | None) -> Iterator[ClaimantMap]:
    """Claimants' maps that held then."""
    table = schema.maps
    query = select(table).where(holds(table, as_of)).order_by(table.c.claimant, table.c.at)
    for row in stream(connection, query, batch=1):
        yield ClaimantMap(
            claimant=row.claimant,
            side=row.side,
            at=row.at,
            data=_bytes_of(row.data, f"the map {row.id}"),
            location=row.location,
            recorded_at=row.recorded_at,
        )
