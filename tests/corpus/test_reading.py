"""A line that is no record is told with its file and line, and the others are read."""

from __future__ import annotations

from pathlib import Path

import msgspec

from corpus.reading import read_folder
from tests.corpus.builders import make_record


def test_a_wrong_line_hides_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "written" / "uk"
    folder.mkdir(parents=True)
    right = msgspec.json.encode(make_record(id="uk-1", lang="uk", events=[]))
    unknown = right.replace(b'"by"', b'"byy"')
    strange = msgspec.json.encode(make_record(events=[]))
    (folder / "a.jsonl").write_bytes(b"\n".join([right, unknown, b"{", strange]))
    placed, faults = read_folder(tmp_path / "written")
    assert [one.where for one in placed] == ["written/uk/a.jsonl:1", "written/uk/a.jsonl:4"]
    assert [f.where[-1] for f in faults] == ["2", "3", "4"]
    assert "folder uk/" in faults[2].what


def test_slots_keep_their_names_in_the_files() -> None:
    event = {"on": "Oru", "type": "strike", "aux": "asserted", "aspect": "done"}
    record = make_record(events=[event | {"from": ["Oru"], "with": ["army"]}])
    assert record.events[0].slot("from") == ("Oru",)
    assert record.events[0].slot("with") == ("army",)
    assert b'"from":["Oru"]' in msgspec.json.encode(record)
