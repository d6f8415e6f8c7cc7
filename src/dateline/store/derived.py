"""What follows from all claims, as the ledger keeps it: whether it holds, and what is to be done.

Invariants: what was written is never touched; what follows from it holds for one transaction of
the ledger, whose number is kept beside it, and a reader is told where it holds no more. What is
to be computed again is noted in the transaction that takes notice of a change, so that a writer
that is killed leaves the old state, or the new one, or one that says that it is not whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, inspect, select

from dateline.model import Judgement
from dateline.store import changes, derived_schema, judging, schema
from dateline.store.derived_compare import TableDifference, compare_aside, set_aside
from dateline.store.derived_statements import in_parts
from dateline.store.derived_tables import DerivedTables
from dateline.store.opened_as import FROZEN
from dateline.store.settings import keep_setting, read_setting

Link = Callable[[], AbstractContextManager[Connection]]
STATE = "derived"
OURS = "derived_"
"""How the names of all tables of what follows begin."""
UNDATED = "~"


CACHE_KIB = 65_536
"""Pages in memory while what follows is computed: with the 2 MiB of SQLite the tables of 30,000
claims took a third longer."""
UNSETTLED = (derived_schema.todo, derived_schema.touched, derived_schema.retold)
"""Tables of what is to be computed again: empty where what follows is whole."""


class DerivedBook:
    """What follows from a ledger: `rules` names the rules by which it was computed."""

    def __init__(self, *, reading: Link, writing: Link) -> None:
        self._reading = reading
        self._writing = writing

    def can_keep(self) -> bool:
        """Whether this user may write into the ledger."""
        with self._reading() as connection:
            return not connection.info.get(FROZEN)

    def lag(self, rules: str) -> int | None:
        """How many reports were written or judged since; None: by these rules nothing is kept."""
        with self._reading() as connection:
            kept, at = _state(connection)
            if kept != rules:
                return None
            waiting = count_rows(connection, derived_schema.todo)
            return waiting + _count_changes(connection, at)

    @contextmanager
    def asking(self, rules: str) -> Iterator[DerivedTables | None]:
        """The tables as they stand, in one state of the ledger; None: they do not hold for it."""
        with self._reading() as connection:
            yield DerivedTables(connection) if _is_whole(connection, rules) else None

    @contextmanager
    def updating(self, rules: str) -> Iterator[Updating]:
        """The tables in a transaction of their own, with all that is to be computed again noted."""
        with self._writing() as connection, _roomy(connection):
            _take_notice(connection, rules)
            yield Updating(connection)

    def compare(
        self, rules: str, compute: Callable[[Updating], None]
    ) -> tuple[TableDifference, ...]:
        """The tables that are not as `compute` fills them anew, in a transaction that is undone;
        none where nothing is kept, or it does not hold."""
        found: tuple[TableDifference, ...] = ()
        try:
            with self._writing() as connection, _roomy(connection):
                if _is_whole(connection, rules):
                    set_aside(connection)
                    _begin(connection)
                    compute(Updating(connection))
                    found = tuple(compare_aside(connection))
                raise _UndoneError
        except _UndoneError:
            return found


class _UndoneError(Exception):
    """All that a transaction did is to be undone."""


class Updating:
    """A transaction in which what follows from some reports is computed again."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.tables = DerivedTables(connection)

    def waiting(self) -> int:
        """How many reports are to be computed again."""
        return count_rows(self._connection, derived_schema.todo)

    def next_reports(self, most: int) -> list[str]:
        """The first reports that are to be computed again, in the order of their publication."""
        table = derived_schema.todo
        query = select(table.c.report).order_by(table.c.stamp, table.c.report).limit(most)
        return list(self._connection.scalars(query))

    def finish_reports(self, reports: Sequence[str]) -> None:
        """Notes that what follows from these is as it should be."""
        table = derived_schema.todo
        for part in in_parts(reports):
            self._connection.execute(delete(table).where(table.c.report.in_(part)))

    def note_reports(self, reports: Iterable[str]) -> None:
        """Notes that what follows from these is to be computed again."""
        _note(self._connection, reports)

    def judgements(self) -> list[Judgement]:
        """The judgements that hold."""
        return list(judging.judgements(self._connection, as_of=None, withdrawn=False))


@contextmanager
def _roomy(connection: Connection) -> Iterator[None]:
    """A greater cache of pages: keys are hashes, and each is kept on a page of its own, which a
    SQLite file as it is opened reads and writes again for nearly every one."""
    if connection.dialect.name != "sqlite":
        yield
        return
    before = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {before}")


def _is_whole(connection: Connection, rules: str) -> bool:
    kept, at = _state(connection)
    if kept != rules or at != changes.latest(connection):
        return False
    return not any(count_rows(connection, table) for table in UNSETTLED)


def _state(connection: Connection) -> tuple[str, int]:
    kept, _, at = (read_setting(connection, STATE) or "").rpartition(" ")
    if not kept or not has_tables(connection):
        return "", 0
    return kept, int(at)


def _count_changes(connection: Connection, at: int) -> int:
    """How much was written after a transaction; what touches no report counts too."""
    table = schema.changes
    query = select(func.count()).select_from(table).where(table.c.seq > at)
    return connection.execute(query).scalar() or 0


def _take_notice(connection: Connection, rules: str) -> None:
    kept, at = _state(connection)
    latest = changes.latest(connection)
    if kept != rules:
        _begin(connection)
    elif at == latest:
        return
    else:
        _note(connection, _touched(connection, at))
    keep_setting(connection, STATE, f"{rules} {latest}")


def _begin(connection: Connection) -> None:
    """Empty tables, and every report to be computed."""
    for name in inspect(connection).get_table_names():
        if name.startswith(OURS):  # those of other versions too
            Table(name, MetaData()).drop(connection)
    derived_schema.metadata.create_all(connection)
    held = schema.codings.c
    query = select(held.report, func.coalesce(held.published, UNDATED)).where(
        held.superseded_at.is_(None)
    )
    connection.execute(insert(derived_schema.todo).from_select(["report", "stamp"], query))


def _touched(connection: Connection, at: int) -> set[str]:
    """The reports that were written or judged after a transaction."""
    found: set[str] = set()
    judged: list[str] = []
    for change in changes.changes(connection, at):
        if change.kind == "report":
            found.add(change.record)
        elif change.kind == "judgement":
            judged.append(change.record)
    table = schema.judgements
    targets: set[str] = set()
    for part in in_parts(judged):
        for row in connection.execute(select(table).where(table.c.id.in_(part))).all():
            targets |= {row.target, row.other} - {None}
    return found | _reports_of(connection, sorted(targets))


def _reports_of(connection: Connection, targets: Sequence[str]) -> set[str]:
    """The reports that these are, or that hold these claims and events."""
    found: set[str] = set()
    for part in in_parts(targets):
        found |= set(connection.scalars(
            select(schema.reports.c.id).where(schema.reports.c.id.in_(part))
        ))  # fmt: skip
        for table in (schema.claims, schema.events):
            held = select(schema.codings.c.report).join(
                table, table.c.coding == schema.codings.c.seq
            )
            found |= set(connection.scalars(held.where(table.c.id.in_(part)).distinct()))
    return found


def _note(connection: Connection, reports: Iterable[str]) -> None:
    table, held = derived_schema.todo, schema.codings.c
    for part in in_parts(sorted(set(reports))):
        known = set(connection.scalars(select(table.c.report).where(table.c.report.in_(part))))
        query = select(held.report, func.coalesce(held.published, UNDATED).label("stamp")).where(
            held.report.in_([r for r in part if r not in known]), held.superseded_at.is_(None)
        )
        connection.execute(insert(table).from_select(["report", "stamp"], query))


def has_tables(connection: Connection) -> bool:
    """Whether there are tables of what follows."""
    return inspect(connection).has_table(derived_schema.todo.name)


def count_rows(connection: Connection, table: object) -> int:
    """How many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar() or 0  # type: ignore[arg-type]
