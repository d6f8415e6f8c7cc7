"""A GeoPackage by the libraries of its users: layers, points, styles, words as data."""

from __future__ import annotations

import sqlite3
import struct
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path

import pytest
import shapely
from msgspec.structs import replace

from dateline.publish.exports.geojson import geojson
from dateline.publish.exports.geopackage import APPLICATION, geopackage
from dateline.publish.exports.material import Material, material_of
from dateline.publish.exports.qgis_styles import incident_style, map_colours, reach_style
from tests.publish.factory import collection, withdrawal


def written(material: Material, folder: Path) -> Path:
    path = folder / "incidents.gpkg"
    path.write_bytes(b"".join(geopackage(material)))
    return path


def test_its_layers_open_in_geopandas_with_every_column(tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    pyogrio = pytest.importorskip("pyogrio")
    material = material_of(collection())
    path = written(material, tmp_path)
    layers = dict(pyogrio.list_layers(path))
    assert layers == {
        "incidents": "Point",
        "reach": "Polygon",
        "claims": None,
        "layer_styles": None,
    }
    frame = geopandas.read_file(path, layer="incidents")
    told = list(material.occurrences())
    assert frame.crs.to_epsg() == 4326
    assert sorted(frame["id"]) == sorted(o.id for o in told)
    by_id = {o.id: o for o in told}
    for _, row in frame.iterrows():
        place = by_id[row["id"]].place
        if place is None:
            assert row.geometry is None
        else:
            assert (row.geometry.x, row.geometry.y) == (place.lon, place.lat)
            assert row["where_prec"] == place.where_prec
    reach = geopandas.read_file(path, layer="reach")
    assert reach.geometry.is_valid.all()
    assert set(reach["id"]) == set(frame[frame["uncertainty_km"].notna()]["id"])


def test_its_geometry_and_tables_are_as_the_standard_says(tmp_path: Path) -> None:
    path = written(material_of([withdrawal()]), tmp_path)
    with closing(sqlite3.connect(path)) as book:
        assert book.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert book.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("incidents", "reach"):
            for (blob,) in book.execute(f"SELECT geom FROM {table} WHERE geom IS NOT NULL"):
                magic, version, flags, srs = struct.unpack("<2sBBi", blob[:8])
                assert (magic, version, flags, srs) == (b"GP", 0, 1, 4326)
                shape = shapely.from_wkb(blob[8:])
                assert shape.is_valid
                assert not shape.is_empty
        named = {row[0] for row in book.execute("SELECT table_name FROM gpkg_contents")}
        assert named == {"incidents", "reach", "claims", "layer_styles"}
        quotes = {row[0] for row in book.execute("SELECT quote FROM claims")}
    assert quotes <= {span.text for c in withdrawal().claims for span in c.content} | quotes
    assert quotes


def test_a_circle_has_the_reach_that_it_says(tmp_path: Path) -> None:
    path = written(material_of([withdrawal()]), tmp_path)
    with closing(sqlite3.connect(path)) as book:
        rows = book.execute("SELECT geom, uncertainty_km FROM reach").fetchall()
    assert rows
    for blob, km in rows:
        west, south, east, north = shapely.from_wkb(blob[8:]).bounds
        assert (north - south) * 111.2 == pytest.approx(2 * km, rel=0.01)
        assert east > west


def test_styles_are_where_qgis_looks_and_every_rule_has_its_symbol(tmp_path: Path) -> None:
    path = written(material_of([withdrawal()]), tmp_path)
    with closing(sqlite3.connect(path)) as book:
        rows = book.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
    assert [(name, column, default) for name, column, default, _ in rows] == [
        ("incidents", "geom", 1), ("reach", "geom", 1),
    ]  # fmt: skip
    assert [qml for *_, qml in rows] == [incident_style(), reach_style()]
    tree = ElementTree.fromstring(incident_style())
    rules = [rule.attrib["symbol"] for rule in tree.iter("rule")]
    symbols = [symbol.attrib["name"] for symbol in tree.iter("symbol")]
    assert rules == symbols
    assert len(rules) == 2 * (len(map_colours().roots) + 1)


def test_what_reports_say_is_data_and_nothing_runs(tmp_path: Path) -> None:
    coding = withdrawal()
    nasty = "'); DROP TABLE incidents; --\ud800\0<script>"
    report = replace(coding.report, outlet=nasty, url="javascript:alert(1)")
    path = written(material_of([replace(coding, report=report)]), tmp_path)
    with closing(sqlite3.connect(path)) as book:
        outlets = {row[0] for row in book.execute("SELECT outlet FROM claims")}
        assert book.execute("SELECT url FROM claims WHERE url IS NOT NULL").fetchall() == []
    assert outlets == {"'); DROP TABLE incidents; --?\ufffd<script>"}


def test_the_same_ledger_gives_the_same_file() -> None:
    made = material_of(collection())
    assert b"".join(geopackage(made)) == b"".join(geopackage(made))
    assert b"".join(geojson(made))
