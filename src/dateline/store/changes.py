"""What each transaction changed, in the order in which transactions ended.

Invariant: numbers of transactions only grow, and one that can be read holds all that came before.
They are of one ledger: another that holds the same counts otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, insert, select

from dateline.store import schema
from dateline.store.rows import Change
from dateline.store.settings import keep_setting, read_setting
from dateline.store.streams import stream

SEEN = "seen "
ADDED, RECODED, MADE, WITHDRAWN = "added", "recoded", "made", "withdrawn"


def record(connection: Connection, rows: Sequence[tuple[str, str, str]], *, at: str) -> None:
    """Writes what a transaction did: kind and id of each record, and what became of it."""
    if not rows:
        return
    seq = latest(connection) + 1
    kept = [
        {"seq": seq, "n": n, "at": at, "kind": kind, "record": name, "what": what}
        for n, (kind, name, what) in enumerate(rows)
    ]
    connection.execute(insert(schema.changes), kept)


def latest(connection: Connection) -> int:
    """The number of the last transaction; 0: nothing was ever written."""
    return connection.execute(select(func.max(schema.changes.c.seq))).scalar() or 0


def changes(connection: Connection, since: int) -> Iterator[Change]:
    """What was written after a transaction."""
    table = schema.changes
    query = select(table).where(table.c.seq > since).order_by(table.c.seq, table.c.n)
    for row in stream(connection, query):
        yield Change(seq=row.seq, at=row.at, kind=row.kind, record=row.record, what=row.what)


def seen(connection: Connection, name: str) -> int:
    """The transaction up to which somebody has asked; 0: never."""
    return int(read_setting(connection, SEEN + name) or 0)


def mark_seen(connection: Connection, name: str, seq: int) -> None:
    """Keeps up to which transaction somebody has asked."""
    keep_setting(connection, SEEN + name, str(seq))
