"""Commands run in this process, with what they printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from dateline.cli.app import run
from dateline.store import open_ledger
from tests.store.records import Ticking, coding, reading


class Ran(Struct, frozen=True):
    """Exit code and output of a command."""

    code: int
    out: str
    err: str


Runs = Callable[..., Ran]


@pytest.fixture
def dateline(capfdbinary: pytest.CaptureFixture[bytes]) -> Runs:
    """Runs the command line with some arguments."""

    def command(*arguments: str | Path) -> Ran:
        code = run([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return Ran(code, captured.out.decode(), captured.err.decode())

    return command


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of two reports coded by hand, named by DATELINE_LEDGER."""
    path = tmp_path / "some.sqlite"
    with open_ledger(path, clock=Ticking()) as opened:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            opened.add(read, coding(read.report), program="by hand")
    monkeypatch.setenv("DATELINE_LEDGER", str(path))
    return path
