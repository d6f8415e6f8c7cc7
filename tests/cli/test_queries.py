"""Commands that ask a ledger."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.api.exporting import FORMATS, OF_THE_WEB
from dateline.cli.output import visible
from dateline.model import decode
from dateline.publish.exports.registry import EXPORTS
from dateline.store import ClaimRow
from tests.cli.conftest import Runs
from tests.store.records import coding, reading

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.mark.parametrize(
    ("command", "count"),
    [("reports", 2), ("claims", 6), ("events", 2), ("timeline", 2), ("places", 2)],
)
def test_each_list_as_table_lines_and_csv(dateline: Runs, command: str, count: int) -> None:
    assert dateline(command).code == 0
    lines = dateline(command, "--format", "jsonl").out.splitlines()
    rows = list(csv.DictReader(io.StringIO(dateline(command, "--format", "csv").out)))
    assert len(lines) == len(rows) == count
    assert list(json.loads(lines[0])) == list(rows[0])


@pytest.mark.parametrize("command", ["incidents", "origins", "contradictions", "revisions"])
def test_what_follows_from_claims_is_listed(dateline: Runs, command: str) -> None:
    assert dateline(command).code == 0
    assert dateline(command, "--format", "csv").out.count(",") > 3


def test_a_table_shows_the_words(dateline: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    out = dateline("claims", "--side", "RUS").out
    assert "soldiers had left Kherson" in out
    assert "the town was empty" not in out


def test_filters_are_passed_on(dateline: Runs) -> None:
    def found(*options: str) -> int:
        return len(dateline("claims", "--format", "jsonl", *options).out.splitlines())

    assert found("--source", "ministry", "--place", "Kherson", "--type", "withdrawal") == 2
    assert found("--stance", "deny", "--certainty", "certain") == 2
    assert found("--from", "2022-11-12") == 0
    assert found("--to", "2022-11-11", "--auxiliary", "asserted") == 2
    assert found("--report", reading(1).report.id[:10]) == 3


def test_a_source_is_found_by_its_words_in_any_order(dateline: Runs) -> None:
    whole = dateline("claims", "--format", "jsonl", "--source", "defence ministry").out
    assert whole
    for words in ("Ministry of Defence", "MINISTRY defence", "fence minis"):
        assert (dateline("claims", "--format", "jsonl", "--source", words).out == whole) == (
            words != "fence minis"
        )
    places = dateline("places", "--format", "jsonl", "--source", "Ministry of Defence").out
    assert places
    assert dateline("claims", "--source", "the ministry of silly walks").out == "nothing found\n"


def test_words_that_very_many_sources_have_are_looked_for_as_they_stand(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = dateline("claims", "--format", "jsonl", "--source", "ministry")
    monkeypatch.setattr("dateline.cli.asking.MOST_NAMES", 0)
    assert dateline("claims", "--format", "jsonl", "--source", "ministry") == few
    assert few.out


def test_a_side_is_known_by_its_code_or_as_a_conflict_file_calls_it(dateline: Runs) -> None:
    whole = dateline("claims", "--format", "jsonl", "--side", "RUS")
    assert whole.out
    for words in ("rus", "Russia", "russia"):
        assert dateline("claims", "--format", "jsonl", "--side", words) == whole
    unknown = dateline("claims", "--side", "the Moon")
    assert unknown.out == "nothing found\n"
    assert "'the Moon'" in unknown.err
    assert dateline("places", "--format", "jsonl", "--side", "Russia").err == ""


def test_a_table_shows_as_much_of_an_id_as_is_needed(dateline: Runs) -> None:
    ids = [
        json.loads(line)["id"] for line in dateline("events", "--format", "jsonl").out.splitlines()
    ]
    table = dateline("events").out
    short = [one[:12] for one in ids]
    assert all(one in table.split() for one in short)
    assert "2022-11-11" in table
    for one in short:
        assert dateline("explain", one).code == dateline("judge", one, "right").code == 0


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize(
    "command", ["claims", "events", "timeline", "reports", "places", "contradictions", "search"]
)
def test_a_table_fits_the_terminal_with_its_words(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = dateline(command).out
    assert "───" in out
    assert max(map(len, out.splitlines())) <= width
    if command not in ("reports", "places"):
        assert "soldiers" in out


def test_a_line_that_is_no_ledger_is_named_with_its_file(dateline: Runs, tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text("no ledger\n", encoding="utf-8")
    ran = dateline("load", path)
    assert ran.code == 1
    assert f"{path}:1: " in ran.err


def test_a_code_that_is_not_in_the_codebook_is_doubted(dateline: Runs) -> None:
    ran = dateline("claims", "--type", "strik.air")
    assert ran.code == 0
    assert "no 'strik.air'" in ran.err
    assert dateline("claims", "--type", "strike").err == ""


def test_a_narrow_terminal_has_blocks_and_not_a_heap_of_letters(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    out = dateline("claims").out
    assert "source     " in out
    assert any(line.endswith("soldiers had left Kherson") for line in out.splitlines())
    assert max(map(len, out.splitlines())) <= 40
    monkeypatch.setenv("COLUMNS", "140")
    assert "─────" in dateline("claims").out


def test_timeline_and_contradictions_show_ids_and_reasons(dateline: Runs) -> None:
    timeline = dateline("timeline").out
    assert "stated" in timeline
    assert "evt-" in timeline
    contradictions = dateline("contradictions").out
    why = json.loads(dateline("contradictions", "--format", "jsonl").out.splitlines()[0])["why"]
    assert why.split()[0] in contradictions
    assert contradictions.count("clm-") >= 4


def test_as_of_asks_for_the_ledger_as_it_was_known(dateline: Runs) -> None:
    assert "nothing found" in dateline("claims", "--as-of", "2025-12-31").out
    rows = dateline("reports", "--format", "jsonl", "--as-of", "2026-01-01T00:00:01Z").out
    assert len(rows.splitlines()) == 1


def test_an_empty_list_as_csv_still_has_its_head(dateline: Runs) -> None:
    out = dateline("claims", "--side", "NOBODY", "--format", "csv").out
    assert out.strip() == ",".join(ClaimRow.__struct_fields__)


def test_show_prints_text_claims_and_contradictions(
    dateline: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    report = reading(1).report
    out = dateline("show", report.id[:12]).out
    assert report.text in out.replace("\n", "")
    assert "contradiction (presence): gone or not" in out
    assert "withdrawal" in out


def test_show_gives_the_coding_and_the_bytes(dateline: Runs) -> None:
    read = reading(1)
    assert decode(dateline("show", read.report.id, "--format", "jsonl").out) == coding(read.report)
    assert dateline("show", read.report.id, "--original").out.encode() == read.original.data
    claims = dateline("show", read.report.id, "--format", "csv").out
    assert len(claims.splitlines()) == 4


def test_show_before_the_report_was_known(dateline: Runs) -> None:
    ran = dateline("show", reading(1).report.id, "--as-of", "2020-01-01")
    assert ran.code == 1
    assert "did not know the report" in ran.err


def test_text_cannot_steer_the_terminal() -> None:
    assert visible("a\x1b[2Jb\u202ec\n") == "a\\u001b[2Jb\\u202ec "


def test_no_ledger_is_an_error_with_its_remedy(dateline: Runs, tmp_path: Path) -> None:
    ran = dateline("claims", "--ledger", tmp_path / "none.sqlite")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error: {tmp_path}/none.sqlite: there is no ledger (make one")
    assert ran.err.count("\n") == 1


def test_judgements_are_made_listed_and_withdrawn(dateline: Runs) -> None:
    claim = json.loads(dateline("claims", "--format", "jsonl").out.splitlines()[0])["id"]
    made = json.loads(
        dateline(
            "judge", claim, "wrong", "--author", "ada", "--reason", "seen", "--format", "jsonl"
        ).out
    )
    assert (made["target"], made["verdict"], made["author"]) == (claim, "wrong", "ada")
    listed = dateline("judge", "--list", "--format", "jsonl").out
    assert json.loads(listed) == made
    gone = json.loads(dateline("judge", "--withdraw", made["id"], "--format", "jsonl").out)
    assert gone["withdrawn_at"]
    assert dateline("judge", "--list", "--format", "jsonl").out == ""
    assert json.loads(dateline("judge", "--list", "--all", "--format", "jsonl").out) == gone


def test_two_records_are_judged_the_same(dateline: Runs) -> None:
    events = [json.loads(x)["id"] for x in dateline("events", "--format", "jsonl").out.splitlines()]
    made = json.loads(dateline("judge", events[0], "same-as", events[1], "--format", "jsonl").out)
    assert {made["target"], made["other"]} == set(events)
    assert made["author"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        ((), "needs a record and a verdict"),
        (("clm-1", "maybe"), "'maybe' is no verdict (choose right, wrong, same-as, different)"),
    ],
)
def test_a_wrong_judgement_teaches(dateline: Runs, arguments: tuple[str, ...], what: str) -> None:
    ran = dateline("judge", *arguments)
    assert ran.code == 2
    assert what in ran.err


def test_the_ledger_is_exported_and_loaded_without_loss(dateline: Runs, tmp_path: Path) -> None:
    file, other = tmp_path / "all.jsonl", tmp_path / "other.sqlite"
    assert dateline("export", "jsonl", "-o", file).code == 0
    ran = dateline("load", file, "--ledger", other)
    assert (ran.code, ran.err) == (0, f"{other}: 8 new records\n")
    *before, _end = file.read_text().splitlines()
    *after, loaded, end = dateline("export", "jsonl", "--ledger", other).out.splitlines()
    assert after == before
    told = json.loads(loaded)
    assert (told["seq"], told["action"]) == (3, "ledger.loaded")
    assert json.loads(told["detail"]) == {"actions": 2, "new": 8}
    assert json.loads(end)["lines"] == {
        "ledger": 1, "original": 2, "sighting": 2, "coding": 2, "action": 3,
    }  # fmt: skip


def test_codings_are_exported_as_code_prints_them(dateline: Runs) -> None:
    lines = dateline("export", "codings").out.splitlines()
    assert [decode(line).report.id for line in lines] == [reading(n).report.id for n in (1, 2)]


TEXTUAL = [made.name for made in EXPORTS if made.name not in ("geoparquet", "geopackage")]


@pytest.mark.parametrize("name", TEXTUAL)
def test_every_format_of_others_is_written(dateline: Runs, name: str) -> None:
    ran = dateline("export", name)
    assert ran.code == 0
    assert ran.out.strip()


def test_the_formats_in_help_are_those_that_there_are() -> None:
    assert ("jsonl", "codings", *(made.name for made in EXPORTS), *OF_THE_WEB) == FORMATS


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("parchment",), "there is no format 'parchment' (choose "),
        (("jsonl", "--as-of", "2022-11-11"), "leave out --as-of"),
        (("jsonl", "-o", "/nowhere/at/all"), "cannot be written"),
    ],
)
def test_a_wrong_export_teaches(dateline: Runs, arguments: tuple[str, ...], what: str) -> None:
    ran = dateline("export", *arguments)
    assert ran.code == 2
    assert what in ran.err


def test_a_file_that_cannot_be_loaded_is_named(dateline: Runs, tmp_path: Path) -> None:
    ran = dateline("load", tmp_path / "none.jsonl", "--ledger", tmp_path / "l.sqlite")
    assert ran.code == 1
    assert "none.jsonl: cannot be read" in ran.err
