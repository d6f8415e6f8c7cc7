"""Rows that people coded beside a ledger's incidents, and files that hold none."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.api.comparing import compare_file
from dateline.model import UsageError
from dateline.pipeline.following import Following
from dateline.pipeline.upkeep.keeping import keep_up
from dateline.store import Ledger
from tests.pipeline.given_rows import ACLED, table


def test_kept_tables_give_what_a_whole_computation_gives(store: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "acled.csv"
    file.write_bytes(table(ACLED))
    computed = compare_file(store, file, as_of=None)
    keep_up(store)
    assert Following(store).kept
    assert compare_file(store, file, as_of=None) == computed


def test_a_file_without_coded_events_is_refused(store: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("The ministry said that soldiers had left Kherson.")
    with pytest.raises(UsageError, match="holds no events that people coded"):
        compare_file(store, file, as_of=None)
