"""Opens a ledger: is it one, of this version? Then it is brought up to date, under a lock.

Invariant: a file that is no ledger is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from dateline.model import LedgerError, MissingExtra
from dateline.store import index, trigrams
from dateline.store.access import login_name
from dateline.store.addresses import on_server, shown_address
from dateline.store.contract import HEAD, Ledger
from dateline.store.failures import damaged, guarded
from dateline.store.frozen import connect_frozen, is_frozen
from dateline.store.ledger import Clock, SqlLedger, now
from dateline.store.opened_as import FROZEN
from dateline.store.slow import stop_slow_queries
from dateline.store.statistics import refresh_statistics

MAGIC = b"SQLite format 3\0"
HEADER = 100
APPLICATION = 0x444C4E31
"""`DLN1` in the file's header says that a SQLite file is a ledger."""
LOCK = 0x444C4E31
NUMBERED = re.compile(r"\d{4}")
BUSY_MS = 10_000


def open_ledger(
    place: str | Path,
    *,
    create: bool = True,
    clock: Clock = now,
    wait_ms: int = BUSY_MS,
    note: Callable[[str], None] | None = None,
    who: str | None = None,
    seconds: float | None = None,
) -> Ledger:
    """The ledger in a SQLite file or at a postgresql:// address.

    LedgerError: it is none, is damaged, was written by a newer program, or (without `create`)
    is not there. `wait_ms`: how long to wait for another program that is writing.
    `note` is told what had to be mended. `who`: whose actions the audit keeps; without it, the
    login name's. `seconds`: how long a query may take before it is stopped (SlowQuery).
    """
    address = str(place)
    where = shown_address(address)
    if on_server(address):
        engine = _postgres(address)
    else:
        engine = _sqlite(Path(place), create=create, wait_ms=wait_ms)
    try:
        with guarded(where):
            _prepare(engine, where=where)
            _index(engine, note=note)
            _trigrams(engine, note=note)
    except BaseException:
        engine.dispose()
        raise
    if seconds is not None:
        stop_slow_queries(engine, seconds=seconds)
    return SqlLedger(engine, where=where, clock=clock, who=who or login_name())


def _sqlite(path: Path, *, create: bool, wait_ms: int) -> Engine:
    _check_file(path, create=create)
    frozen = is_frozen(path)
    if frozen:
        engine = create_engine(
            "sqlite://", creator=lambda: connect_frozen(path), poolclass=NullPool
        )
    else:
        engine = create_engine(URL.create("sqlite", database=str(path.absolute())))

    @event.listens_for(engine, "connect")
    def _connect(connection: object, record: object) -> None:
        record.info[FROZEN] = frozen  # type: ignore[attr-defined]
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute(f"PRAGMA busy_timeout = {wait_ms}")
        cursor.execute("PRAGMA foreign_keys = ON")
        if not frozen:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = NORMAL")
            cursor.execute("PRAGMA wal_autocheckpoint = 4000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _check_file(path: Path, *, create: bool) -> None:
    """LedgerError unless there is a ledger, or one can be made."""
    where = str(path)
    if path.is_dir():
        raise LedgerError("is a folder", where=where, remedy="name the ledger's file in it")
    if not path.exists():
        if not create:
            raise LedgerError(
                "there is no ledger",
                where=where,
                remedy="make one with `dateline build` or `dateline ingest`, or name one "
                "with --ledger",
            )
        if not path.parent.is_dir():
            raise LedgerError(
                "its folder is not there", where=where, remedy=f"make {path.parent} first"
            )
        return
    try:
        with path.open("rb") as file:
            head = file.read(HEADER)
    except OSError as error:
        raise LedgerError(
            f"cannot be read: {error.strerror}", where=where, remedy="check its permissions"
        ) from error
    if head and not _ours(head):
        raise _foreign(where)


def _ours(head: bytes) -> bool:
    """Whether a file begins as a ledger does, or as a database that was begun and never filled."""
    application, schema = int.from_bytes(head[68:72], "big"), int.from_bytes(head[40:44], "big")
    if not head.startswith(MAGIC) or len(head) < HEADER:
        return False
    return application == APPLICATION or (application == 0 and schema == 0)


def _foreign(where: str) -> LedgerError:
    return LedgerError(
        "is no ledger of Dateline, or its beginning is damaged",
        where=where,
        remedy="name another file with --ledger; it was not changed",
    )


def _postgres(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        return create_engine(url)
    except ModuleNotFoundError as error:
        raise MissingExtra(
            "a ledger in PostgreSQL needs psycopg", remedy="pip install 'dateline[postgres]'"
        ) from error
    except (ArgumentError, ValueError):
        raise LedgerError(
            "is no address of a database",
            where=shown_address(address),
            remedy="write postgresql://user@host/database",
        ) from None


def _prepare(engine: Engine, *, where: str) -> None:
    """Brings the tables up to date; LedgerError where a newer program has written them."""
    with engine.connect() as connection:
        version = _version(connection)
        if version == HEAD:
            return
        known = version is not None and NUMBERED.fullmatch(version) is not None
        if known and str(version) < HEAD and connection.info.get(FROZEN):
            raise LedgerError(
                "was written by an earlier Dateline and must be brought up to date, but you may "
                "only read it",
                where=where,
                remedy="copy it to a folder of your own",
            )
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        version = _version(connection)
        if version == HEAD:
            return
        if version is not None and not NUMBERED.fullmatch(version):
            raise damaged(where, "its version cannot be read")
        if version is not None and version > HEAD:
            raise LedgerError(
                f"was written by a newer Dateline (its tables are of version {version}, this "
                f"program knows {HEAD})",
                where=where,
                remedy="pip install --upgrade dateline",
            )
        if version is None and engine.dialect.name == "sqlite":
            others = "SELECT count(*) FROM sqlite_master"
            if connection.exec_driver_sql(others).scalar():
                raise _foreign(where)
        _upgrade(connection)


def _index(engine: Engine, *, note: Callable[[str], None] | None) -> None:
    """Makes the index of words again where it is not as it should be, but not in a file that this
    user may only read."""
    with engine.connect() as connection:
        if index.wanting(connection) is None or connection.info.get(FROZEN):
            return
    with engine.execution_options(writes=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        why = index.wanting(connection)
        if why is None:
            return
        count = index.rebuild(connection)
        refresh_statistics(connection)
    if note is not None and count:
        note(f"the index of words was made again from {count} codings: {why}")


def _trigrams(engine: Engine, *, note: Callable[[str], None] | None) -> None:
    """Makes PostgreSQL's index of parts of words, where the extension can be had."""
    with engine.connect() as connection:
        if not trigrams.wanting(connection):
            return
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        why = trigrams.prepare(connection) if trigrams.wanting(connection) else None
    if note is not None and why is not None:
        note(
            f"parts of words are looked for without an index, since {trigrams.EXTENSION} cannot be "
            f"had ({why}); once the database has it, opening the ledger makes the index"
        )


def _version(connection: Connection) -> str | None:
    """The migration that a database is at; None: it is new."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
