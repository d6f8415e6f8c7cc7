"""Two programs at one ledger at once: each waits for the other, nothing is lost or told twice."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.query import parse_query
from dateline.store import Filter, open_ledger

DATA = Path(__file__).parent / "data"
EACH = 6
WRITES = """
import sys
from dateline.store import open_ledger
from tests.store.records import coding, reading
path, first = sys.argv[1], int(sys.argv[2])
for n in range(first, first + {each}):
    with open_ledger(path, wait_ms=60_000) as ledger:
        read = reading(n)
        ledger.add(read, coding(read.report), program="at once")
"""


@pytest.mark.parametrize("kind", ["new", "ledger-0.1.0", "ledger-0005"])
def test_two_programs_write_at_once(tmp_path: Path, kind: str) -> None:
    """Both make the file, or bring it up to date, and write: one after the other."""
    path = tmp_path / "shared.sqlite"
    if kind != "new":
        path.write_bytes(gzip.decompress((DATA / f"{kind}.sqlite.gz").read_bytes()))
    program = [sys.executable, "-c", WRITES.format(each=EACH), str(path)]
    both = [
        subprocess.Popen([*program, str(first)], stderr=subprocess.PIPE, text=True)
        for first in (100, 200)
    ]
    said = [process.communicate(timeout=300)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    with open_ledger(path) as ledger:
        assert not list(ledger.check())
        written = Filter(query=parse_query("governor denied"))
        found = ledger.search(written, of="report", limit=100).rows
        fresh = {row.id for row in ledger.reports() if row.program == "at once"}
        assert len(fresh) == 2 * EACH
        assert fresh <= {hit.report for hit in found}
