"""Folders: what is new or changed is read once, what is being written is left until it is done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.watch.folders import marked_files, own_files
from dateline.watch.waiting import FileWaiter, PlainWaiter
from tests.watch.conftest import Desk
from tests.watch.feed_server import Passing


def put(path: Path, text: str, *, at: float) -> None:
    """Writes a file as if at an instant."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))


def at(desk: Desk, ago: float) -> float:
    return desk.clock.now().timestamp() - ago


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def test_files_are_read_once_and_again_where_they_changed(desk: Desk, inbox: Path) -> None:
    put(inbox / "a.txt", "Soldiers left the town.", at=at(desk, 60))
    put(inbox / "deep" / "b.txt", "Shells hit the mill.", at=at(desk, 60))
    put(inbox / ".hidden", "Nobody reads this.", at=at(desk, 60))
    watch = desk.watch(str(inbox), every="1m")
    assert [w.found for w in desk.once()] == [2]
    desk.clock.sleep(120)
    assert [w.found for w in desk.once()] == [0]
    put(inbox / "a.txt", "Soldiers left the town and the mill.", at=at(desk, 30))
    desk.clock.sleep(120)
    assert [w.found for w in desk.once()] == [1]
    assert len(desk.coder.coded) == 3
    assert desk.state(watch).total == 3


def test_a_file_that_is_being_written_waits_a_moment(desk: Desk, inbox: Path) -> None:
    watch = desk.watch(str(inbox), every="1h")
    put(inbox / "a.txt", "Soldiers left", at=at(desk, 0.5))
    assert [w.found for w in desk.once()] == [0]
    put(inbox / "a.txt", "Soldiers left the town.", at=at(desk, 0.5))
    desk.clock.sleep(3)
    assert [w.found for w in desk.once()] == [1], "long before an hour has passed"
    assert desk.texts() == ["Soldiers left the town."]
    assert desk.state(watch).next_at is not None


def test_the_ledgers_own_files_and_links_that_lead_out_are_not_read(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path
    put(folder / "a.txt", "Soldiers left the town.", at=at(desk, 60))
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    put(outside, "Secret words.", at=at(desk, 60))
    (folder / "out.txt").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    watch = desk.watch(str(folder))
    desk.once()
    assert desk.texts() == ["Soldiers left the town."]
    assert "leads out of its folder" in (desk.state(watch).note or "")


def test_what_could_not_be_coded_is_tried_again_and_what_cannot_be_read_is_told(
    desk: Desk, inbox: Path
) -> None:
    put(inbox / "a.txt", "Soldiers left the town.", at=at(desk, 60))
    put(inbox / "b.txt", "Shells hit the mill.", at=at(desk, 60))
    put(inbox / "c.txt", "", at=at(desk, 60))
    watch = desk.watch(str(inbox), every="1m")
    desk.coder.fails = "mill"
    assert [w.error is None for w in desk.once()] == [False]
    desk.coder.fails = ""
    desk.clock.sleep(300)
    assert [(w.error, w.found) for w in desk.once()] == [(None, 1)]
    assert sorted(desk.texts()) == ["Shells hit the mill.", "Soldiers left the town."]
    assert desk.state(watch).failures == 0


def test_a_folder_that_is_gone_is_an_error_and_comes_back(desk: Desk, inbox: Path) -> None:
    watch = desk.watch(str(inbox), every="1m")
    inbox.rmdir()
    desk.once()
    assert desk.state(watch).error == "there is no such folder"
    put(inbox / "a.txt", "Soldiers left the town.", at=at(desk, 60))
    desk.clock.sleep(120)
    desk.once()
    assert (desk.state(watch).error, desk.state(watch).total) == (None, 1)


def test_marks_are_of_time_and_length(inbox: Path) -> None:
    put(inbox / "a", "12345", at=1000.0)
    assert list(marked_files(inbox)) == [(str(inbox / "a"), "1000000000000:5")]


def test_watchfiles_tells_of_a_change_at_once(inbox: Path) -> None:
    import threading
    import time

    pytest.importorskip("watchfiles")
    waiter = FileWaiter(PlainWaiter(Passing()))
    assert waiter.wait(0.6, [str(inbox)]) == set()
    timer = threading.Timer(0.3, lambda: put(inbox / "a.txt", "Soldiers left.", at=time.time()))
    timer.start()
    begun = time.monotonic()
    assert waiter.wait(30.0, [str(inbox), "/nowhere"]) == {str(inbox)}
    assert time.monotonic() - begun < 20


def test_without_folders_time_just_passes() -> None:
    clock = Passing()
    assert FileWaiter(PlainWaiter(clock)).wait(4.0, ["/nowhere"]) == set()
    assert clock.seconds() == 4.0


def test_what_a_search_writes_into_a_watched_folder_is_not_read(desk: Desk, inbox: Path) -> None:
    desk.watch(query="Soldiers", jsonl=str(inbox / "found.jsonl"), atom=str(inbox / "found.xml"))
    watch = desk.watch(str(inbox))
    put(inbox / "a.txt", "Soldiers left the town.", at=at(desk, 60))
    for name in ("found.jsonl", "found.xml"):
        put(inbox / name, "Soldiers left.", at=at(desk, 60))
    desk.once()
    assert desk.texts() == ["Soldiers left the town."]
    assert (desk.state(watch).total, desk.state(watch).note) == (1, None)


def test_what_the_program_writes_itself_wakes_nobody(inbox: Path) -> None:
    pytest.importorskip("watchfiles")
    ledger = str(inbox / "ledger.sqlite")
    waiter = FileWaiter(PlainWaiter(Passing()), own=own_files(ledger))
    waiter.wait(0.6, [str(inbox)])
    for path in own_files(ledger):
        Path(path).write_bytes(b"x")
    assert waiter.wait(1.5, [str(inbox)]) == set()
    (inbox / "a.txt").write_text("Soldiers left.")
    assert waiter.wait(30.0, [str(inbox)]) == {str(inbox)}
