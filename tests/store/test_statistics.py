"""A ledger that has grown is looked at by its database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.store import open_ledger
from tests.store.records import coding, reading


def test_a_ledger_that_has_grown_much_is_counted_anew(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    reads = [reading(n, published=f"2022-11-11T00:{n % 60:02}:00") for n in range(130)]

    def counted() -> int:
        with sqlite3.connect(path) as link:
            row = link.execute("SELECT value FROM settings WHERE name = 'analysed'").fetchone()
            return int(row[0]) if row else 0

    with open_ledger(path) as ledger:
        for first, last, due in ((0, 10, 0), (10, 60, 60), (60, 70, 60), (70, 130, 130)):
            list(ledger.add_all(((r, coding(r.report)) for r in reads[first:last]), program="x"))
            assert counted() == due
        assert len(ledger.claim_page().rows) == 50
