"""A ledger as of a war that began earlier: `python -m benchmarks.lengthen FROM.sqlite TO.sqlite N`.

What a ledger holds is written N - 1 times more, each time under other ids and so many days earlier,
with all that follows from it: as large and as deep as a ledger of N times the claims, in minutes.
The words of the copies are not in the index of words, and of those further back than a report of
today reaches no coding can be read.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from benchmarks.derived import START
from benchmarks.fusion import CLAIMS_A_DAY
from dateline.pipeline.upkeep.keeping import keep_up
from dateline.store import open_ledger
from dateline.store.packing import unpack

READ = 2
"""Copies whose reports can be read: no deed of a new report reaches further."""
SEAM = 20
"""Days on either side of a seam, between which deeds may be one."""
IDS = frozenset(
    {
        "id",
        "report",
        "claim",
        "carried",
        "root",
        "again",
        "event",
        "incident",
        "first",
        "second",
    }
)
MOMENTS = ("published", "published_at", "stamp", "at", "earliest")
SHIFTED = {
    "codings": {"seq": "codings"},
    "claims": {"coding": "codings", "doc": "claims"},
    "events": {"coding": "codings"},
    "toponyms": {"coding": "codings"},
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
    "derived_like": {"report": "derived_reports"},
    "derived_ongoing": {"report": "derived_reports"},
    "derived_evidence": {"report": "derived_reports"},
    "derived_omissions": {"report": "derived_reports"},
    "derived_sides": {"report": "derived_reports"},
}  # fmt: skip
"""Tables whose rows are written again, with their columns of numbers and what these number."""
DATED = ("derived_keys", "derived_like", "derived_ongoing")
_ID = re.compile(rb"\b[a-z]{3}-[0-9a-f]{20}\b")
_DAY = re.compile(rb"\b20\d\d-\d\d-\d\d\b")
NUMBERS = {"codings": "seq", "claims": "doc", "derived_reports": "n", "derived_passages": "id"}


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
        link.create_function("recoded", 3, recoded, deterministic=True)
        link.create_function("renamed", 3, renamed, deterministic=True)
        _forget_long(link)
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
        link.execute(
            "INSERT INTO derived_touched SELECT DISTINCT key, first, last, "
            "CASE WHEN first = 0 THEN deed ELSE '' END FROM derived_ongoing"
        )
        _join_seam(link)
        link.execute("ANALYZE")
    with open_ledger(path, create=False) as ledger:
        keep_up(ledger)


def _join_seam(link: sqlite3.Connection) -> None:
    """What was told around the first day of the original meets the copy before it."""
    link.execute(
        "INSERT INTO derived_todo SELECT report, stamp FROM derived_reports "
        "WHERE stamp BETWEEN date(?, ?) AND date(?, ?)",
        (str(START), f"-{SEAM} days", str(START), f"+{SEAM} days"),
    )


def _forget_long(link: sqlite3.Connection) -> None:
    """What goes on, and who holds what, is one in all copies: made of all of it in the end."""
    gone = "(SELECT id FROM derived_incidents WHERE ongoing = 1)"
    link.execute(f"DELETE FROM derived_tolls WHERE incident IN {gone}")
    link.execute("DELETE FROM derived_incidents WHERE ongoing = 1")
    for table in ("situations", "phases", "stands", "grounds"):
        link.execute(f"DELETE FROM derived_{table}")
    link.execute(
        "INSERT INTO derived_retold (place, since) SELECT DISTINCT place, '' FROM derived_evidence"
    )


def recoded(payload: bytes, number: int, days: int) -> bytes:
    """A packed coding under other ids, so many days earlier."""
    return zlib.compress(renamed(unpack(payload), number, days), 1)


def renamed(told: bytes, number: int, days: int) -> bytes:
    """Records under other ids, so many days earlier."""
    shift = timedelta(days)
    return _DAY.sub(
        lambda day: str(date.fromisoformat(day[0].decode()) - shift).encode(),
        _ID.sub(rb"\g<0>%d" % number, told),
    )


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
        if table in DATED and column in ("first", "last"):
            yield f"CASE WHEN {quoted} = 0 THEN 0 ELSE {quoted} - {days} END"
        elif table in DATED[1:] and column == "key":
            yield quoted
        elif table == "codings" and column == "payload" and number <= READ:
            yield f"recoded({quoted}, {number}, {days})"
        elif table in ("derived_evidence", "derived_ongoing") and column == "payload":
            yield f"renamed({quoted}, {number}, {days})"
        elif column == "deed":
            place = f"instr({quoted}, '@')"
            yield f"substr({quoted}, 1, {place} - 1) || '{number}' || substr({quoted}, {place})"
        elif table == "derived_keys" and column == "key":
            yield f'CASE WHEN "first" IS NULL THEN {quoted} + {number} ELSE {quoted} END'
        elif column in SHIFTED.get(table, {}):
            yield f"{quoted} + {number * steps[SHIFTED[table][column]]}"
        elif table == "derived_like" and column == "words":
            yield quoted
        elif column in ("key", "band", "words", "origin") and table.startswith("derived"):
            yield f"{quoted} + {number}"
        elif column == "valid":
            yield f"replace(strftime('%Y-%m-%dT%H:%M:%f', {quoted}, '-{days} days'), '.000', '')"
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
