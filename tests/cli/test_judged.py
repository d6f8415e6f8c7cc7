"""A person's judgement reaches lists, exports and the page at once, and back when withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.publish.exports.registry import EXPORTS
from tests.cli.conftest import Runs

BINARY = ("geoparquet", "geopackage")
TEXTUAL = ["codings", *(made.name for made in EXPORTS if made.name not in BINARY)]


def first_claim(dateline: Runs) -> tuple[str, str]:
    """A claim with an event, and its event."""
    rows = map(json.loads, dateline("claims", "--format", "jsonl").out.splitlines())
    return next((row["id"], row["events"][0]) for row in rows if row["events"])


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("form", TEXTUAL)
def test_no_export_holds_a_wrong_claim(dateline: Runs, form: str) -> None:
    claim, event = first_claim(dateline)
    before = dateline("export", form).out
    made = json.loads(dateline("judge", claim, "wrong", "--format", "jsonl").out)
    ran = dateline("export", form)
    assert claim not in ran.out
    assert event not in ran.out
    assert "left out, as judged wrong: 1 claim, 1 event" in ran.err
    dateline("judge", "--withdraw", made["id"])
    assert dateline("export", form).out == before


@pytest.mark.usefixtures("ledger")
def test_no_geopackage_holds_a_wrong_claim(dateline: Runs, tmp_path: Path) -> None:
    claim, _ = first_claim(dateline)
    path = tmp_path / "out.gpkg"
    dateline("export", "geopackage", "-o", str(path))
    assert claim.encode() in path.read_bytes()
    dateline("judge", claim, "wrong")
    ran = dateline("export", "geopackage", "-o", str(path))
    assert claim.encode() not in path.read_bytes()
    assert "left out, as judged wrong: 1 claim, 1 event" in ran.err


@pytest.mark.usefixtures("ledger")
def test_the_whole_ledger_keeps_what_is_wrong(dateline: Runs) -> None:
    claim, _ = first_claim(dateline)
    dateline("judge", claim, "wrong")
    whole = dateline("export", "jsonl").out
    kinds = [json.loads(line)["kind"] for line in whole.splitlines() if claim in line]
    assert kinds == ["coding", "judgement", "action"]


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("command", ["incidents", "contradictions", "toll", "origins"])
def test_no_list_of_what_follows_rests_on_a_wrong_claim(dateline: Runs, command: str) -> None:
    claim, event = first_claim(dateline)
    before = dateline(command, "--format", "jsonl").out
    assert claim in before
    made = json.loads(dateline("judge", claim, "wrong", "--format", "jsonl").out)
    after = dateline(command, "--format", "jsonl").out
    assert claim not in after
    assert event not in after
    dateline("judge", "--withdraw", made["id"])
    assert dateline(command, "--format", "jsonl").out == before


@pytest.mark.usefixtures("ledger")
def test_a_wrong_claim_stays_in_the_ledger_with_its_verdict(dateline: Runs) -> None:
    claim, event = first_claim(dateline)
    dateline("judge", claim, "wrong")
    rows = [json.loads(x) for x in dateline("claims", "--format", "jsonl").out.splitlines()]
    assert {row["id"]: row["judged"] for row in rows}[claim] == "wrong"
    assert sum(row["judged"] is None for row in rows) == len(rows) - 1
    dateline("judge", event, "right")
    events = [json.loads(x) for x in dateline("events", "--format", "jsonl").out.splitlines()]
    assert {row["id"]: row["judged"] for row in events}[event] == "right"


def test_a_page_is_made_again_from_its_ledger(dateline: Runs, tmp_path: Path) -> None:
    report, folder = tmp_path / "a.txt", tmp_path / "dossier"
    report.write_text("The mayor said the last soldiers had left Lower Velm on Friday.\n")
    assert dateline("build", "--no-reader", report, "-o", folder).code == 0
    page = folder / "index.html"
    before = page.read_bytes()
    ledger = ("--ledger", folder / "ledger.sqlite")
    claims = dateline("claims", "--format", "jsonl", *ledger).out.splitlines()
    for line in claims:
        dateline("judge", json.loads(line)["id"], "wrong", *ledger)
    page.unlink()
    ran = dateline("build", "-o", folder)
    assert (ran.code, ran.out) == (0, f"{page}\n")
    assert claims
    assert page.read_bytes() != before
    assert "judged wrong" in ran.err


def test_a_page_of_nothing_is_refused(dateline: Runs, tmp_path: Path) -> None:
    ran = dateline("build", "-o", tmp_path / "none")
    assert ran.code == 2
    assert "dateline build REPORTS" in ran.err
    assert not (tmp_path / "none").exists()
