"""Exports: the columns that users know, the words in each row, nothing that runs."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from dateline.model import (
    AcledCode,
    Auxiliary,
    Codes,
    Coding,
    Incident,
    Judgement,
    QuantityOf,
    TargetKind,
    Verdict,
)
from dateline.publish.exports import acled, claims_csv, ucdp
from dateline.publish.exports.material import Material, material_of, occurrences
from dateline.publish.exports.registry import EXPORTS
from dateline.publish.exports.tables import csv_lines
from tests.publish.factory import KHERSON, Draft, collection, day, second_report, withdrawal

# The headers of ACLED's data export and of the GED 23.1 file, as their users know them.
HEADERS = Path(__file__).parent / "headers"
ACLED = (HEADERS / "acled.csv").read_text().strip().split(",")
GED = (HEADERS / "ged.csv").read_text().strip().split(",")


def _strike(killed: float = 3, *, auxiliary: Auxiliary = Auxiliary.ASSERTED) -> Coding:
    draft = Draft("Shells hit Kherson on Monday and killed three people, the governor said.")
    claim = draft.claim(
        "Shells hit Kherson on Monday and killed three people", source="the governor",
        side="UKR", cue="said",
    )  # fmt: skip
    draft.event(
        claim, "strike.shelling", "hit", at=[(KHERSON, "Kherson")], time=day("2022-11-14"),
        quantity=("three", QuantityOf.KILLED, killed), auxiliary=auxiliary,
    )  # fmt: skip
    coding = draft.coding()
    codes = Codes(
        acled=AcledCode("Explosions/Remote violence", "Shelling/artillery/missile attack"),
        plover=None,
        ucdp_type_of_violence=1,
    )
    event = coding.events[0]
    fields = {f: getattr(event, f) for f in event.__struct_fields__}
    changed = type(event)(**{**fields, "codes": codes})
    kept = {f: getattr(coding, f) for f in coding.__struct_fields__}
    return Coding(**{**kept, "events": (changed,)})


def _read(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(data.decode(), newline=""))
    rows = list(reader)
    return list(reader.fieldnames or []), rows


def _written(name: str, material: Material) -> bytes:
    return b"".join(next(e for e in EXPORTS if e.name == name).write(material))


@pytest.mark.parametrize("export", EXPORTS, ids=lambda e: e.name)
def test_every_format_writes_an_empty_ledger_and_hostile_text(export: Any) -> None:
    nothing = b"".join(export.write(material_of([])))
    assert bool(nothing) is (export.name != "ftm")  # lines, of which there are none
    assert b"".join(export.write(material_of(collection())))


def test_claims_keep_their_ids_and_words() -> None:
    columns, rows = _read(_written("csv", material_of([withdrawal()])))
    assert columns == list(claims_csv.COLUMNS)
    claims = withdrawal().claims
    assert {r["claim_id"] for r in rows} == {c.id for c in claims}
    text = withdrawal().report.text
    assert all(text[int(r["start"]) : int(r["end"])] == r["quote"] for r in rows)


def test_acled_has_acleds_columns_and_codes() -> None:
    columns, rows = _read(_written("acled", material_of([_strike()])))
    assert columns[: len(ACLED)] == ACLED
    assert columns[len(ACLED) :] == list(acled.ADDED)
    (row,) = rows
    assert row["event_date"] == "2022-11-14"
    assert (row["time_precision"], row["geo_precision"]) == ("1", "1")
    assert row["disorder_type"] == "Political violence"
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert (row["country"], row["location"], row["fatalities"]) == ("Ukraine", "Kherson", "3")
    assert row["claim_ids"] == _strike().claims[0].id
    assert row["quotes"] == "Shells hit Kherson on Monday and killed three people"


def test_acled_codes_regions_as_regions() -> None:
    _, rows = _read(_written("acled", material_of([withdrawal()])))
    by_place = {r["location"]: r for r in rows}
    assert by_place["Dnipro"]["geo_precision"] == "3"  # a natural location stands for a region
    assert by_place["Dnipro"]["where_prec"] == "5"
    assert by_place["Kherson"]["longitude"] == "32.6178"


def test_ged_has_geds_columns_and_codes() -> None:
    columns, rows = _read(_written("ucdp", material_of([_strike(), withdrawal()])))
    assert columns == [*GED, *ucdp.ADDED]
    (row,) = rows
    assert (row["low"], row["best"], row["high"]) == ("3", "3", "3")
    assert (row["date_prec"], row["where_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert row["geom_wkt"] == "POINT (32.6178 46.6558)"
    assert row["date_start"] == "2022-11-14 00:00:00.000"
    assert row["source_original"] == "the governor"


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-89.9, -179.9, 1), (-89.9, 179.9, 720), (89.9, 179.9, 259_200), (0.1, 0.1, 129_961)],
)
def test_priogrid_cells_are_numbered_from_the_south_west(lat: float, lon: float, cell: int) -> None:
    assert ucdp.priogrid(lat, lon) == cell


@pytest.mark.parametrize(
    "auxiliary",
    [Auxiliary.NEGATED, Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.DEMANDED],
)
def test_what_did_not_happen_is_no_occurrence(auxiliary: Auxiliary) -> None:
    material = material_of([_strike(auxiliary=auxiliary)])
    assert list(occurrences(material.views)) == []
    assert _read(_written("ucdp", material))[1] == []


def test_the_events_of_an_incident_are_one_row() -> None:
    one, two = withdrawal(), second_report()
    taken = [e for c in (one, two) for e in c.events if e.type == "territory.taken"]
    incident = Incident(
        id="inc-1", type="territory.taken", events=tuple(e.id for e in taken),
        claims=tuple(e.claim for e in taken), place=KHERSON.id, time=taken[0].time, origins=(),
    )  # fmt: skip
    found = list(occurrences(material_of([one, two], incidents=[incident]).views))
    assert [o.id for o in found].count("inc-1") == 1
    joined = next(o for o in found if o.id == "inc-1")
    assert {c.claim.id for c in joined.claims} == set(incident.claims)
    assert not {e.id for e in taken} & {o.id for o in found}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+1 call", "'+1 call"), ("-2+3", "'-2+3"), ("@x", "'@x"),
        (" =1", "' =1"), ("\t=1", "'\t=1"), ("-12.5", "-12.5"), (-12.5, "-12.5"), (None, ""),
        ("plain", "plain"), ('a "b", c', 'a "b", c'), ("two\nlines", "two\nlines"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: str | float | None, written: str) -> None:
    data = b"".join(csv_lines(["a"], [{"a": cell}, {"a": "x"}]))
    assert next(iter(_read(data)[1]))["a"] == written


def test_geojson_is_geojson() -> None:
    data = json.loads(_written("geojson", material_of(collection())))
    assert data["type"] == "FeatureCollection"
    placed = [f for f in data["features"] if f["geometry"]]
    assert [32.6178, 46.6558] in [f["geometry"]["coordinates"] for f in placed]
    for feature in data["features"]:
        assert feature["properties"]["claim_ids"]
        assert feature["properties"]["quotes"]
    river = next(f for f in placed if f["properties"]["place"] == "Dnipro")
    assert river["properties"]["uncertainty_km"] == 55


def test_a_kml_description_is_no_markup() -> None:
    draft = Draft("<b onclick=x>Shells</b> & fire hit Kherson on Monday, the governor said.")
    claim = draft.claim(
        "<b onclick=x>Shells</b> & fire hit Kherson on Monday", source="the governor",
        side="UKR", cue="said",
    )  # fmt: skip
    draft.event(claim, "strike.shelling", "hit", at=[(KHERSON, "Kherson")], time=day("2022-11-14"))
    root = ElementTree.fromstring(_written("kml", material_of([draft.coding()])))
    (told,) = root.iter("{http://www.opengis.net/kml/2.2}description")
    assert told.text is not None
    assert "<" not in told.text
    assert "&lt;b onclick=x&gt;Shells&lt;/b&gt; &amp; fire" in told.text


@pytest.mark.parametrize("form", ["jsonld", "geojson"])
def test_json_for_the_web_can_stand_in_a_script(form: str) -> None:
    draft = Draft("</script><!-- Shells hit Kherson on Monday, the governor said.")
    claim = draft.claim(
        "</script><!-- Shells hit Kherson on Monday", source="the governor", side="UKR",
        cue="said",
    )  # fmt: skip
    draft.event(claim, "strike.shelling", "hit", at=[(KHERSON, "Kherson")], time=day("2022-11-14"))
    made = _written(form, material_of([draft.coding()]))
    assert b"<" not in made
    assert "</script><!-- Shells hit" in json.dumps(json.loads(made))


def test_kml_is_xml_with_its_claims() -> None:
    root = ElementTree.fromstring(_written("kml", material_of(collection())))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    marks = root.findall(".//k:Placemark", space)
    assert marks
    for mark in marks:
        names = [d.get("name") for d in mark.findall(".//k:Data", space)]
        assert {"claim_ids", "quotes", "where_prec"} <= set(names)


def test_json_ld_reviews_only_what_a_person_judged() -> None:
    target = withdrawal().claims[0].id
    judged = Judgement(
        id="jdg-1", target_kind=TargetKind.CLAIM, target=target, verdict=Verdict.WRONG,
        author="an editor", made_at="2022-11-12T00:00:00Z", reason="another photo",
    )  # fmt: skip
    plain = json.loads(_written("jsonld", material_of([withdrawal()])))
    assert {n["@type"] for n in plain["@graph"]} == {"Claim"}
    assert plain["@context"] == "https://schema.org"
    graph = json.loads(_written("jsonld", material_of([withdrawal()], judgements=[judged])))
    (review,) = [n for n in graph["@graph"] if n["@type"] == "ClaimReview"]
    assert review["itemReviewed"]["@id"] == f"urn:dateline:{target}"
    assert review["reviewRating"]["alternateName"] == "wrong"


def test_geoparquet_says_where_its_geometry_is() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(_written("geoparquet", material_of([_strike()]))))
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["primary_column"] == "geometry"
    assert geo["columns"]["geometry"]["bbox"] == [32.6178, 46.6558, 32.6178, 46.6558]
    assert table["claim_ids"].to_pylist() == [[_strike().claims[0].id]]


def test_regions_have_names_and_actors_acleds_pairs() -> None:
    """Users join on names of regions; 'interaction' is in ACLED's order, or says 'only'."""
    regions = {("UA", "Kherson"): "Kherson Oblast"}
    material = material_of([_strike()], regions=regions)
    (row,) = _read(_written("acled", material))[1]
    assert row["admin1"] == "Kherson Oblast"
    (row,) = _read(_written("ucdp", material))[1]
    assert row["adm_1"] == "Kherson Oblast"
    (feature,) = json.loads(_written("geojson", material))["features"]
    assert feature["properties"]["admin1"] == "Kherson Oblast"
    assert feature["properties"]["country"] == "UA"
    assert acled._interaction(["Civilians", "Rebel group"]) == "Rebel group-Civilians"
    assert acled._interaction(["State forces"]) == "State forces only"
    assert acled._interaction([]) is None


def test_a_region_without_a_name_keeps_its_code() -> None:
    (row,) = _read(_written("acled", material_of([_strike()])))[1]
    assert row["admin1"] == "Kherson"
