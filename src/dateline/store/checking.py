"""Whether a ledger is what was written into it: `dateline check`.

Invariant: nothing is changed; what cannot be read is a finding, and the rest is still looked at.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, select

from dateline.model import Coding, DatelineError, decode, sha256
from dateline.store import actions, index, schema, sealing, vouching, write
from dateline.store.cut import checked, rows
from dateline.store.failures import BROKEN, brief
from dateline.store.filling import kept_rows
from dateline.store.packing import unpack
from dateline.store.rows import Finding

COMPARED = (
    "id", "report", "conflict", "given", "lang", "title", "published", "published_at", "updated",
    "outlet", "url", "key", "revises", "claims", "events", "contradictions",
)  # fmt: skip


Check = Callable[[Connection], Iterator[Finding]]


def check(connection: Connection) -> Iterator[Finding]:
    """Everything that is wrong, the database itself first, then record by record."""
    for name, examine in CHECKS:
        try:
            yield from examine(connection)
        except (DatelineError, *BROKEN) as error:
            yield Finding(record=name, what=f"cannot be read to the end ({_said(error)})")


def _database(connection: Connection) -> Iterator[Finding]:
    """What SQLite itself finds."""
    if connection.dialect.name != "sqlite":
        return
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check").fetchall():
        if told != "ok":
            yield Finding(record="database", what=" ".join(str(told).split()))
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        yield Finding(record=f"table {table}", what=f"a row names one of {parent} that is lost")


def check_originals(connection: Connection) -> Iterator[Finding]:
    """Originals whose bytes are others than their SHA-256 says."""
    table = schema.originals
    for row in _each(connection, table, table.c.sha256):
        data = _unpacked(row["data"])
        if data is None or sha256(data) != row["sha256"]:
            what = "its bytes cannot be unpacked" if data is None else "its bytes are others"
            yield Finding(record=f"original {row['sha256']}", what=what)
        yield from _told(f"original {row['sha256']}", vouching.wrong_times(row["recorded_at"]))


def _codings(connection: Connection) -> Iterator[Finding]:
    table = schema.codings
    current: Counter[str] = Counter()
    for row in _each(connection, table, table.c.seq):
        record = f"report {row['report']}"
        current[row["report"]] += row["superseded_at"] is None
        try:
            for what in _of_coding(connection, row):
                yield Finding(record=record, what=what)
        except (DatelineError, *BROKEN) as error:
            yield Finding(record=record, what=f"its coding cannot be read ({_said(error)})")
    for report, number in current.items():
        if number != 1:
            yield Finding(record=f"report {report}", what=f"{number} codings of it hold at once")


def _of_coding(connection: Connection, row: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one coding: its content, its ids, and the rows cut from it."""
    payload, source_map = unpack(row["payload"]), zlib.decompress(row["source_map"])
    coding = decode(payload)
    checked(coding)
    report = coding.report
    due = write.coding_row(coding, payload, program=row["program"], source_map=source_map)
    wrong = [
        vouching.wrong_report(report),
        vouching.wrong_links(coding),
        vouching.wrong_source_map(source_map),
        vouching.unknown_original(connection, report.sha256),
        vouching.wrong_times(row["recorded_at"], row["superseded_at"]),
        *(f"the list says another {name} than the coding" for name in COMPARED
          if row[name] != due[name]),
    ]  # fmt: skip
    yield from (what for what in wrong if what is not None)
    yield from _of_rows(connection, row["seq"], coding, payload)


def _of_rows(connection: Connection, seq: int, coding: Coding, payload: bytes) -> Iterator[str]:
    for table, cut in rows(coding, payload).items():
        kept = kept_rows(connection, table, seq)
        if kept != set(cut):
            yield f"the list of its {table.name} has {len(kept ^ set(cut))} rows wrong or missing"


def _judgements(connection: Connection) -> Iterator[Finding]:
    table = schema.judgements
    for row in _each(connection, table, table.c.id):
        record = f"judgement {row['id']}"
        yield from _told(record, vouching.wrong_judgement(row))
        yield from _told(record, vouching.unknown_target(connection, row))
        yield from _told(record, vouching.wrong_times(row["made_at"], row["withdrawn_at"]))


def _maps(connection: Connection) -> Iterator[Finding]:
    table = schema.maps
    for row in _each(connection, table, table.c.id):
        data, record = _unpacked(row["data"]), f"map {row['id']}"
        wrong = "it cannot be unpacked" if data is None else vouching.wrong_map(row, data)
        yield from _told(record, wrong)
        yield from _told(record, vouching.wrong_times(row["recorded_at"], row["superseded_at"]))


def _audit(connection: Connection) -> Iterator[Finding]:
    """The chain of what was done."""
    yield from actions.verify(connection)


def _index(connection: Connection) -> Iterator[Finding]:
    """The index of words: opening a ledger mends it, but not one that may only be read."""
    why = index.wanting(connection)
    if why is not None:
        yield Finding(record="index of words", what=f"is not as it should be: {why}")


CHECKS: tuple[tuple[str, Check], ...] = (
    ("database", _database),
    ("originals", check_originals),
    ("codings", _codings),
    ("judgements", _judgements),
    ("maps", _maps),
    ("audit", _audit),
    ("archive", sealing.verify),
    ("index of words", _index),
)


def _each(connection: Connection, table: Table, key: Any) -> Iterator[Mapping[str, Any]]:
    """The rows of a table one after another, so that one at most is lost with what is damaged."""
    for name in connection.execute(select(key).order_by(key)).scalars().all():
        for row in connection.execute(select(table).where(key == name)).all():
            yield dict(row._mapping)


def _told(record: str, wrong: str | None) -> Iterator[Finding]:
    if wrong is not None:
        yield Finding(record=record, what=wrong)


def _unpacked(packed: Any) -> bytes | None:
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError):
        return None


def _said(error: Exception) -> str:
    return error.what if isinstance(error, DatelineError) else brief(getattr(error, "orig", error))
