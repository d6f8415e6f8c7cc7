"""What several reviewers need of one ledger: who has which card, and what is asked twice.

Invariant: a lease ends by itself; while it lasts nobody else is given its card. A second reading
never changes what a judgement says: it measures how far two readings agree.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Select, delete, insert, select, update

from dateline.model import LedgerError, Verdict
from dateline.store.access import Access
from dateline.store.actions import Deed, append
from dateline.store.people_schema import leases, second_readings
from dateline.store.schema import judgements
from dateline.store.times import stamp


class Lease(Struct, frozen=True, kw_only=True):
    """A card that somebody has before them, until an instant."""

    card: str
    queue: str
    who: str
    until: str


class Second(Struct, frozen=True, kw_only=True):
    """A decision that is asked for again, or was. `claims`: what it is about; `reader`,
    `again`, `read_at`: None: not yet."""

    judgement: str
    kind: str
    target: str
    other: str | None
    first: str
    author: str
    made_at: str
    claims: tuple[str, ...]
    reader: str | None = None
    again: str | None = None
    read_at: str | None = None


class ReviewBook:
    """Leases and second readings of one ledger."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def take_card(self, cards: Sequence[str], *, queue: str, minutes: float) -> Lease | None:
        """The first of these cards that nobody else has, for so many minutes from now; what this
        reader had of the queue before is free again. None: others have all of them."""
        who = self._access.who
        with self._access.writing() as connection:
            at = self._access.now()
            over = (leases.c.until <= at) | ((leases.c.who == who) & (leases.c.queue == queue))
            connection.execute(delete(leases).where(over))
            held = set(connection.execute(select(leases.c.card)).scalars())
            free = next((card for card in cards if card not in held), None)
            if free is None:
                return None
            ends = stamp(datetime.fromisoformat(at) + timedelta(minutes=minutes))
            made = Lease(card=free, queue=queue, who=who, until=ends)
            connection.execute(insert(leases), msgspec.structs.asdict(made))
            return made

    def hold_card(self, card: str, *, minutes: float) -> Lease:
        """Makes this reader's lease last from now; LedgerError where it has ended."""
        with self._access.writing() as connection:
            at = self._access.now()
            mine = (leases.c.card == card) & (leases.c.who == self._access.who)
            ends = stamp(datetime.fromisoformat(at) + timedelta(minutes=minutes))
            connection.execute(update(leases).where(mine, leases.c.until > at).values(until=ends))
            row = connection.execute(select(leases).where(mine, leases.c.until > at)).first()
        if row is None:
            raise LedgerError("that card is no longer yours", remedy="ask for the next card")
        return Lease(**row._mapping)

    def free_card(self, card: str) -> None:
        """Gives this reader's card back."""
        mine = (leases.c.card == card) & (leases.c.who == self._access.who)
        with self._access.writing() as connection:
            connection.execute(delete(leases).where(mine))

    def leases(self) -> list[Lease]:
        """The leases that last."""
        query = select(leases).where(leases.c.until > self._access.now())
        with self._access.reading() as connection:
            rows = connection.execute(query.order_by(leases.c.until, leases.c.card))
            return [Lease(**row._mapping) for row in rows]

    def ask_again(self, judgement: str, claims: Collection[str]) -> None:
        """Puts a judgement among those that are asked for a second time."""
        known = select(second_readings.c.judgement).where(second_readings.c.judgement == judgement)
        with self._access.writing() as connection:
            if connection.execute(known).first() is None:
                row = {"judgement": judgement, "claims": msgspec.json.encode(claims).decode()}
                connection.execute(insert(second_readings), row)

    def due_again(self, *, days: float) -> list[Second]:
        """What this reader may be asked a second time: others' decisions, and own ones that are
        older than so many days; the oldest first."""
        at = datetime.fromisoformat(self._access.now())
        past = stamp(at - timedelta(days=days))
        others = judgements.c.author != self._access.who
        query = _joined().where(
            second_readings.c.read_at.is_(None), judgements.c.withdrawn_at.is_(None),
            others | (judgements.c.made_at <= past),
        )  # fmt: skip
        return self._read(query)

    def keep_again(self, judgement: str, verdict: Verdict) -> None:
        """Keeps what this reader said to a decision that was asked for again; the first answer
        counts."""
        with self._access.writing() as connection:
            at = self._access.now()
            open_ = second_readings.c.judgement == judgement, second_readings.c.read_at.is_(None)
            values = {"reader": self._access.who, "verdict": verdict.value, "read_at": at}
            done = connection.execute(update(second_readings).where(*open_).values(values))
            if done.rowcount:
                deed = Deed(action="judgement.read_again", target=judgement,
                            detail={"verdict": verdict.value})  # fmt: skip
                append(connection, [deed], who=self._access.who, at=at)

    def second_readings(self) -> list[Second]:
        """All decisions that were read twice, the last one first."""
        query = _joined().where(second_readings.c.read_at.is_not(None))
        return list(reversed(self._read(query)))

    def _read(self, query: Select[Any]) -> list[Second]:
        with self._access.reading() as connection:
            return [
                Second(
                    judgement=row.id, kind=row.target_kind, target=row.target, other=row.other,
                    first=row.verdict, author=row.author, made_at=row.made_at,
                    claims=tuple(msgspec.json.decode(row.claims)), reader=row.reader,
                    again=row.again, read_at=row.read_at,
                )
                for row in connection.execute(query)
            ]  # fmt: skip


def _joined() -> Select[Any]:
    again = second_readings
    return (
        select(judgements, again.c.claims, again.c.reader, again.c.verdict.label("again"),
               again.c.read_at)
        .join(again, again.c.judgement == judgements.c.id)
        .order_by(judgements.c.made_at, judgements.c.id)
    )  # fmt: skip
