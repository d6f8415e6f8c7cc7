"""Users and the audit as lines of an exported ledger, and back. No token and no session is in it.

Invariant: an audit is taken over whole, row by row as it was hashed, into a ledger that has none;
two audits are never mixed, and a row that does not follow the one before is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from dateline.model import LedgerError
from dateline.model.roles import Role
from dateline.store import write
from dateline.store.actions import FIRST, hash_row
from dateline.store.dump_cases import AGAIN
from dateline.store.people_schema import actions, users
from dateline.store.streams import stream

BATCH = 256


class UserLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="user"):
    """Somebody who may work with a ledger; in another one they need a new token."""

    name: str
    role: str
    added_at: str
    withdrawn_at: str | None


class ActionLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="action"):
    """A row of the audit; `detail` as it was hashed."""

    seq: int
    at: str
    who: str
    action: str
    target: str | None
    detail: str
    previous: str
    hash: str


def people_lines(connection: Connection) -> Iterator[UserLine | ActionLine]:
    """Users by name, then the audit in its order."""
    for row in stream(connection, select(users).order_by(users.c.name), batch=BATCH):
        yield UserLine(**dict(row._mapping))
    for row in stream(connection, select(actions).order_by(actions.c.seq), batch=BATCH):
        yield ActionLine(**dict(row._mapping))


def load_user(connection: Connection, line: UserLine) -> int:
    """Writes a user who is new; one who is there stays as they are. Whether they were new."""
    if line.role not in {role.value for role in Role} or not line.name.strip():
        raise LedgerError("a user needs a name and a role", remedy=AGAIN)
    return write.add_row(connection, users, msgspec.structs.asdict(line), "name")


def load_action(connection: Connection, line: ActionLine) -> int:
    """Writes a row of the audit where it follows the rows that came from the same audit; whether it
    was new. A ledger with an audit of its own keeps that, and takes nothing over."""
    row = msgspec.structs.asdict(line)
    if line.hash != hash_row(row):
        raise LedgerError("the row of the audit is not as it was written", remedy=AGAIN)
    there = connection.execute(select(actions.c.hash).where(actions.c.seq == line.seq)).scalar()
    if there is not None:
        return 0
    newest = select(actions.c.hash).order_by(actions.c.seq.desc()).limit(1)
    last = connection.execute(newest).scalar()
    if last is None and line.previous != FIRST:
        raise LedgerError("the rows of the audit before this one are missing", remedy=AGAIN)
    if last is not None and line.previous != last:
        return 0
    return write.add_row(connection, actions, row, "seq")
