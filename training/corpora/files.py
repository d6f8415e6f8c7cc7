"""Reading JSON Lines and CoNLL-U, plain or compressed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def conllu(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Document name and word rows of every sentence; multiword and empty rows left out."""
    document = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.partition("=")[2].strip()
            elif not line and rows:
                yield document, rows
                rows = []
            elif line and line[0] != "#":
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
        if rows:
            yield document, rows
