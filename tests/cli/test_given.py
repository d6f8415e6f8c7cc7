"""Rows of data sets of coded events on the command line: their terms, their marks, without them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.ingest.table import read_table
from dateline.model import Reading
from dateline.pipeline.given import code_given
from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.pipeline.given_rows import ACLED, table
from tests.store.records import Ticking, coding, reading

pytestmark = pytest.mark.usefixtures("given_rows")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def given_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger of two rows of ACLED and one report."""
    path = tmp_path / "given.sqlite"
    rows = table(ACLED, {**ACLED, "event_id_cnty": "UKR90003", "event_date": "25 November 2022"})
    with open_ledger(path, clock=Ticking()) as opened:
        read = reading(1, location="1.txt")
        opened.add(read, coding(read.report), program="by hand")
        for item in read_table(rows, where="a.csv"):
            assert isinstance(item, Reading)
            opened.add(item, code_given(item.report), program="by hand")
    monkeypatch.setenv("DATELINE_LEDGER", str(path))


@pytest.mark.parametrize("form", ["csv", "geojson", "codings", "ucdp"])
def test_rows_of_others_are_told_of_with_their_terms_and_can_be_left_out(
    dateline: Runs, form: str
) -> None:
    ran = dateline("export", form)
    assert "2 rows of ACLED among it: ACLED's terms forbid passing its rows on" in ran.err
    assert "Antonivka" in ran.out
    without = dateline("export", form, "--without-given")
    assert "ACLED" not in without.err
    assert "Antonivka" not in without.out
    assert without.code == 0


def test_the_whole_ledger_is_told_of_and_cannot_leave_them_out(dateline: Runs) -> None:
    assert "2 rows of ACLED" in dateline("export", "jsonl").err
    ran = dateline("export", "jsonl", "--without-given")
    assert ran.code == 2
    assert "choose codings" in ran.err


def test_given_rows_are_marked_in_maps_and_in_what_is_shown(dateline: Runs) -> None:
    features = json.loads(dateline("export", "geojson").out)["features"]
    assert sorted(len(f["properties"]["given"]) for f in features)[-2:] == [1, 1]
    (incident, *_) = rows(dateline("incidents", "outlet:ACLED", "--format", "csv").out)
    assert incident["given"] == "ACLED"
    shown = rows(dateline("reports", "outlet:ACLED", "--format", "csv").out)
    assert "given: ACLED" in dateline("show", shown[0]["id"]).out


@pytest.mark.parametrize(
    ("query", "number"),
    [("given:yes", 2), ("given:no", 1), ("given:acled", 2), ("given:ACL", 2), ("given:viina", 0),
     ("-given:yes", 1), ("given:no place:Kherson", 1)],
)  # fmt: skip
def test_what_was_given_and_what_was_read_are_asked_for_by_a_field(
    dateline: Runs, query: str, number: int
) -> None:
    ran = dateline("reports", "--format", "jsonl", "--", query)
    found = {json.loads(line)["id"] for line in ran.out.splitlines()}
    events = dateline("events", "--format", "jsonl", "--", query)
    told = {json.loads(line)["report"] for line in events.out.splitlines()}
    assert (len(found), told <= found) == (number, True), ran.err


def test_a_data_set_that_there_is_not_is_refused_with_those_that_there_are(dateline: Runs) -> None:
    ran = dateline("events", "given:moon")
    assert ran.code == 2
    assert "yes, no, or one of acled, ucdp ged, viina" in ran.err


def test_incidents_of_what_was_read_alone_leave_rows_out(dateline: Runs) -> None:
    both = dateline("incidents", "--format", "jsonl").out.splitlines()
    read = dateline("incidents", "given:no", "--format", "jsonl").out.splitlines()
    given = dateline("incidents", "given:yes", "--format", "jsonl").out.splitlines()
    assert len(read) < len(both)
    assert len(given) < len(both)
    assert set(read) | set(given) == set(both)
