"""A ledger as of a war that began earlier: `python -m benchmarks.lengthen FROM.sqlite TO.sqlite N`.

What a ledger holds is written N - 1 times more, each time under other ids and so many days earlier,
with all that follows from it: as large and as deep as a ledger of N times the claims, in minutes.
The words of the copies are not in the index of words; who holds what is that of the last years.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.fusion import CLAIMS_A_DAY

IDS = frozenset(
    {"id", "report", "claim", "carried", "root", "again", "event", "incident", "first", "second"}
)
MOMENTS = ("published", "published_at", "stamp", "at", "earliest")
SHIFTED = {
    "codings": {"seq": "codings"},
    "claims": {"coding": "codings"},
    "events": {"coding": "codings"},
    "toponyms": {"coding": "codings"},
    "actors": {"coding": "codings"},
    "derived_reports": {"n": "derived_reports", "coding": "codings"},
    "derived_keys": {"report": "derived_reports"},
    "derived_passages": {
        "id": "derived_passages", "report": "derived_reports", "copy": "derived_passages",
    },
    "derived_bands": {"passage": "derived_passages"},
    "derived_claims": {"report": "derived_reports"},
    "derived_origins": {},
    "derived_members": {},
    "derived_incidents": {},
    "derived_contradictions": {},
    "derived_tolls": {},
    "derived_evidence": {"report": "derived_reports"},
    "derived_omissions": {"report": "derived_reports"},
    "derived_sides": {"report": "derived_reports"},
}  # fmt: skip
"""Tables whose rows are written again, with their columns of numbers and what these number."""
NUMBERS = {"codings": "seq", "derived_reports": "n", "derived_passages": "id"}


def lengthen(source: Path, path: Path, times: int) -> None:
    """Writes a ledger so many times as long."""
    shutil.copyfile(source, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as link:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000"):
            link.execute(f"PRAGMA {pragma}")
        steps = {
            table: link.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
            for table, column in NUMBERS.items()
        }
        claims = link.execute("SELECT count(*) FROM claims").fetchone()[0]
        names = {table: _columns(link, table) for table in ("reports", *SHIFTED)}
        for table, columns in names.items():
            kept = _temporary(link, table)
            link.execute("BEGIN")
            for number in range(1, times):
                days = number * claims // CLAIMS_A_DAY
                told = ", ".join(_expressions(table, columns, number, days, steps))
                link.execute(f"INSERT INTO {table} ({_listed(columns)}) SELECT {told} FROM {kept}")
            link.execute("COMMIT")
            link.execute(f"DROP TABLE {kept}")
            print(f"{table} done", file=sys.stderr)
        link.execute("ANALYZE")


def _temporary(link: sqlite3.Connection, table: str) -> str:
    """A copy of a table as it was, in its own order."""
    link.execute(f"CREATE TABLE kept_{table} AS SELECT * FROM {table}")
    return f"kept_{table}"


def _columns(link: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in link.execute(f"PRAGMA table_info({table})")]


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _expressions(
    table: str, columns: list[str], number: int, days: int, steps: dict[str, int]
) -> Iterator[str]:
    """Each column of a row as it is written again."""
    for column in columns:
        quoted = f'"{column}"'
        if table == "derived_keys" and column in ("first", "last"):
            yield f"{quoted} - {days}"
        elif table == "derived_keys" and column == "key":
            yield f'CASE WHEN "first" IS NULL THEN {quoted} + {number} ELSE {quoted} END'
        elif column in SHIFTED.get(table, {}):
            yield f"{quoted} + {number * steps[SHIFTED[table][column]]}"
        elif column in ("key", "band", "words", "origin") and table.startswith("derived"):
            yield f"{quoted} + {number}"
        elif column == "day":
            yield f"{quoted} - {days}"
        elif column in MOMENTS and table.startswith(("derived", "codings")):
            yield f"CASE WHEN {quoted} = '~' THEN '~' ELSE date({quoted}, '-{days} days') END"
        elif column in IDS and not (table == "events" and column == "claim"):
            yield f"{quoted} || '{number}'"
        else:
            yield quoted


def main() -> None:
    """Writes the longer ledger."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lengthen", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("path", type=Path)
    parser.add_argument("times", type=int)
    chosen = parser.parse_args()
    lengthen(chosen.source, chosen.path, chosen.times)


if __name__ == "__main__":
    main()
