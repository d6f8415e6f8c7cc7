"""`dateline audit`: what was done with a ledger, and whether that was changed since."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Runs

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def judged(dateline: Runs, ledger: Path) -> Path:
    """A ledger of which somebody judged two claims."""
    rows = dateline("claims", "--format", "jsonl").out.splitlines()
    for row in rows[:2]:
        assert dateline("judge", json.loads(row)["id"], "wrong", "--author", "olena").code == 0
    return ledger


@pytest.mark.usefixtures("judged")
def test_the_last_action_is_shown_first_and_by_kind(dateline: Runs) -> None:
    ran = dateline("audit", "--action", "judgement", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert len(rows) == 2
    assert rows[0]["seq"] > rows[1]["seq"]
    assert len(dateline("audit", "--action", "judgement", "--limit", "1", "--format",
                        "jsonl").out.splitlines()) == 1  # fmt: skip


def test_what_was_not_touched_is_verified(dateline: Runs, judged: Path) -> None:
    ran = dateline("audit", "verify", judged)
    assert ran.code == 0
    assert "nothing wrong" in ran.err
    head = ran.out.split()[-1]
    assert dateline("audit", "verify", judged, "--head", head).code == 0


def test_a_changed_action_is_found(dateline: Runs, judged: Path) -> None:
    head = dateline("audit", "verify", judged).out.split()[-1]
    with sqlite3.connect(judged) as link:
        link.execute("DELETE FROM actions WHERE seq = (SELECT max(seq) FROM actions)")
    ran = dateline("audit", "verify", judged, "--head", head)
    assert ran.code == 1
    assert "nothing wrong" not in ran.err
