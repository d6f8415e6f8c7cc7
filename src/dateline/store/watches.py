"""What is watched, as the ledger keeps it.

Invariant: how a look went and what it met are written in one transaction, after the reports that
it brought; a look that was cut off is as if it had not begun, and is due again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager

from msgspec import Struct, structs
from sqlalchemy import Connection, Engine, Select, delete, insert, select, text, update

from dateline.model import LedgerError
from dateline.store import schema
from dateline.store.actions import Deed

Link = Callable[[], AbstractContextManager[Connection]]
LOCK = 0x444C4E33
FILE = ".watching"
DUE, SENT = "due", "sent"
"""Marks of finds: to be told, told."""
GIVEN = ("name", "kind", "target", "every", "options", "added_at")
"""What a person says of a watch; a look changes the rest."""
MOST_AT_ONCE = 400


class Watch(Struct, frozen=True, kw_only=True):
    """One thing that is looked at again and again.

    `kind`: address, folder or query; `target`: the address, path or query; `every`: seconds;
    `options`, `state`: JSON of the room that looks; times as the ledger writes them. `next_at`
    None: stopped; `begun_at`: of a look under way; `last_at`, `good_at`: the end of the last look,
    and of the last that went well; `failures`: since then; `found`: new at the last look.
    """

    id: str
    name: str
    kind: str
    target: str
    every: int
    added_at: str
    options: str = "{}"
    state: str = "{}"
    next_at: str | None = None
    begun_at: str | None = None
    last_at: str | None = None
    good_at: str | None = None
    failures: int = 0
    error: str | None = None
    note: str | None = None
    found: int = 0
    total: int = 0


class WatchItem(Struct, frozen=True, kw_only=True):
    """Something that a watch has met, with a mark of its content; `payload`: what is to be told."""

    item: str
    mark: str
    at: str
    payload: str | None = None


class WatchBook:
    """The watches of one ledger. `reading` and `writing` open its transactions."""

    def __init__(
        self, engine: Engine, *, reading: Link, writing: Link, where: str,
        note: Callable[[Connection, Deed], None],
    ) -> None:  # fmt: skip
        self._engine, self._where = engine, where
        self._reading, self._writing = reading, writing
        self._note = note

    def watches(self) -> list[Watch]:
        """All watches by name."""
        return self._read(select(schema.watches).order_by(schema.watches.c.name))

    def due_watches(self, at: str) -> list[Watch]:
        """Those whose next look is due, the longest due first."""
        table = schema.watches
        return self._read(
            select(table).where(table.c.next_at <= at).order_by(table.c.next_at, table.c.id)
        )

    def next_due(self) -> str | None:
        """When the next look is due; None: never."""
        table = schema.watches
        query = select(table.c.next_at).where(table.c.next_at.is_not(None))
        with self._reading() as connection:
            return connection.execute(query.order_by(table.c.next_at).limit(1)).scalar()

    def find_watch(self, said: str) -> Watch:
        """The watch of this name, target or id; LedgerError: there is none."""
        for watch in self.watches():
            if said in (watch.name, watch.target, watch.id):
                return watch
        raise LedgerError(
            f"there is no watch {said!r}", where=self._where, remedy="`dateline watch list`"
        )

    def add_watch(self, watch: Watch) -> None:
        """Adds a watch; one of the same id gets what was said now, and goes on from where it is."""
        table = schema.watches
        given = {name: getattr(watch, name) for name in GIVEN if name != "added_at"}
        given |= {"next_at": watch.next_at, "failures": 0, "error": None, "note": None}
        with self._writing() as connection:
            done = connection.execute(update(table).where(table.c.id == watch.id).values(given))
            if not done.rowcount:
                connection.execute(insert(table), structs.asdict(watch))
            what = "watch.changed" if done.rowcount else "watch.added"
            detail = {"name": watch.name, "kind": watch.kind, "target": watch.target}
            self._note(connection, Deed(action=what, target=watch.id, detail=detail))

    def remove_watch(self, name: str) -> None:
        """Forgets the watch of this id and what it has met; reports that it brought stay."""
        items, table = schema.watch_items, schema.watches
        with self._writing() as connection:
            connection.execute(delete(items).where(items.c.watch == name))
            done = connection.execute(delete(table).where(table.c.id == name))
            if done.rowcount:
                self._note(connection, Deed(action="watch.removed", target=name))

    def begin_looks(self, names: Sequence[str], *, at: str) -> None:
        """Keeps that looks begin, so that one that is cut off is known by it."""
        table = schema.watches
        with self._writing() as connection:
            connection.execute(update(table).where(table.c.id.in_(names)).values(begun_at=at))

    def hasten_look(self, name: str, *, at: str) -> None:
        """Makes a watch's next look due, unless it is stopped or failing."""
        table = schema.watches
        mine = (table.c.id == name) & (table.c.next_at > at) & (table.c.failures == 0)
        with self._writing() as connection:
            connection.execute(update(table).where(mine).values(next_at=at))

    def end_look(self, watch: Watch, items: Sequence[WatchItem] = ()) -> None:
        """Keeps how a look went and what it met; nothing where the watch was removed meanwhile."""
        table = schema.watches
        values = {k: v for k, v in structs.asdict(watch).items() if k not in ("id", *GIVEN)}
        with self._writing() as connection:
            done = connection.execute(update(table).where(table.c.id == watch.id).values(values))
            if done.rowcount:
                _keep_items(connection, watch.id, items)

    def keep_items(self, watch: Watch, items: Sequence[WatchItem]) -> None:
        """Keeps what a look has met so far, and how far the watch has come, before it ends."""
        table = schema.watches
        with self._writing() as connection:
            mine = table.c.id == watch.id
            done = connection.execute(update(table).where(mine).values(state=watch.state))
            if done.rowcount:
                _keep_items(connection, watch.id, items)

    def met_marks(self, watch: str, items: Sequence[str] | None = None) -> Mapping[str, str]:
        """The marks of what a watch has met, of all or of these items."""
        table = schema.watch_items
        every = select(table.c.item, table.c.mark).where(table.c.watch == watch)
        parts = (
            [every] if items is None else [every.where(table.c.item.in_(p)) for p in _parts(items)]
        )
        with self._reading() as connection:
            return {row.item: row.mark for part in parts for row in connection.execute(part)}

    def finds(
        self, watch: str, *, mark: str | None = None, newest: int | None = None
    ) -> list[WatchItem]:
        """Finds in the order in which they were made, of a mark; or the newest, newest first."""
        table = schema.watch_items
        query = select(table).where(table.c.watch == watch, table.c.payload.is_not(None))
        if mark is not None:
            query = query.where(table.c.mark == mark)
        order = (table.c.at, table.c.item)
        if newest is not None:
            query = query.order_by(*(c.desc() for c in order)).limit(newest)
        else:
            query = query.order_by(*order)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [WatchItem(item=r.item, mark=r.mark, at=r.at, payload=r.payload) for r in rows]

    def mark_sent(self, watch: str, items: Sequence[str]) -> None:
        """Keeps that finds were told."""
        table = schema.watch_items
        with self._writing() as connection:
            for part in _parts(items):
                mine = (table.c.watch == watch) & table.c.item.in_(part)
                connection.execute(update(table).where(mine).values(mark=SENT))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Held while this process watches, at most until it ends; LedgerError: another does."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect() as connection:
                free = connection.execute(text(f"SELECT pg_try_advisory_lock({LOCK})")).scalar()
                if not free:
                    raise self._taken()
                try:
                    yield
                finally:
                    connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))
            return
        file = f"{self._engine.url.database}{FILE}"
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as beside:
            try:
                beside.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise self._taken() from error
            yield

    def _taken(self) -> LedgerError:
        return LedgerError(
            "another `dateline watch run` is at work on it", where=self._where,
            remedy="let that one go on, or end it first",
        )  # fmt: skip

    def _read(self, query: Select[tuple[object, ...]]) -> list[Watch]:
        with self._reading() as connection:
            return [Watch(**row._mapping) for row in connection.execute(query)]


def _keep_items(connection: Connection, watch: str, items: Sequence[WatchItem]) -> None:
    table = schema.watch_items
    last = {one.item: one for one in items}
    for part in _parts(list(last)):
        mine = (table.c.watch == watch) & table.c.item.in_(part)
        connection.execute(delete(table).where(mine))
        connection.execute(
            insert(table), [{"watch": watch, **structs.asdict(last[i])} for i in part]
        )


def _parts(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """The items in lists that a database takes in one statement."""
    for at in range(0, len(items), MOST_AT_ONCE):
        yield items[at : at + MOST_AT_ONCE]
