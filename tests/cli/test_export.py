"""`dateline export`: queries, what is left out, schemas beside tables."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.model import AcledCode, Codes
from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.store.records import Ticking, coding, reading

pytestmark = pytest.mark.usefixtures("coded")

CODES = Codes(
    acled=AcledCode("Battles", "Armed clash"), plover=None, ucdp_type_of_violence=1
)  # fmt: skip


@pytest.fixture
def coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger of two reports whose events have codes of ACLED and UCDP; one names no place."""
    path = tmp_path / "coded.sqlite"
    with open_ledger(path, clock=Ticking()) as opened:
        for n in (1, 2):
            read = reading(n, location=f"{n}.txt")
            made = coding(read.report)
            own = {} if n == 1 else {"toponyms": (), "type": "strike.air"}
            events = tuple(replace(e, codes=CODES, **own) for e in made.events)
            opened.add(read, replace(made, events=events), program="by hand")
    monkeypatch.setenv("DATELINE_LEDGER", str(path))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("form", ["acled", "ucdp"])
def test_rows_without_place_or_actor_stand_in_a_file_of_their_own(
    dateline: Runs, tmp_path: Path, form: str
) -> None:
    file, both = tmp_path / "some.csv", tmp_path / "both.csv"
    assert dateline("export", form, "-o", file).code == 0
    assert dateline("export", form, "-o", both, "--all").code == 0
    kept, rest = (rows(f.read_text()) for f in (file, tmp_path / "some.rest.csv"))
    key = "event_id_cnty" if form == "acled" else "id"
    whole = {row[key] for row in rows(both.read_text())}
    assert {row[key] for row in (*kept, *rest)} == whole
    assert not (tmp_path / "both.rest.csv").exists()


def test_what_is_left_out_of_standard_output_is_told(dateline: Runs) -> None:
    ran, whole = dateline("export", "acled"), dateline("export", "acled", "--all")
    left = len(rows(whole.out)) - len(rows(ran.out))
    assert left
    assert f"left out, without a place or an actor: {left} (--all has them)" in ran.err
    assert "left out" not in whole.err


def test_a_schema_stands_beside_a_table(dateline: Runs, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    assert dateline("export", "csv", "-o", file).code == 0
    schema = json.loads((tmp_path / "claims.schema.json").read_text())
    assert [f["name"] for f in schema["fields"]] == list(rows(file.read_text())[0])
    assert not (tmp_path / "claims.rest.csv").exists()


def test_every_query_narrows_an_export(dateline: Runs) -> None:
    whole = rows(dateline("export", "acled", "--all").out)
    assert whole
    for query in (("--country", "Ukraine"), ("--from", "2022-11-01"), ("--to", "2022-11-30"),
                  ("--place", "Kherson"), ("--type", "withdrawal")):  # fmt: skip
        kept = rows(dateline("export", "acled", "--all", *query).out)
        assert 0 < len(kept) <= len(whole), query
    for query in (("--country", "Sudan"), ("--from", "2023-01-01"), ("--to", "2021-01-01"),
                  ("--place", "Khartoum"), ("--type", "riot"), ("--side", "SDN"),
                  ("--source", "nobody")):  # fmt: skip
        assert not rows(dateline("export", "acled", "--all", *query).out), query


def test_a_source_narrows_claims(dateline: Runs) -> None:
    kept = rows(dateline("export", "csv", "--side", "RUS").out)
    assert kept
    assert {row["side"] for row in kept} == {"Russia"}


def test_each_event_is_a_row_where_that_is_asked_for(dateline: Runs) -> None:
    incidents = rows(dateline("export", "acled", "--all").out)
    events = rows(dateline("export", "acled", "--all", "--each-event").out)
    assert len(events) >= len(incidents)
    assert all(row["event_id_cnty"].startswith("evt") for row in events)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (("acled", "--country", "Atlantis"), "no country is called 'Atlantis'"),
        (("jsonl", "--place", "Kherson"), "no query narrows"),
        (("codings", "--side", "RUS"), "choose another format"),
    ],
)
def test_a_wrong_query_teaches(dateline: Runs, arguments: tuple[str, ...], what: str) -> None:
    ran = dateline("export", *arguments)
    assert ran.code == 2
    assert what in ran.err


OPTIONS = [
    (), ("--each-event",), ("--type", "strike"), ("--place", "Kherson"), ("--country", "Ukraine"),
    ("--from", "2022-11-10", "--to", "2022-11-12"), ("--side", "UKR"), ("--source", "ministry"),
    ("--place", "Nowhere"),
]  # fmt: skip


def ids_in(form: str, path: Path) -> set[str]:
    """The ids of the occurrences that a file of a format holds."""
    if form == "geopackage":
        with closing(sqlite3.connect(path)) as book:
            return {row[0] for row in book.execute("SELECT id FROM incidents")}
    text = path.read_text(encoding="utf-8")
    if form == "hxl":
        _, *told = rows(text)
        return {row["id"] for row in told}
    if form == "ftm":
        found = [json.loads(line) for line in text.splitlines()]
        return {entity["id"] for entity in found if entity["schema"] == "Event"}
    return {feature["id"] for feature in json.loads(text)["features"]}


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_each_format_of_occurrences_takes_every_option_of_a_query(
    dateline: Runs, tmp_path: Path, options: tuple[str, ...]
) -> None:
    found = {}
    for form in ("geojson", "geopackage", "hxl", "ftm"):
        path = tmp_path / f"out.{form}"
        ran = dateline("export", form, "-o", str(path), *options)
        assert ran.code == 0, ran.err
        found[form] = ids_in(form, path)
    assert len({frozenset(ids) for ids in found.values()}) == 1, found
    claims = {row["claim_id"] for row in rows(dateline("export", "csv", *options).out)}
    items = json.loads(dateline("export", "annotations", *options).out)["items"]
    assert {item["id"].removeprefix("urn:dateline:") for item in items} == claims
