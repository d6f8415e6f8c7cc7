"""Cases as lines of an exported ledger, and back: what they hold, also what was taken out of them.

Invariant: a line that is not what its id says, and one of a case that is not there, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, select

from dateline.model import LedgerError, content_id
from dateline.store import write
from dateline.store.cases import KINDS
from dateline.store.people_schema import case_comments, case_items, cases
from dateline.store.streams import stream

BATCH = 64
AGAIN = "the file is damaged or was changed: export again"


class CaseLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case"):
    """A case without what it holds."""

    id: str
    title: str
    about: str
    assignee: str | None
    made_by: str
    made_at: str
    closed_at: str | None


class CaseItemLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case_item"):
    """A record of a case; `of`: what kind of record."""

    id: str
    case_id: str
    of: str
    target: str
    claims: tuple[str, ...]
    note: str
    added_by: str
    added_at: str
    withdrawn_at: str | None


class CaseCommentLine(Struct, frozen=True, kw_only=True, tag_field="kind", tag="case_comment"):
    """What somebody wrote about a case."""

    id: str
    case_id: str
    author: str
    words: str
    made_at: str
    withdrawn_at: str | None


Held = CaseLine | CaseItemLine | CaseCommentLine


def case_lines(connection: Connection) -> Iterator[Held]:
    """All cases, then their records, then what was written about them, each by id."""
    for row in _rows(connection, cases):
        yield CaseLine(**row)
    for row in _rows(connection, case_items):
        claims = msgspec.json.decode(row.pop("claims"), type=tuple[str, ...])
        kind = row.pop("kind")
        yield CaseItemLine(**row, of=kind, claims=claims)
    for row in _rows(connection, case_comments):
        yield CaseCommentLine(**row)


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(table.c.id)
    return (dict(row._mapping) for row in stream(connection, query, batch=BATCH))


def times_of(line: Held) -> tuple[str | None, ...]:
    """A line's times, of which one follows the other."""
    match line:
        case CaseLine():
            return line.made_at, line.closed_at
        case CaseItemLine():
            return line.added_at, line.withdrawn_at
        case CaseCommentLine():
            return line.made_at, line.withdrawn_at


def case_of(line: Held) -> str:
    """The case that a line is of."""
    return line.id if isinstance(line, CaseLine) else line.case_id


def load_case(connection: Connection, line: CaseLine) -> int:
    """Writes a case that is new; one that is there stays as it is. Whether it was new."""
    if not line.id.startswith("case-") or not line.title.strip():
        raise LedgerError("a case needs an id and a title", remedy=AGAIN)
    return write.add_row(connection, cases, msgspec.structs.asdict(line), "id")


def load_case_item(connection: Connection, line: CaseItemLine) -> int:
    """Writes a record of a case, or that it was taken out; whether that was new."""
    due = content_id("item", line.case_id, line.of, line.target, line.added_at)
    if line.id != due or line.of not in KINDS:
        raise LedgerError("the record of a case is not what its id says", remedy=AGAIN)
    row = msgspec.structs.asdict(line)
    row["kind"], row["claims"] = row.pop("of"), msgspec.json.encode(line.claims).decode()
    return _add_held(connection, case_items, row)


def load_case_comment(connection: Connection, line: CaseCommentLine) -> int:
    """Writes a comment, or that it was taken back; whether that was new."""
    if line.id != content_id("comment", line.case_id, line.author, line.words, line.made_at):
        raise LedgerError("the comment is not what its id says", remedy=AGAIN)
    return _add_held(connection, case_comments, msgspec.structs.asdict(line))


def _add_held(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    known = select(cases.c.id).where(cases.c.id == row["case_id"])
    if connection.execute(known).first() is None:
        raise LedgerError(f"there is no case {row['case_id']!r}", remedy=AGAIN)
    return write.add_or_end(connection, table, row)
