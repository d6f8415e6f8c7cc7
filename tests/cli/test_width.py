"""Every list of the shipped example fits a terminal of 80 columns and one of 120."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Runs
from tests.example import example_ledger

LISTS = ("reports", "claims", "events", "timeline", "places", "incidents", "origins",
         "contradictions --perhaps", "toll", "revisions", "search Kherson", "control",
         "control changes", "control history Kherson", "control left-out",
         "judge --list")  # fmt: skip
IDS = {"claims": "clm-", "events": "evt-", "timeline": "evt-", "reports": "rep-",
       "incidents": "inc-", "origins": "org-", "contradictions --perhaps": "clm-"}  # fmt: skip


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the shipped example."""
    path = example_ledger("kherson", tmp_path_factory)
    monkeypatch.setenv("DATELINE_LEDGER", str(path))
    return path


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("command", LISTS)
def test_a_list_of_the_example_fits(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = dateline(*command.split())
    assert ran.code == 0, ran.err
    assert max(map(cell_len, ran.out.splitlines())) <= width
    assert IDS.get(command, "") in ran.out
    assert "───" in ran.out or ran.out == "nothing found\n"
