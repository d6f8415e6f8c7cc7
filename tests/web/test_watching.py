"""The loop inside the workbench: it reads what comes, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")

from dateline.pipeline import Settings
from dateline.store import open_ledger
from dateline.watch.adding import put_watch
from dateline.watch.records import Options
from dateline.web.desk import Desk
from dateline.web.watching import Watcher

TEXT = "Bridge closed\n\n3 March 2026\n\nThe mayor said the bridge at Velmar was closed.\n"


@pytest.fixture
def watched(tmp_path: Path) -> tuple[Path, Path]:
    """A new ledger, and a folder that it watches."""
    ledger, folder = tmp_path / "ledger.sqlite", tmp_path / "inbox"
    folder.mkdir()
    with open_ledger(ledger) as opened:
        put_watch(opened, target=str(folder), query=None, name="inbox", every="5s",
                  options=Options(), now=datetime.now(UTC))  # fmt: skip
    return ledger, folder


def reports(ledger: Path) -> int:
    with open_ledger(ledger) as opened:
        return len(list(opened.reports()))


def wait_for_reports(ledger: Path, many: int, *, seconds: float) -> None:
    until = time.monotonic() + seconds
    while reports(ledger) < many:
        assert time.monotonic() < until, "the report was not read"
        time.sleep(0.2)


def old(path: Path) -> None:
    """As a file that was written some time ago and is whole."""
    then = time.time() - 3600
    os.utime(path, (then, then))


def test_it_reads_what_comes_and_stops_at_once(watched: tuple[Path, Path]) -> None:
    ledger, folder = watched
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    old(folder / "one.txt")
    watcher = Watcher(Desk(str(ledger), author="Ada"), Settings(reader=False))
    watcher.start()
    wait_for_reports(ledger, 1, seconds=60)
    begun = time.monotonic()
    watcher.stop()
    assert time.monotonic() - begun < 5
    assert not watcher.runs
    assert [look.name for look in watcher.looks][:1] == ["inbox"]


def test_a_second_loop_says_why_it_does_not_look(watched: tuple[Path, Path]) -> None:
    ledger, _ = watched
    with open_ledger(ledger) as opened, opened.watch_book().alone():
        watcher = Watcher(Desk(str(ledger), author="Ada"))
        watcher.start()
        until = time.monotonic() + 20
        while watcher.runs and time.monotonic() < until:
            time.sleep(0.05)
    assert watcher.trouble is not None
    assert "another" in watcher.trouble


def test_serve_watches_on_request_and_ends_cleanly(watched: tuple[Path, Path]) -> None:
    ledger, folder = watched
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    old(folder / "one.txt")
    command = [sys.executable, "-m", "dateline", "serve", str(ledger), "--port", "0", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert "token=" in running.stdout.readline()
        wait_for_reports(ledger, 1, seconds=120)
        running.send_signal(signal.SIGINT)
        assert running.wait(30) in (0, 130, -signal.SIGINT)
    with open_ledger(ledger) as opened, opened.watch_book().alone():
        assert opened.watch_book().watches()[0].begun_at is None
