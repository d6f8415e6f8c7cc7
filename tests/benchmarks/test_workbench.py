"""The script that waits as a person at a workbench does: its table, and a ledger it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.workbench import PAGES, Waits, measure, table
from tests.web.conftest import filled  # noqa: F401


def test_figures_are_a_table_with_a_column_a_ledger() -> None:
    waits = Waits(
        claims=1234, start=1, pages=dict.fromkeys(PAGES, 0.5), decision=0.25, worst=0.3, card=0.125,
        fresh=2, peak=99.6,
    )  # fmt: skip
    lines = table([waits, waits])
    assert lines[0] == "| | 1,234 claims | 1,234 claims |"
    assert "| `/map`, s | 0.50 | 0.50 |" in lines
    assert lines[-1] == "| most memory, MiB | 100 | 100 |"


def test_a_workbench_is_waited_for(filled: Path) -> None:  # noqa: F811
    pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")
    found = measure(filled)
    assert found.claims > 50
    assert set(found.pages) == set(PAGES)
    assert 0 < found.decision <= found.worst < 60
    assert found.start > 0
