"""Files that are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.watch.writing import write_whole


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]
    assert file.stat().st_mode & 0o777 == 0o644


def test_the_same_bytes_leave_the_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    write_whole(file, b"one")
    os.utime(file, (1, 1))
    write_whole(file, b"one")
    assert file.stat().st_mtime == 1


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "feed.xml"
    write_whole(file, b"one")

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(file, b"two")
    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == b"one"
