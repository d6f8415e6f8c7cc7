"""A run that is killed at any moment loses nothing and does nothing twice when it goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.model import LedgerError
from dateline.store import open_ledger
from dateline.watch.limits import limits
from tests.watch.conftest import Desk
from tests.watch.feed_server import FeedServer, Passing, feed_text, status

RUN = """
import os, signal, sys
from pathlib import Path
from random import Random
from sqlalchemy import Engine, event
from dateline.watch.loop import Loop
from tests.watch.conftest import Desk
from tests.watch.feed_server import Passing
from datetime import datetime

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def _count(connection, cursor, statement, *rest):
    global left
    if statement.startswith(("INSERT", "UPDATE", "DELETE")):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

clock = Passing(datetime.fromisoformat(sys.argv[3]))
desk = Desk(Path(sys.argv[1]), clock)
desk.loop().run_once()
print("ended")
"""
ENTRIES = 6


def run(path: Path, clock: Passing, *, writes: int) -> bool:
    """A process that looks once and is killed at a write; whether it came to its end."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", RUN, str(path), str(writes),
         clock.now().isoformat()],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])},
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode == 0


@pytest.mark.parametrize("writes", [1, 4, 12, 30])
def test_a_run_that_is_killed_at_a_write_goes_on_where_it_was(
    desk: Desk, server: FeedServer, tmp_path: Path, writes: int
) -> None:
    server.answers = {
        "/rss": lambda host, *_: status(200, feed_text(host, ENTRIES), ETag='"1"',
                                        Content_Type="application/rss+xml"),
    }  # fmt: skip
    inbox, out = tmp_path / "inbox", tmp_path / "found.jsonl"
    inbox.mkdir()
    for n in range(3):
        file = inbox / f"{n}.txt"
        file.write_text(f"Soldiers left the town {n}.", encoding="utf-8")
        os.utime(file, (1_700_000_000, 1_700_000_000))
    for host in (1, 2):
        desk.watch(server.address(host, "/rss"))
    desk.watch(str(inbox))
    desk.watch(query="town OR -town", jsonl=str(out))
    ended, runs = False, 0
    while not ended:
        ended = run(desk.path, desk.clock, writes=writes if runs == 0 else 10_000)
        runs += 1
    assert runs == 2
    with open_ledger(desk.path) as ledger:
        texts = Counter(made.report.text for made in ledger.codings())
        assert len(list(ledger.reports())) == 2 * ENTRIES + 3
        assert not list(ledger.check())
    assert set(texts.values()) == {1}
    if out.exists():
        ids = [json.loads(line)["id"] for line in out.read_text().splitlines()]
        assert len(ids) == len(set(ids))


def test_after_a_kill_no_host_is_asked_before_its_turn(desk: Desk, server: FeedServer) -> None:
    times: list[float] = []

    def answer(host: str, headers: dict[str, str], at: float) -> bytes:
        del headers
        times.append(at)
        return status(200, feed_text(host, 2), Content_Type="application/rss+xml")

    server.answers = {"/rss": answer, "/other": answer}
    desk.watch(server.address(1, "/rss"))

    def killed(*_: object, **__: object) -> None:
        raise SystemExit("killed")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.watch.loop.look_at_page", killed)
        with pytest.raises(SystemExit):
            desk.once()
    desk.watch(server.address(1, "/other"))
    desk.once()
    every = [at for at, _ in server.asked["127.0.0.1"]]
    assert all(b - a >= limits().host_seconds - 1e-6 for a, b in pairwise(every))
    assert len(times) == 3


def test_what_a_host_asked_for_is_remembered_by_the_next_run(
    desk: Desk, server: FeedServer
) -> None:
    server.answers = {"/busy": lambda *_: status(503, Retry_After="600"),
                      "/rss": lambda host, *_: status(200, feed_text(host, 1))}  # fmt: skip
    desk.watch(server.address(1, "/busy"))
    desk.once()
    desk.watch(server.address(1, "/rss"))
    asked = desk.clock.seconds()
    desk.once()
    (at,) = (at for at, path in server.asked["127.0.0.1"] if path == "/rss")
    assert at - asked >= 590


def test_two_runs_do_not_watch_the_same_ledger(desk: Desk) -> None:
    with (
        desk.ledger.watch_book().alone(),
        pytest.raises(LedgerError, match="another `dateline watch run`"),
    ):
        desk.loop().run_once()


def test_a_ledger_that_is_locked_for_a_while_ends_no_run(
    desk: Desk, server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers = {"/rss": lambda host, *_: status(200, feed_text(host, 2))}
    watch = desk.watch(server.address(1, "/rss"))
    failures = iter([True, True, False])
    real = type(desk.ledger.watch_book()).begin_looks

    def begin(*arguments: object, **more: object) -> None:
        if next(failures, False):
            raise LedgerError("another program is writing to it")
        real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("dateline.store.watches.WatchBook.begin_looks", begin)
    desk.once()
    assert desk.state(watch).total == 2

    def full(*_: object, **__: object) -> None:
        raise LedgerError("the disk is full")

    monkeypatch.setattr("dateline.store.watches.WatchBook.begin_looks", full)
    desk.watch(server.address(1, "/rss"))
    with pytest.raises(LedgerError, match="disk is full"):
        desk.once()
