"""Which lines and branches of a room its own tests reach.

`python -m benchmarks.coverage ROOM ...` runs the tests of each room under coverage and prints a row
a room; `--missing` lists the lines that none reached. A line that is reached is not yet checked:
that is what benchmarks.mutants asks.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

PACKAGE, TESTS = Path("src/dateline"), Path("tests")


class Reached(NamedTuple):
    """How many lines and branches of a room are there, and how many its tests reach."""

    room: str
    lines: int
    lines_reached: int
    branches: int
    branches_reached: int


def measure_room(room: str) -> dict[str, Any]:
    """What coverage tells of a room under its own tests, as its JSON has it.

    Errors: ValueError where the tests fail or the room has none.
    """
    with TemporaryDirectory() as folder:
        data, report = Path(folder) / "data", Path(folder) / "report.json"
        run = [
            *("run", "--branch", f"--data-file={data}", f"--source={PACKAGE / room}"),
            *("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", str(TESTS / room)),
        ]
        if call_coverage(run):
            raise ValueError(f"tests/{room} fails or holds no test: run pytest tests/{room}")
        call_coverage(["json", f"--data-file={data}", "-q", "-o", str(report)])
        told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return told


def call_coverage(arguments: Sequence[str]) -> int:
    """Runs coverage; its exit status."""
    command = [sys.executable, "-m", "coverage", *arguments]
    return subprocess.run(command, capture_output=True, check=False).returncode


def sum_up(room: str, told: dict[str, Any]) -> Reached:
    """The sums of a room."""
    sums = told["totals"]
    return Reached(
        room,
        lines=sums["num_statements"],
        lines_reached=sums["covered_lines"],
        branches=sums["num_branches"],
        branches_reached=sums["covered_branches"],
    )


def list_missing(told: dict[str, Any]) -> list[str]:
    """Lines that no test reached, as `file:1,5,6`."""
    return [
        f"{name}:{','.join(map(str, file['missing_lines']))}"
        for name, file in sorted(told["files"].items())
        if file["missing_lines"]
    ]


def format_row(reached: Reached) -> str:
    """One row of the table."""
    lines = reached.lines_reached / max(reached.lines, 1)
    branches = reached.branches_reached / max(reached.branches, 1)
    return (
        f"| {reached.room} | {reached.lines} | {lines:.2f} | {reached.branches} | {branches:.2f} |"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description=__doc__)
    parser.add_argument("rooms", nargs="+", metavar="ROOM", help="folders of src/dateline")
    parser.add_argument("--missing", action="store_true", help="list the lines, too")
    chosen = parser.parse_args(arguments)
    print("| room | lines | reached | branches | reached |\n|---|---|---|---|---|", flush=True)
    missing = []
    for room in chosen.rooms:
        told = measure_room(room)
        print(format_row(sum_up(room, told)), flush=True)
        missing += list_missing(told) if chosen.missing else []
    print("\n".join(missing), end="\n" if missing else "")


if __name__ == "__main__":
    main()
