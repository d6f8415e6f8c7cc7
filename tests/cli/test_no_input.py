"""No report, no page: what cannot be read leaves no dossier behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Runs

TOLD = "The army said on Monday that rebels had left Lower Ford."


@pytest.mark.parametrize("given", ["nope.txt", "empty"])
def test_nothing_to_read_makes_no_dossier(dateline: Runs, tmp_path: Path, given: str) -> None:
    (tmp_path / "empty").mkdir()
    out = tmp_path / "dossier"
    done = dateline("build", str(tmp_path / given), "-o", str(out))
    assert done.code == 2
    assert "there is no report to read" in done.err
    assert not out.exists()


def test_no_input_at_all_names_the_remedy(dateline: Runs, tmp_path: Path) -> None:
    done = dateline("build", "-o", str(tmp_path / "dossier"))
    assert done.code == 2
    assert "name files, folders or addresses" in done.err


def test_a_dossier_is_rebuilt_from_its_ledger_and_is_no_report(
    dateline: Runs, tmp_path: Path
) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TOLD, encoding="utf-8")
    out = tmp_path / "dossier"
    assert dateline("build", "--no-reader", str(source), "-o", str(out)).code == 0
    page = out / "index.html"
    before = page.read_bytes()
    page.unlink()
    assert dateline("build", "-o", str(out)).code == 0
    assert page.read_bytes() == before
    again = dateline("build", str(out), "-o", str(tmp_path / "other"))
    assert again.code == 2
    assert "it is a dossier" in again.err


def test_a_claim_judged_wrong_leaves_exports_and_comes_back(dateline: Runs, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TOLD, encoding="utf-8")
    ledger = str(tmp_path / "l.sqlite")
    dateline("ingest", "--no-reader", str(source), "--ledger", ledger)
    export = ("export", "csv", "--ledger", ledger)
    assert "left Lower Ford" in dateline(*export).out
    listed = dateline("claims", "--ledger", ledger, "--format", "csv").out.splitlines()
    claim = listed[1].split(",")[listed[0].split(",").index("id")]
    judged = dateline("judge", claim, "wrong", "--ledger", ledger, "--format", "csv").out
    assert "left Lower Ford" not in dateline(*export).out
    assert claim in dateline("claims", "--ledger", ledger, "--format", "csv").out
    dateline("judge", "--withdraw", judged.splitlines()[1].split(",")[0], "--ledger", ledger)
    assert "left Lower Ford" in dateline(*export).out
