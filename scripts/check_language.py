"""Which files of a language are there: `python -m scripts.check_language CODE`.

It prints each file with its lines and exits with 1 where one is missing. docs/add-a-language.md
tells what stands in each; no line of Python names a language that phrases are read in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "dateline"
DUE = {
    "text/data/lang/{}.yaml": "words and sentences",
    "ingest/data/lang/{}.yaml": "news pages",
    "times/data/{}.yaml": "times",
    "mentions/data/actors.{}.yaml|mentions/data/heads.{}.yaml": "actors",
    "events/data/quantities.{}.yaml": "numbers",
    "places/data/lang/{}.yaml": "places",
}
"""The files of a language, and what each is for; either of two joined by `|` will do."""


class Found(NamedTuple):
    """A file that is due, what it is for, and its lines; 0: it is missing."""

    path: str
    purpose: str
    lines: int


def check_language(code: str, package: Path = PACKAGE) -> Iterator[Found]:
    """Each file that a language should have."""
    for pattern, purpose in DUE.items():
        names = [one.format(code) for one in pattern.split("|")]
        there = [name for name in names if (package / name).is_file()]
        lines = (package / there[0]).read_text("utf-8").count("\n") if there else 0
        yield Found((there or names)[0], purpose, lines)


def list_missing(code: str, package: Path = PACKAGE) -> list[str]:
    """The files that a language lacks."""
    return [found.path for found in check_language(code, package) if not found.lines]


def main(arguments: Sequence[str]) -> int:
    """Prints the files of each language that is asked for."""
    missing = 0
    for code in arguments:
        for found in check_language(code):
            told = f"{found.lines} lines" if found.lines else "missing"
            print(f"{code}  {found.purpose:20} {told:10} src/dateline/{found.path}")
            missing += not found.lines
    return 1 if missing or not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
