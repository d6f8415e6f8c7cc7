"""`dateline why`, and what control says of a place of which all is left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cli.app import run

TEXT = "Russian forces withdrew from Kherson. Russian troops may leave Melitopol."


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What was printed, as rows."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    """A ledger of one report."""
    made = tmp_path / "reports.jsonl"
    line = {"id": "a", "text": TEXT, "lang": "en", "published": "2022-11-12T20:00:00"}
    made.write_text(json.dumps(line), encoding="utf-8")
    path = str(tmp_path / "ledger.sqlite")
    assert run(["ingest", str(made), "--ledger", path]) == 0
    return path


def test_a_text_is_explained_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", TEXT]) == 0
    out = capsys.readouterr().out
    assert "0  Russian forces withdrew from Kherson." in out
    assert "type: territory.left" in out


def test_a_file_gives_rows_with_the_line_of_each_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["why", str(file), "--format", "jsonl"]) == 0
    found = lines_of(capsys)
    assert {"sentence", "claim", "tried", "event", "control"} <= {str(r["kind"]) for r in found}
    assert any(str(r["at"]).startswith("left_out.yaml:") for r in found)
    assert any(r["at"] == "encoder/deeds.py" for r in found)


def test_an_id_explains_one_record_of_a_ledger(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["events", "--ledger", ledger, "--format", "jsonl"]) == 0
    event = lines_of(capsys)[0]
    for name in (event["id"], event["claim"], event["report"]):
        assert run(["why", str(name), "--ledger", ledger, "--format", "jsonl"]) == 0
        found = lines_of(capsys)
        assert any(r["kind"] == "event" and r["about"] == event["id"] for r in found)
        assert not [r for r in found if r["kind"] == "tried"]


def test_nothing_to_explain_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", " "]) == 2
    assert "there is no text to explain" in capsys.readouterr().err


def test_history_lists_what_is_left_out_and_never_says_that_nobody_spoke(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["control", "history", "Melitopol", "--ledger", ledger, "--format", "jsonl"]) == 0
    out = capsys.readouterr()
    (row,) = (json.loads(line) for line in out.out.splitlines())
    assert (row["rule"], row["words"]) == ("intended", "Russian troops may leave Melitopol.")
    assert "no claim says" not in out.err
    assert run(["control", "--at", "2022-12-01", "--ledger", ledger]) == 0
    assert "control left-out lists them" in capsys.readouterr().err
    assert run(["control", "history", "Goma", "--ledger", ledger]) == 1
    assert "no claim says who holds 'Goma'" in capsys.readouterr().err
