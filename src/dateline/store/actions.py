"""What was done with a ledger, by whom and when: the audit.

Invariant: an action is written in the transaction that it tells of, and never changed; each row
holds the SHA-256 of the one before, so that a changed, removed or inserted row breaks the chain.
Whoever can rewrite the whole file can rewrite the chain: its last hash is to be kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select

from dateline.model import sha256
from dateline.store.access import Access
from dateline.store.cut import plain
from dateline.store.people_schema import actions as table
from dateline.store.rows import Finding
from dateline.store.schema import judgements
from dateline.store.streams import stream

FIRST = "0" * 64
"""What stands for the hash before the first row."""
MADE, WITHDRAWN = "judgement.made", "judgement.withdrawn"
_ENCODE = msgspec.json.Encoder(order="deterministic").encode


class Deed(Struct, frozen=True, kw_only=True):
    """Something to be written down: what was done, to which record, and what else is known."""

    action: str
    target: str | None = None
    detail: Mapping[str, Any] = {}


class Action(Struct, frozen=True, kw_only=True):
    """A row of the audit. `previous`: the hash of the row before; `hash`: of this one."""

    seq: int
    at: str
    who: str
    action: str
    target: str | None
    detail: dict[str, Any]
    previous: str
    hash: str


def append(connection: Connection, deeds: Sequence[Deed], *, who: str, at: str) -> None:
    """Writes down what a transaction does; the caller's transaction is alone in writing."""
    last = connection.execute(select(table).order_by(table.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.hash) if last is not None else (0, FIRST)
    rows: list[dict[str, Any]] = []
    for deed in deeds:
        row = {
            "seq": seq + len(rows) + 1, "at": at, "who": plain(who), "action": deed.action,
            "target": plain(deed.target) if deed.target else None,
            "detail": plain(_ENCODE(deed.detail).decode()), "previous": previous,
        }  # fmt: skip
        previous = row["hash"] = hash_row(row)
        rows.append(row)
    if rows:
        connection.execute(insert(table), rows)


def hash_row(row: Mapping[str, Any]) -> str:
    """The SHA-256 of a row: of its columns but for the hash itself, as a JSON array."""
    names = ("seq", "at", "who", "action", "target", "detail", "previous")
    return sha256(_ENCODE([row[name] for name in names]))


def verify(connection: Connection, *, head: str | None = None) -> Iterator[Finding]:
    """What is wrong with the audit. `head`: a hash that was kept from an earlier day."""
    seen: set[str] = set()
    previous = FIRST
    made: set[str] = set()
    ended: dict[str, str] = {}
    for n, row in enumerate(stream(connection, select(table).order_by(table.c.seq)), start=1):
        found = dict(row._mapping)
        record = f"action {found['seq']}"
        if found["seq"] != n:
            yield Finding(record=record, what=f"stands where action {n} should be")
        if found["previous"] != previous:
            yield Finding(record=record, what="does not follow the row before: one was changed, "
                          "removed or put in")  # fmt: skip
        if found["hash"] != hash_row(found):
            yield Finding(record=record, what="is not as it was written")
        previous = found["hash"]
        seen.add(previous)
        if found["action"] == MADE:
            made.add(found["target"])
        elif found["action"] == WITHDRAWN:
            ended[found["target"]] = msgspec.json.decode(found["detail"]).get("withdrawn_at", "")
    if head is not None and head not in seen:
        yield Finding(record="audit", what=f"holds no row with the hash {head}: rows after it are "
                      "missing, or it was written anew")  # fmt: skip
    yield from _compare(connection, made, ended)


def _compare(connection: Connection, made: set[str], ended: Mapping[str, str]) -> Iterator[Finding]:
    """Judgements of which the audit does not know, or that it knows and the ledger has lost."""
    kept = {row.id: row.withdrawn_at for row in stream(connection, select(judgements))}
    for name in sorted(kept.keys() - made):
        yield Finding(record=f"judgement {name}", what="was made by nobody that the audit knows")
    for name in sorted(made - kept.keys()):
        yield Finding(record=f"judgement {name}", what="was made, and is not in the ledger")
    for name in sorted(kept.keys() & made):
        if kept[name] != ended.get(name):
            yield Finding(record=f"judgement {name}", what="is withdrawn at another time than the "
                          "audit says")  # fmt: skip


class ActionLog:
    """The audit of one ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def keep(self, action: str, *, target: str | None = None, **detail: Any) -> None:
        """Writes down what whoever opened the ledger did."""
        with self._access.writing() as connection:
            append(connection, [Deed(action=action, target=target, detail=detail)],
                   who=self._access.who, at=self._access.now())  # fmt: skip

    def actions(
        self, *, before: int | None = None, who: str | None = None, action: str | None = None,
        limit: int | None = None,
    ) -> list[Action]:  # fmt: skip
        """Actions, the last one first; `action`: its name or the beginning of it."""
        query = select(table).order_by(table.c.seq.desc())
        if before is not None:
            query = query.where(table.c.seq < before)
        if who:
            query = query.where(table.c.who == who)
        if action:
            query = query.where(table.c.action.startswith(action, autoescape=True))
        if limit is not None:
            query = query.limit(limit)
        with self._access.reading() as connection:
            return [read_row(row) for row in connection.execute(query)]

    def head(self) -> Action | None:
        """The last action; None: nothing was ever done."""
        return next(iter(self.actions(limit=1)), None)

    def verify(self, *, head: str | None = None) -> Iterator[Finding]:
        """What is wrong with the audit; nothing where it is as it was written."""
        with self._access.reading() as connection:
            yield from verify(connection, head=head)


def read_row(row: Row[Any]) -> Action:
    """A row as a record."""
    values = dict(row._mapping)
    return Action(**{**values, "detail": msgspec.json.decode(values["detail"])})
