"""Rows of data sets of coded events: every column in words, every word in its bytes, and no report
taken for one."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.given import cell_places
from dateline.ingest.record_layouts import mapped_layout
from dateline.ingest.records import read_records
from dateline.ingest.table import read_table
from dateline.model import (
    BlockKind,
    Reading,
    ReportError,
    UnreadableInput,
    data_set_of,
    shipped_data_sets,
)
from dateline.text.source_map import locate

NOTE = 'On 4 March 2031, rebels captured "Lower Ford", 2 were killed.'
ACLED = {
    "event_id_cnty": "WEI7", "event_date": "04 March 2031", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Rebels of the Ford",
    "location": "Lower Ford", "latitude": "2", "longitude": "31.5", "geo_precision": "2",
    "source": "Reuters; Weir Radio", "notes": NOTE, "fatalities": "2", "timestamp": "1930435200",
}  # fmt: skip
GED = {
    "id": "412", "type_of_violence": "1", "side_a": "Government of Weir", "side_b": "Ford Front",
    "source_office": "Weir Radio;AFP", "source_headline": "", "where_prec": "1", "best": "3",
    "high": "5", "low": "2", "date_start": "2031-03-04 00:00:00.000",
}  # fmt: skip
CONTROL = ("geonameid", "date", "status_wiki", "status")


def table(*rows: dict[str, str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def control(*rows: tuple[str, str, str]) -> bytes:
    return table(*(dict(zip(CONTROL, (a, b, c, c), strict=True)) for a, b, c in rows))


def read(data: bytes) -> list[Reading | ReportError]:
    return list(read_table(data, where="t.csv"))


def one(data: bytes) -> Reading:
    (item,) = read(data)
    assert isinstance(item, Reading), item
    return item


def test_a_row_says_all_its_columns_after_its_note() -> None:
    report = one(table(ACLED)).report
    assert report.text.startswith(f"{NOTE}\n\nevent_id_cnty: WEI7\nevent_date: 04 March 2031\n")
    lines = [report.text[b.start : b.end] for b in report.blocks if b.kind is BlockKind.LIST]
    assert lines == [f"{name}: {ACLED[name]}" for name in ACLED if name != "notes"]
    assert (report.given, report.outlet, report.relay) == ("ACLED", "ACLED", "Reuters")
    assert (report.key, report.published) == ("WEI7", "2031-03-05T00:00:00+00:00")


def test_the_coder_s_terms_are_told_once() -> None:
    first, last = read(table(ACLED, {**ACLED, "event_id_cnty": "WEI8"}))
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert first.warnings == ()
    assert "ACLED's terms forbid passing its rows on" in last.warnings[-1]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_cell_is_found_in_its_own_place(delimiter: str, encoding: str) -> None:
    """The same words stand in several cells: each leads to its own bytes."""
    row = {**ACLED, "actor1": "2", "latitude": "2", "fatalities": "2"}
    found = one(table(row, delimiter=delimiter, encoding=encoding))
    text, seen = found.report.text, []
    for name in ("latitude", "actor1", "fatalities"):
        at = text.index(f"{name}: 2") + len(name) + 2
        place = locate(found.source_map, text, at, at + 1)
        assert place is not None
        seen.append(place)
    plain = "utf-16-le" if encoding == "utf-16" else encoding
    assert len(set(seen)) == 3
    for start, end in seen:
        data = found.original.data.removeprefix(b"\xff\xfe")
        shift = len(found.original.data) - len(data)
        assert data[start - shift : end - shift].decode(plain).strip() == "2"


def test_ged_s_rows_without_a_headline_are_their_columns_alone() -> None:
    report = one(table(GED)).report
    assert {block.kind for block in report.blocks} == {BlockKind.LIST}
    assert (report.given, report.relay, report.published) == ("UCDP GED", "Weir Radio", None)


def test_acled_s_answer_in_json_is_read_as_its_table_is() -> None:
    row = {**ACLED, "fatalities": 2, "latitude": 2.0}
    data = json.dumps({"status": 200, "data": [row]}).encode()
    (found,) = read_records(data, where="a.json")
    assert isinstance(found, Reading)
    assert found.report.given == "ACLED"
    assert "fatalities: 2\n" in found.report.text
    at = found.report.text.index("Lower Ford\n")
    place = locate(found.source_map, found.report.text, at, at + 10)
    assert place is not None
    assert found.original.data[slice(*place)] == b"Lower Ford"


def test_of_control_rows_are_kept_where_a_status_begins() -> None:
    days = [("1", "20310304", "RU"), ("2", "20310304", "UA"), ("1", "20310305", "RU"),
            ("2", "20310305", "CONTESTED"), ("1", "20310306", "RU"), ("1", "20310307", "RU"),
            ("1", "20310308", "UA")]  # fmt: skip
    found = read(control(*days))
    assert all(isinstance(item, Reading) for item in found)
    kept = [item.report.key for item in found if isinstance(item, Reading)]
    assert kept == ["1/20310304", "2/20310304", "1/20310305", "2/20310305", "1/20310308"]
    assert isinstance(found[-1], Reading)
    assert "2 rows only say a status on" in found[-1].warnings[-1]


def test_a_table_of_control_that_has_grown_gives_old_rows_their_ids() -> None:
    days = [("1", f"2031030{n}", "RU") for n in range(1, 6)]
    before, after = read(control(*days[:3])), read(control(*days, ("1", "20310309", "UA")))
    ids = [[item.report.id for item in found if isinstance(item, Reading)]
           for found in (before, after)]  # fmt: skip
    assert ids[1][: len(ids[0])] == ids[0]


def test_a_mapping_reads_the_rows_as_reports_all_the_same() -> None:
    shape = mapped_layout("text=notes,published=event_date")
    (found,) = read_table(table(ACLED), where="t.csv", mapping=shape)
    assert isinstance(found, Reading)
    assert (found.report.text, bool(found.report.given)) == (NOTE, False)


def test_a_row_without_type_or_day_costs_itself_alone() -> None:
    found = read(table(ACLED, {**ACLED, "event_date": ""}, {**ACLED, "event_id_cnty": "WEI9"}))
    assert [isinstance(item, Reading) for item in found] == [True, False, True]
    assert "no day" in str(found[1])


def test_events_that_a_machine_coded_are_refused_by_name() -> None:
    row = {"GlobalEventID": "1", "EventCode": "190", "GoldsteinScale": "-10"}
    with pytest.raises(UnreadableInput, match="GDELT"):
        read(table(row))


@pytest.mark.parametrize("known", shipped_data_sets(), ids=lambda known: known.name)
def test_a_set_is_known_by_all_its_columns_and_by_no_fewer(known: object) -> None:
    columns = next(s.requires for s in shipped_data_sets() if s is known)
    assert data_set_of([*columns, "more"]) is known
    assert data_set_of(columns[1:]) is None


HOSTILE = {
    "a line end in a cell": {**ACLED, "actor1": "one\nlocation: Kyiv"},
    "a column in a cell": {**ACLED, "notes": "location: Kyiv\n\nfatalities: 900"},
    "markup": {**ACLED, "notes": "<script>alert(1)</script> ' OR 1=1 --"},
    "a formula": {**ACLED, "actor1": "=cmd|' /C calc'!A0"},
    "marks of direction": {**ACLED, "location": "\u202eFord\u202c"},
    "separators of lines": {**ACLED, "location": "Lower\u2028fatalities: 9\u2029\x85"},
    "a stamp of no time": {**ACLED, "timestamp": "9999999999"},
    "digits that are none": {**ACLED, "timestamp": "١٢٣٤٥٦٧٨٩"},
    "a day that cannot be": {**ACLED, "event_date": "2031-02-30"},
    "a note of a megabyte": {**ACLED, "notes": "Ford " * 200_000},
    "marks of control": {**ACLED, "source": "Reu\x1bters"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_row_says_no_more_columns_than_it_has(name: str) -> None:
    found = one(table(HOSTILE[name]))
    lines = [b for b in found.report.blocks if b.kind is BlockKind.LIST]
    assert len(lines) == len([v for n, v in HOSTILE[name].items() if v.strip() and n != "notes"])
    for block in lines:
        assert "\n" not in found.report.text[block.start : block.end]


@given(cells=st.lists(st.text(alphabet='a",;\n é', max_size=6), min_size=1, max_size=6))
def test_cells_are_found_between_their_quotation_marks(cells: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    raw = out.getvalue()
    found = [raw[a:b].replace('""', '"') for a, b in cell_places(raw, ",")]
    assert found == cells


@given(st.binary(max_size=300))
def test_any_bytes_after_the_columns_are_read_or_refused(data: bytes) -> None:
    head = ",".join(ACLED).encode() + b"\n"
    try:
        found = read(head + data)
    except ReportError:
        return
    assert all(isinstance(item, Reading | ReportError) for item in found)
