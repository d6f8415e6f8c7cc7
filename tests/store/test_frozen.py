"""A reader who may not write gets what is current, or is refused; odd names are but names."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import open_ledger
from tests.store.records import coding, reading

COUNT = """
import os, shutil, sys, tempfile
from dateline.model import LedgerError
from dateline.store import open_ledger

with tempfile.TemporaryDirectory() as folder:
    shutil.copyfile(sys.argv[1], folder + "/warm.sqlite")
    with open_ledger(folder + "/warm.sqlite") as ledger:
        list(ledger.codings())  # what is imported late is imported before the rights are given up
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    with open_ledger(sys.argv[1], create=False) as ledger:
        print(len(list(ledger.codings())))
except LedgerError as error:
    print("refused:", error)
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may read."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def put(path: Path, *numbers: int) -> None:
    """Adds reports and lets go of the ledger."""
    with open_ledger(path) as ledger:
        for n in numbers:
            ledger.add(reading(n), coding(reading(n).report), program="one")


def read_by_another(path: Path) -> str:
    """What a reader without permission to write is told."""
    modes = {p: p.stat().st_mode for p in (*path.parent.iterdir(), path.parent)}
    if os.getuid() != 0:
        for entry, mode in modes.items():
            entry.chmod(mode & ~0o222)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", COUNT, str(path)],
            check=False, capture_output=True, text=True,
        )  # fmt: skip
    finally:
        for entry, mode in modes.items():
            entry.chmod(mode)
    return ran.stdout + ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="users are told apart so on POSIX alone")
@pytest.mark.parametrize("name", ["ledger.sqlite", "a?mode=rw#b%20.sqlite"])
def test_a_reader_without_permission_sees_what_is_written(shared: Path, name: str) -> None:
    path = shared / name
    put(path, 1)
    assert read_by_another(path) == "1\n"
    with open_ledger(path) as writer:
        writer.add(reading(2), coding(reading(2).report), program="one")
        assert path.with_name(name + "-wal").stat().st_size > 0
        told = read_by_another(path)
        assert told == "2\n" or "may not read in place" in told
    assert read_by_another(path) == "2\n"


@pytest.mark.skipif(os.name != "posix", reason="users are told apart so on POSIX alone")
def test_changes_that_cannot_be_read_are_no_old_answer(shared: Path) -> None:
    path = shared / "ledger.sqlite"
    put(path, 1)
    with open_ledger(path) as writer:
        writer.add(reading(2), coding(reading(2).report), program="one")
        for beside in shared.glob("*-shm"):
            beside.chmod(0o600)
        told = read_by_another(path)
    assert told == "2\n" or told.startswith("refused:")
    assert told != "1\n"


@pytest.mark.parametrize("name", ["what?.sqlite", "50%25.sqlite", "a#b.sqlite", "mode=ro&x.sqlite"])
def test_odd_names_are_names(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / name
    put(path, 1)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with open_ledger(path, create=False) as ledger:
        assert len(list(ledger.codings())) == 1
