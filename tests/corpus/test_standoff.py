from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from corpus.records import Claim, Count, Event, Record
from corpus.standoff import READ, close_record, hash_text, open_row, open_rows, read_rows

TEXT = "Rebels seized Oru. The capture of Oru killed 12 men, the army said."
RECORD = Record(
    id="en-read-1", lang="en", text=TEXT, by="coder-1", genre="wire", conflict="none",
    events=(
        Event(on="seized", type="territory.taken", aux="asserted", aspect="done",
              who=("Rebels",), at=("Oru",)),
        Event(on="capture", type="territory.taken", aux="asserted", aspect="done", at=("Oru#2",),
              counts=(Count(of="killed", quote="12 men"),), told_before="seized"),
    ),
    claims=(Claim(content="The capture of Oru killed 12 men", source="the army", cue="said",
                  stance="assert"),),
)  # fmt: skip
WHOLE = f"Heading.\n{TEXT}"


def _row() -> bytes:
    at = (WHOLE.index(TEXT), len(WHOLE))
    row = close_record(RECORD, file="reports/a.jsonl", name="r1", at=at, sha256=hash_text(WHOLE))
    return msgspec.json.encode(row)


def test_a_row_opens_to_the_record_that_it_was() -> None:
    row = close_record(RECORD, file="f", name="r", at=(0, len(TEXT)), sha256=hash_text(TEXT))
    assert open_row(row, TEXT) == RECORD


def test_a_row_holds_no_word_of_the_text() -> None:
    row = _row().decode()
    assert not any(words in row for words in ("Rebels", "seized", "Oru", "army said"))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    data, read = tmp_path / "data", tmp_path / "read"
    (data / "reports").mkdir(parents=True)
    read.mkdir()
    (data / "reports" / "a.jsonl").write_text(json.dumps({"id": "r1", "text": WHOLE}))
    (read / "en.jsonl").write_bytes(_row())
    return data, read


def test_rows_open_with_the_data(folders: tuple[Path, Path]) -> None:
    assert open_rows(*folders) == ([RECORD], [])


def test_a_text_that_has_changed_is_a_fault(folders: tuple[Path, Path]) -> None:
    data, read = folders
    (data / "reports" / "a.jsonl").write_text(json.dumps({"id": "r1", "text": WHOLE + "!"}))
    records, (fault,) = open_rows(data, read)
    assert records == []
    assert str(fault) == "read/en.jsonl:1: the text of 'r1' has changed"


def test_without_the_data_every_row_is_a_fault(folders: tuple[Path, Path]) -> None:
    _, (fault,) = open_rows(Path("nowhere"), folders[1])
    assert "has no record" in str(fault)


def test_every_row_of_the_corpus_can_be_read() -> None:
    rows, faults = read_rows(READ)
    assert faults == []
    assert len({row.id for _, row in rows}) == len(rows)
