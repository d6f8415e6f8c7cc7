"""Files of every format as a user gives them: known, read, or refused without costing others."""

from __future__ import annotations

import json
import mailbox
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline.ingest.formats import FORMATS
from tests.cli.conftest import Runs
from tests.ingest.pdf_maker import column, made_pdf

WORDS = "Rebels captured Goma on Monday, the army said."


@pytest.mark.parametrize("command", ["code", "ingest", "build"])
def test_help_names_every_format(dateline: Runs, command: str) -> None:
    told = " ".join(dateline(command, "--help").out.replace("│", " ").split())
    assert all(entry.name in told for entry in FORMATS)
    assert "--map" in told


def test_the_documentation_names_every_format() -> None:
    page = Path("docs/formats.md").read_text(encoding="utf-8")
    assert all(f"`{entry.name}`" in page for entry in FORMATS)


def filled(folder: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "press@ministry.example", "Goma"
    message["Date"] = "Tue, 4 Mar 2031 09:00:00 +0200"
    message.set_content(WORDS)
    (folder / "a.eml").write_bytes(message.as_bytes())
    box = mailbox.mbox(folder / "b.mbox")
    box.add(message)
    box.close()
    (folder / "c.json").write_text(json.dumps(
        {"name": "Weir", "type": "public_channel", "id": 7, "messages": [
            {"id": 1, "type": "message", "date": "2031-03-04T11:00:00", "text": WORDS}]}
    ))  # fmt: skip
    (folder / "d.pdf").write_bytes(made_pdf([column(60, 700, [WORDS])]))
    (folder / "e.csv").write_text(f'title,text,url\nGoma,"{WORDS}",https://a.example/1\n')
    with zipfile.ZipFile(folder / "f.zip", "w") as archive:
        archive.writestr("in/g.txt", WORDS)


def test_one_folder_of_many_formats(dateline: Runs, tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "h.json").write_text('[{"aaa": 1}]')
    (tmp_path / "i.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "j.eml").write_text(f"{WORDS}\n\nMore.\n")
    ran = dateline("code", "--no-reader", str(tmp_path))
    codings = [json.loads(line) for line in ran.out.splitlines()]
    assert len(codings) == 6
    assert all(WORDS in coding["report"]["text"] for coding in codings)
    assert ran.code == 1
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert [name in line for name, line in zip("hij", errors, strict=True)] == [True] * 3


def test_a_mapping_names_the_fields_of_a_file(dateline: Runs, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'when,body,who\n2031-03-04,"{WORDS}",Gazette\n')
    refused = dateline("code", "--no-reader", str(path))
    assert refused.code == 1
    assert "--map text=FIELD" in refused.err
    ran = dateline("code", "--no-reader", "--map", "text=body,published=when,outlet=who", str(path))
    report = json.loads(ran.out)["report"]
    assert (report["published"], report["outlet"]) == ("2031-03-04", "Gazette")
    wrong = dateline("code", "--map", "body=text", str(path))
    assert wrong.code == 2
    assert "--map cannot take 'body=text'" in wrong.err


def test_a_paged_report_is_shown_with_its_pages(dateline: Runs, tmp_path: Path) -> None:
    path, ledger = tmp_path / "a.pdf", tmp_path / "l.sqlite"
    path.write_bytes(made_pdf([column(60, 700, [WORDS]), column(60, 700, ["Soldiers left Jos."])]))
    assert dateline("ingest", "--no-reader", str(path), "--ledger", str(ledger)).code == 0
    listed = dateline("reports", "--ledger", str(ledger), "--format", "jsonl").out
    shown = dateline("show", json.loads(listed)["id"], "--ledger", str(ledger)).out
    assert f"[paragraph, page 1] {WORDS}" in shown
    assert "[paragraph, page 2] Soldiers left Jos." in shown
