"""`dateline audit`, `users` and `cases`, as a person types them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from dateline.cli.app import run
from dateline.model import TargetKind, Verdict
from dateline.store import open_ledger
from tests.store.records import coding, reading


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger with one report and one judgement."""
    path = str(tmp_path / "ledger.sqlite")
    with open_ledger(path, who="Ada") as opened:
        read = reading()
        made = coding(read.report)
        opened.add(read, made, program="one")
        opened.judge(TargetKind.CLAIM, made.claims[0].id, Verdict.RIGHT, author="Ada")
    return path


def test_the_audit_is_listed_and_verified(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--ledger", ledger, "--format", "jsonl", "--action", "judgement"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["who"], row["action"]) == ("Ada", "judgement.made")
    assert run(["audit", "verify", ledger]) == 0
    told = capsys.readouterr()
    assert row["hash"] in told.out
    assert "nothing wrong" in told.err
    assert run(["audit", "verify", ledger, "--head", row["hash"]]) == 0


def test_a_changed_row_is_named_and_fails(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(ledger) as link:
        link.execute("UPDATE actions SET who = 'Eve' WHERE seq = 2")
    assert run(["audit", "verify", ledger]) == 1
    assert "action 2: is not as it was written" in capsys.readouterr().out
    assert run(["check", ledger]) == 1


def test_a_head_that_is_gone_fails(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "verify", ledger, "--head", "f" * 64]) == 1
    assert "rows after it are missing" in capsys.readouterr().out


def test_a_user_is_let_in_changed_and_removed(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--ledger", ledger]
    assert run(["users", "add", "Grace", "--role", "reviewer", *at]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("dl_")
    assert "/login" in told.err
    assert run(["users", "role", "Grace", "editor", *at]) == 0
    assert run(["users", "token", "Grace", "--program", *at]) == 0
    assert "Bearer" in capsys.readouterr().err
    assert run(["users", "list", "--format", "jsonl", *at]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["name"], row["role"]) == ("Grace", "editor")
    assert run(["users", "remove", "Grace", *at]) == 0
    assert run(["users", "remove", "Grace", *at]) == 1
    assert run(["users", "add", "x", "--role", "king", *at]) == 2


def test_a_case_is_listed_and_written(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(ledger) as opened:
        case = opened.case_book().make_case("Left bank")
        claim = next(iter(opened.claims())).id
        opened.case_book().add_item(case.id, "claim", claim, claims=[claim])
    assert run(["cases", "list", "--ledger", ledger]) == 0
    assert "Left bank" in capsys.readouterr().out
    folder = tmp_path / "out"
    assert run(["cases", "export", "Left bank", "--ledger", ledger, "-o", str(folder)]) == 0
    assert claim in (folder / "claims.csv").read_text(encoding="utf-8")
    assert json.loads((folder / "case.json").read_text())["not_in_ledger"] == []
    assert run(["cases", "export", "none", "--ledger", ledger, "-o", str(folder)]) == 1
