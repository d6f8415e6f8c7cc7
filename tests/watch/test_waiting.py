"""How the loop waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.watch.clocks import SystemClock
from dateline.watch.waiting import FileWaiter, PlainWaiter, waiter_for
from tests.watch.feed_server import Passing


def test_on_a_clock_of_its_own_it_sleeps() -> None:
    clock = Passing()
    waiter = waiter_for(clock)
    assert isinstance(waiter, PlainWaiter)
    before = clock.seconds()
    assert waiter.wait(30.0, ["/none"]) == set()
    assert clock.seconds() - before == 30.0


def test_without_a_folder_that_is_there_it_sleeps(tmp_path: Path) -> None:
    clock = Passing()
    waiter = FileWaiter(PlainWaiter(clock))
    before = clock.seconds()
    assert waiter.wait(5.0, [str(tmp_path / "none")]) == set()
    assert clock.seconds() - before == 5.0


def test_the_machines_clock_waits_for_changes_where_it_can() -> None:
    pytest.importorskip("watchfiles")
    assert isinstance(waiter_for(SystemClock()), FileWaiter)


def test_where_the_system_fails_it_sleeps_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watchfiles = pytest.importorskip("watchfiles")

    def fail(*_: object, **__: object) -> None:
        raise OSError("no more watches")

    monkeypatch.setattr(watchfiles, "watch", fail)
    clock = Passing()
    waiter = FileWaiter(PlainWaiter(clock))
    before = clock.seconds()
    assert waiter.wait(5.0, [str(tmp_path)]) == set()
    assert 4.0 < clock.seconds() - before <= 5.0


@pytest.mark.parametrize(
    ("changed", "own", "found"),
    [("x.txt", (), True), ("ledger.sqlite", ("ledger.sqlite",), False)],
)
def test_what_the_program_writes_itself_is_no_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, changed: str, own: tuple[str, ...],
    found: bool,
) -> None:  # fmt: skip
    watchfiles = pytest.importorskip("watchfiles")
    told = [{(1, str(tmp_path / changed))}] + [set[tuple[int, str]]()] * 100_000
    monkeypatch.setattr(watchfiles, "watch", lambda *_, **__: iter(told))
    waiter = FileWaiter(PlainWaiter(Passing()), own=[str(tmp_path / name) for name in own])
    assert waiter.wait(0.05, [str(tmp_path)]) == ({str(tmp_path)} if found else set())
