"""The table of reached lines and branches: sums of a room's files, and the lines left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks import coverage
from benchmarks.coverage import Reached, format_row, list_missing, main, measure_room, sum_up

TOLD: dict[str, Any] = {
    "totals": {
        "num_statements": 40, "covered_lines": 30, "num_branches": 8, "covered_branches": 2,
    },
    "files": {"b.py": {"missing_lines": [3, 4]}, "a.py": {"missing_lines": []}},
}  # fmt: skip


def test_a_row_gives_shares_of_lines_and_branches() -> None:
    assert sum_up("text", TOLD) == Reached("text", 40, 30, 8, 2)
    assert format_row(sum_up("text", TOLD)) == "| text | 40 | 0.75 | 8 | 0.25 |"


def test_a_room_without_branches_has_a_row() -> None:
    assert format_row(Reached("languages", 0, 0, 0, 0)) == "| languages | 0 | 0.00 | 0 | 0.00 |"


def test_lines_that_no_test_reaches_are_listed_by_file() -> None:
    assert list_missing(TOLD) == ["b.py:3,4"]


def test_the_table_lists_lines_only_where_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(coverage, "measure_room", lambda _room: TOLD)
    main(["text"])
    assert capsys.readouterr().out.splitlines()[2:] == ["| text | 40 | 0.75 | 8 | 0.25 |"]
    main(["text", "--missing"])
    assert capsys.readouterr().out.splitlines()[3:] == ["b.py:3,4"]


def test_a_small_room_is_measured_and_one_without_tests_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, tests = tmp_path / "src/dateline/hall", tmp_path / "tests/hall"
    room.mkdir(parents=True)
    tests.mkdir(parents=True)
    (room / "door.py").write_text("def opens(key):\n    if key:\n        return 1\n    return 2\n")
    path = "import sys\nsys.path.insert(0, 'src/dateline/hall')\nimport door\n"
    (tests / "test_door.py").write_text(f"{path}def test_it():\n    assert door.opens(1) == 1\n")
    monkeypatch.chdir(tmp_path)
    told = measure_room("hall")
    assert sum_up("hall", told) == Reached("hall", 4, 3, 2, 1)
    assert list_missing(told) == ["src/dateline/hall/door.py:4"]
    with pytest.raises(ValueError, match="tests/cellar fails or holds no test"):
        measure_room("cellar")
