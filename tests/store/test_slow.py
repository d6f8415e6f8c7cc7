"""A query that takes too long is stopped, says so, and leaves the ledger as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline.model import SlowQuery
from dateline.store import open_ledger
from dateline.store.ledger import SqlLedger
from tests.store.conftest import POSTGRES
from tests.store.records import coding, reading

LONG = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 2000000000) " \
       "SELECT count(*) FROM t"  # fmt: skip


def run_long(opened: object) -> None:
    assert isinstance(opened, SqlLedger)
    with opened._reading() as connection:
        connection.exec_driver_sql(LONG).scalar()


def test_a_query_of_minutes_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path, seconds=0.2) as ledger:
        read = reading()
        ledger.add(read, coding(read.report), program="one")
        with pytest.raises(SlowQuery, match="took too long") as told:
            run_long(ledger)
        assert told.value.remedy
        assert len(list(ledger.claims())) == 3


@pytest.mark.skipif(not POSTGRES, reason="DATELINE_TEST_POSTGRES is not set")
def test_a_query_of_minutes_is_stopped_by_the_server() -> None:
    with open_ledger(os.environ["DATELINE_TEST_POSTGRES"], seconds=0.2) as ledger:
        with pytest.raises(SlowQuery, match="took too long"):
            run_long(ledger)
        list(ledger.claims())
