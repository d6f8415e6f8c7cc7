"""A ledger outlives what happens to it: killed writers, full disks, other files, other programs."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from dateline.model import LedgerError, MissingExtra
from dateline.store import Added, Ledger, open_ledger
from tests.store.records import coding, reading

KILLED = """
import os, signal, sys, time
from sqlalchemy import Engine, event
from dateline.store import open_ledger
from tests.store.records import coding, reading

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def _count(connection, cursor, statement, *rest):
    global left
    if statement.startswith("INSERT"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

"""

KILLED_AT = (
    KILLED
    + """
with open_ledger(sys.argv[1]) as ledger:
    read = reading(2)
    ledger.add(read, coding(read.report), program="one")
"""
)


KILLED_AMONG_MANY = (
    KILLED
    + """
def coded():
    for n in range(1, 7):
        yield (read := reading(n)), coding(read.report)
        time.sleep(0.2)

with open_ledger(sys.argv[1]) as ledger:
    for outcome in ledger.add_all(coded(), program="one"):
        print(outcome, flush=True)
"""
)


def put(ledger: Ledger, n: int) -> Added:
    """Adds the report `n` with its coding."""
    read = reading(n)
    return ledger.add(read, coding(read.report), program="one")


def whole(path: Path) -> list[str]:
    """The reports of a file whose pages are sound and whose codings can be read."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_ledger(path, create=False) as ledger:
        ids = [row.id for row in ledger.reports()]
        assert [made.report.id for made in ledger.codings()] == ids
        return ids


@pytest.mark.parametrize("statement", [1, 3, 4, 6, 9])
def test_a_killed_writer_leaves_no_half_report(tmp_path: Path, statement: int) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        put(ledger, 1)
        before = list(ledger.dump())
    child = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(path), str(statement)], check=False
    )
    assert child.returncode == -signal.SIGKILL
    assert whole(path) == [reading(1).report.id]
    with open_ledger(path) as ledger:
        assert list(ledger.dump()) == before
        assert put(ledger, 2) is Added.NEW


@pytest.mark.parametrize("statement", [2, 20, 30])
def test_what_was_told_as_written_outlives_the_writer(tmp_path: Path, statement: int) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    child = subprocess.run(
        [sys.executable, "-c", KILLED_AMONG_MANY, str(path), str(statement)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert child.returncode == -signal.SIGKILL
    told = len(child.stdout.split())
    assert set(whole(path)) == {reading(n).report.id for n in range(1, told + 1)}


@contextmanager
def limited(pages: int) -> Iterator[None]:
    """Databases that are opened now cannot grow beyond so many pages."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def _until_full(ledger: Ledger) -> tuple[int, LedgerError | None]:
    """Adds reports until one fails, which changes nothing; how many there are, and the error."""
    for n in range(1, 100):
        before = list(ledger.dump())
        try:
            put(ledger, n)
        except LedgerError as error:
            assert list(ledger.dump()) == before
            return n, error
    return 100, None


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        put(ledger, 0)
    pages = path.stat().st_size // 4096
    with limited(pages + 3), open_ledger(path) as ledger:
        reports, failure = _until_full(ledger)
    assert failure is not None
    assert "disk is full" in str(failure)
    assert len(whole(path)) == reports
    with open_ledger(path) as ledger:
        assert put(ledger, 99) is Added.NEW


def test_a_ledger_that_cannot_be_made_for_want_of_room_is_made_later(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with limited(4), pytest.raises(LedgerError, match="disk is full"):
        open_ledger(path)
    with open_ledger(path) as ledger:
        assert put(ledger, 1) is Added.NEW


@pytest.mark.parametrize("data", [b"words", b"SQLite format 3\0" + b"\1" * 84, b"\0" * 5000])
def test_another_file_is_refused_and_not_touched(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"notes\.txt: is no ledger"):
        open_ledger(path)
    assert path.read_bytes() == data


def test_another_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE mine (id)")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="is no ledger"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_damaged_ledger_says_so(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        put(ledger, 1)
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(LedgerError, match="damaged"), open_ledger(path) as ledger:
        list(ledger.codings())


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(LedgerError, match="newer Dateline"):
        open_ledger(path)


def test_what_is_not_there_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="dateline build"):
        open_ledger(tmp_path / "ledger.sqlite", create=False)
    with pytest.raises(LedgerError, match="folder is not there"):
        open_ledger(tmp_path / "nowhere" / "ledger.sqlite")
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.touch()
    with open_ledger(path) as ledger:
        assert put(ledger, 1) is Added.NEW


def test_another_writer_is_waited_for_then_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, wait_ms=50) as ledger, closing(sqlite3.connect(path)) as other:
        put(ledger, 1)
        other.execute("BEGIN IMMEDIATE")
        assert len(list(ledger.codings())) == 1
        with pytest.raises(LedgerError, match="another program is writing"):
            put(ledger, 2)
        other.rollback()
        assert put(ledger, 2) is Added.NEW


def test_a_ledger_that_cannot_be_written_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        put(ledger, 1)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with open_ledger(path, create=False) as ledger:
        assert len(list(ledger.codings())) == 1
        with pytest.raises(LedgerError, match="cannot be written"):
            put(ledger, 2)


def test_a_closed_ledger_is_one_file(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        put(ledger, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.sqlite"]


def test_postgresql_without_its_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"pip install 'dateline\[postgres\]'"):
        open_ledger("postgresql://nobody@localhost/nothing")


@pytest.mark.parametrize("address", ["postgresql:somewhere", "postgresql://host:port/name"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(LedgerError, match="no address"):
        open_ledger(address)
