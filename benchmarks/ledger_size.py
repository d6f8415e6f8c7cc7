"""What a report costs in a ledger's file, by table: `python -m benchmarks.ledger_size LEDGER`.

With `--data FOLDER` a ledger that is not there is made first, of the first reports on one war of
about 2 KB of text each. Measured on a copy without free pages, whose rows lie in their order.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from benchmarks.corpora import fakes

REPORTS = 300
SMALL = 50
"""Bytes a report: tables below are summed."""


class Sizes(Struct, frozen=True, kw_only=True):
    """A ledger's reports, and the bytes of each table, of which its indexes take some."""

    reports: int
    tables: dict[str, int]
    indexes: dict[str, int]

    @property
    def whole(self) -> int:
        """Bytes of the file."""
        return sum(self.tables.values())


def main() -> None:
    """Prints a table, the largest first."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger_size", description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--data", type=Path, help="folder with the reports")
    parser.add_argument("--reports", type=int, default=REPORTS)
    chosen = parser.parse_args()
    if chosen.data is not None and not chosen.ledger.exists():
        make_ledger(chosen.data, chosen.ledger, reports=chosen.reports)
    print(as_table(sizes_of(chosen.ledger)))


def make_ledger(data: Path, ledger: Path, *, reports: int) -> None:
    """Codes reports into a new ledger, as a user does."""
    with TemporaryDirectory() as folder:
        every = fakes(data, Path(folder))
        if every is None:
            sys.exit(f"{data}: there is no fakes/fakes.jsonl")
        first = Path(folder) / "first.jsonl"
        with every.open(encoding="utf-8") as lines:
            first.write_text("".join(islice(lines, reports)), encoding="utf-8")
        program = [sys.executable, "-m", "dateline", "ingest", str(first), "--ledger", str(ledger)]
        subprocess.run(program, check=True)


def sizes_of(ledger: Path) -> Sizes:
    """The sizes of a compact copy of a ledger."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "compact.sqlite"
        with closing(sqlite3.connect(ledger)) as link:
            link.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as link:
            return _sizes(link)


def _sizes(link: sqlite3.Connection) -> Sizes:
    listed = link.execute("SELECT name, tbl_name, type FROM sqlite_master").fetchall()
    table_of = {name: table for name, table, _ in listed}
    virtual = [name for name, _, kind in listed if kind == "table" and f"{name}_data" in table_of]
    tables: Counter[str] = Counter()
    indexes: Counter[str] = Counter()
    kinds = {name: kind for name, _, kind in listed}
    for name, size in link.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
        table = table_of.get(name, name)
        table = next((v for v in virtual if table.startswith(f"{v}_")), table)
        tables[table] += size
        if kinds.get(name) == "index":
            indexes[table] += size
    (reports,) = link.execute("SELECT count(*) FROM reports").fetchone()
    return Sizes(reports=max(1, reports), tables=dict(tables), indexes=dict(indexes))


def as_table(sizes: Sizes) -> str:
    """Bytes a report, as Markdown."""
    lines = ["| table | bytes a report | of them indexes |", "|---|---|---|"]
    rest = 0
    for name, size in sorted(sizes.tables.items(), key=lambda item: -item[1]):
        each = round(size / sizes.reports)
        if each < SMALL:
            rest += size
            continue
        lines.append(
            f"| `{name}` | {each:,} | {round(sizes.indexes.get(name, 0) / sizes.reports)} |"
        )
    lines.append(f"| others | {round(rest / sizes.reports):,} | |")
    whole = f"{sizes.whole / sizes.reports / 1000:.1f} KB"
    return "\n".join([*lines, f"| **a report** (of {sizes.reports:,}) | **{whole}** | |"])


if __name__ == "__main__":
    main()
