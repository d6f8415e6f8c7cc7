"""What was not read is said on standard error, once for all reports that it is of."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Runs

FRENCH = "L'armée congolaise a démenti avoir perdu l'aéroport de la ville lundi matin."


def test_an_unread_language_is_named_once(dateline: Runs, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"{FRENCH} ({name})", encoding="utf-8")
    ran = dateline("code", "--no-reader", tmp_path)
    assert ran.code == 0
    assert ran.err.count("is in French (fr), which is not read") == 2
    assert "note: 2 more of the same" in ran.err
    notes = [json.loads(line)["notes"] for line in ran.out.splitlines()]
    assert all("French (fr)" in note for (note,) in notes)


def test_what_is_read_says_nothing(dateline: Runs, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A missile struck a concert hall in Kherson.", encoding="utf-8")
    ran = dateline("code", tmp_path)
    assert ran.err == ""
    assert json.loads(ran.out)["notes"] == []


def test_without_the_readers_each_report_says_that_no_events_are_told(
    dateline: Runs, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        said = f"A missile struck a concert hall in Kherson, officials said. ({name})"
        (tmp_path / name).write_text(said, encoding="utf-8")
    ran = dateline("code", "--no-reader", tmp_path)
    assert "what happened is not told (leave out --no-reader)" in ran.err
    assert "note: 1 more of the same" in ran.err
    codings = [json.loads(line) for line in ran.out.splitlines()]
    assert all(not coding["events"] and len(coding["notes"]) == 1 for coding in codings)
    assert all(coding["claims"] and coding["toponyms"] for coding in codings)
