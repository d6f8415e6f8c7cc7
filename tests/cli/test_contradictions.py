"""`dateline contradictions`: the surest first, the rest when asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.model import Contradiction, ContradictionKind
from dateline.pipeline import derive, following
from tests.cli.conftest import Runs


@pytest.fixture(autouse=True)
def found(ledger: Path, dateline: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """The claims of the ledger's first report contradict each other surely, and perhaps."""
    assert ledger.exists()
    lines = dateline("claims", "--format", "jsonl").out.splitlines()
    a, b, c = (json.loads(line)["id"] for line in lines[:3])
    made = tuple(
        Contradiction(
            claims=pair, kind=ContradictionKind.TIME, why=f"why {score}", score=score,
            perhaps=score < 0.5,
        )
        for pair, score in (((a, b), 0.6), ((a, c), 0.2), ((b, c), 0.9))
    )  # fmt: skip
    whole = derive.derive
    monkeypatch.setattr(following.Following, "kept", False)
    monkeypatch.setattr(
        following, "derive", lambda *given, **named: with_these(whole(*given, **named), made)
    )  # fmt: skip


def with_these(derived: derive.Derived, made: tuple[Contradiction, ...]) -> derive.Derived:
    from msgspec.structs import replace

    return replace(derived, contradictions=made)


def test_the_surest_come_first_and_the_rest_are_counted(dateline: Runs) -> None:
    ran = dateline("contradictions", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["score"] for row in rows] == [0.9, 0.6]
    assert not any(row["perhaps"] for row in rows)
    assert "left out, as less sure: 1 (dateline contradictions --perhaps)" in ran.err


def test_what_only_may_contradict_is_listed_when_asked_for(dateline: Runs) -> None:
    ran = dateline("contradictions", "--perhaps", "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["score"], row["perhaps"]) for row in rows] == [
        (0.9, False), (0.6, False), (0.2, True),
    ]  # fmt: skip
    assert "less sure" not in ran.err


def test_a_table_says_why(dateline: Runs) -> None:
    assert "why 0.9" in dateline("contradictions").out
