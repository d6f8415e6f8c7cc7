"""The script that waits as a person at a workbench does: its table, and a ledger it waits for."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.workbench import PAGES, Took, Waits, measure, table
from tests.web.conftest import filled  # noqa: F401


def test_figures_are_a_table_with_a_column_a_ledger() -> None:
    took = Took(0.5, 0.25)
    waits = Waits(
        claims=1234, pages=dict.fromkeys(PAGES, took), decision=took, worst=took, card=took,
        fresh=took, peak=99.6,
    )  # fmt: skip
    lines = table([waits, waits])
    assert lines[0] == "| | 1,234 claims | 1,234 claims |"
    assert "| `/map` | 0.25 | 0.25 |" in lines
    assert "| the same, the slowest | 0.50 | 0.50 |" in lines
    assert lines[-1] == "| most memory, MiB | 100 | 100 |"


def test_a_workbench_is_waited_for(filled: Path) -> None:  # noqa: F811
    pytest.importorskip("litestar", reason="the workbench is not installed (dateline[serve])")
    found = measure(filled)
    assert found.claims > 50
    assert set(found.pages) == set(PAGES)
    assert 0 < found.decision.wall <= found.worst.wall < 60
    assert found.peak > 10
