"""`dateline learn` shows what judgements would gain, and changes nothing unless it is told to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.fusion.learning import Curve
from dateline.pipeline import learning
from dateline.pipeline.upkeep.keeping import is_kept, keep_up
from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.fusion.test_learning import drawn

LINKAGE = "whether two tellings are one deed"


@pytest.fixture
def judged(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger whose judges join far less than the program; what follows from it is kept."""

    def points(*_: Any) -> list[tuple[float, bool]]:
        return drawn(Curve(-4.0, 0.693), 150)

    monkeypatch.setattr(learning, "linkage_points", points)
    with open_ledger(ledger) as opened:
        assert keep_up(opened)
    return ledger


def in_use(ledger: Path) -> tuple[learning.Learned | None, bool]:
    """What the ledger has learned, and whether what follows from it stands in its tables."""
    with open_ledger(ledger) as opened:
        return learning.read_learned(opened), is_kept(opened)


def test_too_few_judgements_are_said_to_be_so(dateline: Runs, ledger: Path) -> None:
    ran = dateline("learn")
    assert (ran.code, ran.out) == (2, "")
    assert "too few judgements to learn from" in ran.err
    assert f"{LINKAGE}: 0 yes, 0 no" in ran.err
    assert in_use(ledger)[0] is None


def test_to_look_changes_nothing(dateline: Runs, judged: Path) -> None:
    ran = dateline("learn", "--format", "jsonl")
    (row,) = map(json.loads, ran.out.splitlines())
    assert (row["question"], row["judgements"], row["gains"]) == (LINKAGE, 150, True)
    assert row["wrong_after"] < row["wrong_before"]
    assert "--keep takes what gains into use" in ran.err
    assert in_use(judged) == (None, True)


def test_what_is_kept_can_be_taken_back(dateline: Runs, judged: Path) -> None:
    ran = dateline("learn", "--keep", "--author", "Ada")
    assert (ran.code, f"kept: {LINKAGE}" in ran.err) == (0, True)
    learned, follows = in_use(judged)
    assert learned is not None
    assert (learned.author, learned.curve("contradiction"), follows) == ("Ada", None, True)
    again = dateline("learn", "--keep", "--author", "Bo")
    assert "nothing is gained by learning" in again.err
    assert in_use(judged)[0] == learned
    assert "is no longer in use" in dateline("learn", "--undo").err
    assert in_use(judged) == (None, True)
    assert "nothing that was learned is in use" in dateline("learn", "--undo").err


def test_to_keep_and_to_take_back_go_apart(dateline: Runs, judged: Path) -> None:
    ran = dateline("learn", "--keep", "--undo")
    assert (ran.code, "--keep and --undo go apart" in ran.err) == (2, True)
    assert in_use(judged)[0] is None
