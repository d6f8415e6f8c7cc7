"""`dateline compare` and `Ledger.compare`: lists, forms, figures, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from msgspec import UNSET
from msgspec.structs import replace

import dateline as dl
from dateline.ingest.table import read_table
from dateline.model import Reading
from dateline.pipeline.given import code_given
from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.pipeline.given_rows import ACLED, control_table, table
from tests.store.records import Ticking

LATER = {**ACLED, "event_id_cnty": "UKR90009", "event_date": "28 November 2022"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of two deeds that were read, and one row of ACLED, which is nobody's own."""
    path = tmp_path / "own.sqlite"
    own = table(ACLED, {**ACLED, "event_date": "27 November 2022"}, {**LATER, "fatalities": "70"})
    with open_ledger(path, clock=Ticking()) as opened:
        for number, item in enumerate(read_table(own, where="a.csv")):
            assert isinstance(item, Reading)
            report = item.report if number == 2 else replace(item.report, given=UNSET)
            made = replace(code_given(item.report), report=report)
            opened.add(replace(item, report=report), made, program="by hand")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "acled.csv"
    path.write_bytes(table(ACLED, LATER))
    return path


def test_pairs_and_what_each_lacks_are_listed(dateline: Runs, ledger: Path, file: Path) -> None:
    ran = dateline("compare", str(file), str(ledger), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [(row["found"], row["row"]) for row in rows] == [
        ("both", "UKR90002"), ("both", "UKR90009"),
    ]  # fmt: skip
    assert "matched: 2 of 2 rows (100%), of 2 incidents (100%)" in ran.err
    assert "agree in: day 1 of 2, type 2 of 2, toll 2 of 2, actors 2 of 2" in ran.err
    assert ran.code == 0


def test_the_lists_can_be_narrowed(dateline: Runs, ledger: Path, file: Path) -> None:
    where = ("compare", str(file), "--ledger", str(ledger), "--format", "jsonl")
    lines = dateline(*where, "--differing").out.splitlines()
    assert [json.loads(line)["differs"] for line in lines] == [["day"]]
    assert dateline(*where, "--only", "ledger").out == ""
    assert len(dateline(*where, "--limit", "1").out.splitlines()) == 1


def test_a_row_that_cannot_be_read_is_told_and_ends_with_1(
    dateline: Runs, ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(table(ACLED, {**LATER, "event_date": ""}))
    ran = dateline("compare", str(path), str(ledger))
    assert ran.code == 1
    assert "some.csv:3: the row has no type or no day" in ran.err
    assert "UKR90002" in ran.out


def test_what_holds_no_coded_events_is_refused(
    dateline: Runs, ledger: Path, tmp_path: Path
) -> None:
    for name, data in (
        ("control.csv", control_table(("706448", "20221109", "RU"))),
        ("notes.txt", b"Rebels captured the ford."),
    ):
        (tmp_path / name).write_bytes(data)
        ran = dateline("compare", str(tmp_path / name), str(ledger))
        assert (ran.code, "no events that people coded" in ran.err) == (2, True)


def test_a_comparison_writes_nothing(dateline: Runs, ledger: Path, file: Path) -> None:
    with dl.Ledger(ledger) as opened:
        before = opened._store.latest_change()
        dateline("compare", str(file), str(ledger))
        assert opened._store.latest_change() == before


def test_python_gives_rows_and_figures(ledger: Path, file: Path) -> None:
    with dl.Ledger(ledger) as opened:
        found = opened.compare(file)
    assert len(found) == 2
    assert found[1].differs == ("day",)
    assert (found.agreement.of_rows, found.agreement.agree["day"]) == (1.0, 1)
    assert found.to_dicts()[0]["row"] == "UKR90002"
