"""Judgements: made, withdrawn, listed; and records found by the beginning of their ids.

Invariant: a judgement is never changed or deleted; withdrawing it sets a time, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, or_, select, update

from dateline.model import Judgement, LedgerError, TargetKind, UsageError, Verdict, content_id
from dateline.store import actions, changes, schema
from dateline.store.actions import Deed
from dateline.store.cut import plain
from dateline.store.streams import stream

TABLES = (
    (TargetKind.REPORT, schema.reports),
    (TargetKind.CLAIM, schema.claims),
    (TargetKind.EVENT, schema.events),
)
PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT})


class Decision(Struct, frozen=True, kw_only=True):
    """What a person decided."""

    kind: TargetKind
    target: str
    verdict: Verdict
    author: str
    other: str | None
    reason: str | None


def find(
    connection: Connection, prefix: str, *, kind: TargetKind | None, where: str
) -> tuple[TargetKind, str]:
    """The one record whose id begins so; LedgerError where there is none or more than one."""
    found: set[tuple[TargetKind, str]] = set()
    for of, table in TABLES:
        if kind in (None, of):
            query = select(table.c.id).where(table.c.id.startswith(prefix, autoescape=True))
            found |= {(of, row) for row in connection.execute(query.distinct().limit(3)).scalars()}
    noun = kind.value if kind else "record"
    if not found:
        raise LedgerError(
            f"holds no {noun} whose id begins with {prefix!r}",
            where=where,
            remedy="`dateline reports`, `claims` and `events` show ids",
        )
    if len(found) > 1:
        ids = ", ".join(sorted(name for _, name in found)[:3])
        raise LedgerError(
            f"{prefix!r} begins more than one id: {ids}", where=where, remedy="give more of it"
        )
    return found.pop()


def judge(
    connection: Connection, decision: Decision, *, at: str, where: str, who: str
) -> Judgement:
    """Keeps a decision; the one that says the same and still holds is returned instead."""
    if (decision.verdict in PAIRS) != (decision.other is not None):
        raise UsageError(
            f"the verdict {decision.verdict.value!r} is of "
            + ("two records" if decision.verdict in PAIRS else "one record"),
            remedy="same-as and different take two ids; right and wrong take one",
        )
    if decision.other == decision.target:
        raise UsageError("a record cannot be compared with itself", remedy="give two ids")
    table = schema.judgements
    facts = _facts(decision)
    same = [table.c[name] == value for name, value in facts.items()]
    standing = select(table).where(*same, table.c.withdrawn_at.is_(None))
    before = connection.execute(standing).first()
    if before is not None:
        return _judgement(before, as_of=None)
    made = content_id("jdg", *facts.values(), at)
    row = {"id": made, **facts, "made_at": at, "withdrawn_at": None}
    connection.execute(insert(table), row)
    changes.record(connection, [("judgement", made, changes.MADE)], at=at)
    detail = {k: v for k, v in facts.items() if v is not None and k != "reason"}
    actions.append(
        connection, [Deed(action=actions.MADE, target=made, detail=detail)], who=who, at=at
    )
    return _stored(connection, made, where=where)


def withdraw(connection: Connection, prefix: str, *, at: str, where: str, who: str) -> Judgement:
    """Sets when a judgement ceased to hold; LedgerError where there is none such."""
    table = schema.judgements
    query = select(table).where(table.c.id.startswith(prefix, autoescape=True)).limit(2)
    found = connection.execute(query).all()
    ids = [row.id for row in found]
    if len(found) != 1:
        what = "more than one judgement begins" if ids else "no judgement begins"
        raise LedgerError(
            f"{what} with {prefix!r}", where=where, remedy="`dateline judge --list` shows them"
        )
    ended = max(at, found[0].made_at)
    done = connection.execute(
        update(table)
        .where(table.c.id == ids[0], table.c.withdrawn_at.is_(None))
        .values(withdrawn_at=ended)
    )
    if done.rowcount:
        changes.record(connection, [("judgement", ids[0], changes.WITHDRAWN)], at=at)
        detail = {"withdrawn_at": ended, "author": found[0].author}
        deed = Deed(action=actions.WITHDRAWN, target=ids[0], detail=detail)
        actions.append(connection, [deed], who=who, at=at)
    return _stored(connection, ids[0], where=where)


def judgements(
    connection: Connection, *, as_of: str | None, withdrawn: bool
) -> Iterator[Judgement]:
    """Judgements by time, as they stood then."""
    table = schema.judgements
    query = select(table).order_by(table.c.made_at, table.c.id)
    if as_of is not None:
        query = query.where(table.c.made_at <= as_of)
    if not withdrawn:
        holds = table.c.withdrawn_at.is_(None)
        query = query.where(holds if as_of is None else or_(holds, table.c.withdrawn_at > as_of))
    for row in stream(connection, query):
        yield _judgement(row, as_of=as_of)


def _facts(decision: Decision) -> dict[str, str | None]:
    """The columns of a decision; of two records the lesser id first, so that order says nothing."""
    first, second = decision.target, decision.other
    if second is not None and second < first:
        first, second = second, first
    return {
        "target_kind": decision.kind.value,
        "target": first,
        "other": second,
        "verdict": decision.verdict.value,
        "author": plain(decision.author),
        "reason": plain(decision.reason) if decision.reason else None,
    }


def _stored(connection: Connection, judgement: str, *, where: str) -> Judgement:
    table = schema.judgements
    row = connection.execute(select(table).where(table.c.id == judgement)).first()
    if row is None:
        raise LedgerError(f"holds no judgement {judgement}", where=where)
    return _judgement(row, as_of=None)


def _judgement(row: Row[Any], *, as_of: str | None) -> Judgement:
    later = as_of is not None and row.withdrawn_at is not None and row.withdrawn_at > as_of
    return Judgement(
        id=row.id,
        target_kind=TargetKind(row.target_kind),
        target=row.target,
        verdict=Verdict(row.verdict),
        author=row.author,
        made_at=row.made_at,
        other=row.other,
        reason=row.reason,
        withdrawn_at=None if later else row.withdrawn_at,
    )
