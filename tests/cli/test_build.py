"""From files to codings, ledgers and dossiers."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Reading, ReportError, decode
from tests.cli.conftest import Runs

FIRST = "Troops leave Lower Velm\n\nThe mayor said the last soldiers had left on Friday.\n"
SECOND = "A bridge falls\n\nThe bridge at Velm was destroyed, officials said.\n"


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder with two reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST)
    (folder / "b.txt").write_text(SECOND)
    return folder


def test_code_prints_a_coding_a_line_in_input_order(dateline: Runs, inputs: Path) -> None:
    ran = dateline("code", inputs / "b.txt", inputs / "a.txt")
    assert (ran.code, ran.err) == (0, "")
    texts = [decode(line).report.text for line in ran.out.splitlines()]
    assert ["bridge" in text for text in texts] == [True, False]


def test_code_is_the_same_from_several_processes(dateline: Runs, inputs: Path) -> None:
    one = dateline("code", "--no-reader", inputs).out
    assert dateline("code", "--no-reader", "--jobs", "2", inputs).out == one
    assert len(one.splitlines()) == 2


def test_code_reads_standard_input(dateline: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIRST.encode())))
    ran = dateline("code", "-")
    assert "Lower Velm" in decode(ran.out).report.text


def test_json_lines_keep_their_text_and_key(dateline: Runs, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [{"id": str(n), "text": f"  Report {n}. They left."} for n in range(3)]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    made = [decode(line) for line in dateline("code", "--no-reader", path).out.splitlines()]
    assert [m.report.text for m in made] == [line["text"] for line in lines]
    assert [m.report.key for m in made] == ["0", "1", "2"]


def test_a_bad_input_fails_alone_and_is_named(dateline: Runs, inputs: Path) -> None:
    (inputs / "aa.txt").write_bytes(b"")
    (inputs / "bad.bin").write_bytes(bytes(range(256)) * 20)
    ran = dateline("code", inputs)
    assert ran.code == 1
    assert len(ran.out.splitlines()) == 2
    errors = ran.err.splitlines()
    assert len(errors) == 2
    assert all(line.startswith(f"error: {inputs}/") for line in errors)
    assert all(line.endswith(")") for line in errors)


def test_a_folder_without_anything_to_read_is_said(dateline: Runs, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = dateline("code", tmp_path / "empty")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to read was found" in ran.err


def test_what_is_doubtful_is_said_and_is_no_failure(dateline: Runs, tmp_path: Path) -> None:
    lines = [{"text": f"Report {n} says so.", "published": "2022-02-31"} for n in range(23)]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines))
    ran = dateline("code", path)
    assert ran.code == 0
    first, *_, last = ran.err.splitlines()
    assert first == f"note: {path}:1: published: '2022-02-31' is not a date; taken as unknown"
    assert last == "note: 3 more doubts like these"


def test_an_input_that_is_too_large_is_refused(dateline: Runs, inputs: Path) -> None:
    ran = dateline("code", "--max-mb", "0.001", "--input-format", "plain", inputs)
    assert ran.code == 0
    (inputs / "c.txt").write_text("words " * 500)
    ran = dateline("code", "--max-mb", "0.001", inputs)
    assert ran.code == 1
    assert "c.txt: larger than" in ran.err


def test_a_reader_that_crashes_fails_its_input_alone(
    dateline: Runs, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dateline.ingest.plain as plain

    whole = plain.read_plain

    def touchy(data: bytes, **options: Any) -> Iterator[Reading | ReportError]:
        if b"bridge" in data:
            raise ZeroDivisionError("by nought")
        return whole(data, **options)

    monkeypatch.setattr(plain, "read_plain", touchy)
    ran = dateline("code", "--no-reader", inputs / "b.txt", inputs / "a.txt")
    assert ran.code == 1
    assert "b.txt: its reader failed: ZeroDivisionError: by nought" in ran.err
    assert len(ran.out.splitlines()) == 1


def test_build_makes_a_ledger_and_a_page(dateline: Runs, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "dossier"
    ran = dateline("build", inputs, "-o", out, "--title", "Velm")
    assert ran.code == 0
    assert ran.out == f"{out}/index.html\n"
    assert "2 new" in ran.err
    assert sorted(path.name for path in out.iterdir()) == ["index.html", "ledger.sqlite"]
    page = (out / "index.html").read_text()
    assert "Velm" in page
    assert "Lower Velm" in page


def test_building_again_changes_nothing(dateline: Runs, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    dateline("build", inputs, "-o", out)
    page = (out / "index.html").read_bytes()
    lines = dateline("export", "jsonl", "--ledger", out / "ledger.sqlite").out
    ran = dateline("build", inputs, "-o", out)
    assert "0 new, 2 known already" in ran.err
    assert dateline("export", "jsonl", "--ledger", out / "ledger.sqlite").out == lines
    assert (out / "index.html").read_bytes() == page


def test_building_on_adds_what_is_new(dateline: Runs, inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    dateline("build", inputs / "a.txt", "-o", out)
    assert "1 new, 1 known already" in dateline("build", inputs, "-o", out).err
    page = (out / "index.html").read_text()
    assert "bridge" in page


def test_ingest_fills_a_ledger_that_queries_read(
    dateline: Runs, inputs: Path, tmp_path: Path
) -> None:
    path = tmp_path / "l.sqlite"
    ran = dateline("ingest", inputs, "--ledger", path, "--jobs", "2", "--no-reader")
    assert ran.code == 0
    assert ran.err.endswith(f"{path}: reports: 2 new\n")
    assert len(dateline("reports", "--ledger", path, "--format", "jsonl").out.splitlines()) == 2


def test_another_program_codes_again_and_the_old_coding_stays(
    dateline: Runs, inputs: Path, tmp_path: Path
) -> None:
    path = tmp_path / "l.sqlite"
    dateline("ingest", inputs, "--ledger", path, "--no-reader")
    assert "2 coded again" in dateline("ingest", inputs, "--ledger", path).err
    dump = [json.loads(line) for line in
            dateline("export", "jsonl", "--ledger", path).out.splitlines()]  # fmt: skip
    codings = [line for line in dump if line["kind"] == "coding"]
    assert len(codings) == 4
    assert sum(line["superseded_at"] is None for line in codings) == 2
    assert "2 known already" in dateline("ingest", inputs, "--ledger", path, "--recode").err


def test_a_folder_that_cannot_be_made_is_named(dateline: Runs, inputs: Path) -> None:
    ran = dateline("build", inputs, "-o", inputs / "a.txt" / "dossier")
    assert ran.code == 2
    assert "cannot make the folder" in ran.err
