"""`geopackage`: occurrences as an OGC GeoPackage 1.3 that QGIS opens with its styles.

Layers: `incidents`, points; `reach`, the area in which one that is not exact may lie; `claims`, a
table of the words. `layer_styles` is where QGIS looks for styles.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from math import cos, pi, radians, sin
from typing import Any

from dateline.publish.dates import day_of
from dateline.publish.exports.geojson import properties_of
from dateline.publish.exports.material import Material, Occurrence
from dateline.publish.exports.qgis_styles import incident_style, reach_style
from dateline.publish.exports.tallies import tally_of, tells
from dateline.publish.plain import encodable, web_address

APPLICATION = 0x47504B47
"""GPKG, which the first bytes of the file say."""
VERSION = 10300
WGS84 = 4326
CORNERS = 64
KM = 111.2
"""Kilometres of a degree north."""
UNDATED = "1970-01-01T00:00:00.000Z"
"""A layer's last change where no report says a day: the same ledger gives the same file."""
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
  identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name), UNIQUE (table_name),
  FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE incidents (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {incidents});
CREATE TABLE reach (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POLYGON, id TEXT,
  place TEXT, where_prec MEDIUMINT, uncertainty_km DOUBLE);
CREATE TABLE claims (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, incident TEXT, claim TEXT,
  quote TEXT, source TEXT, side TEXT, outlet TEXT, published TEXT, url TEXT, stance TEXT,
  certainty TEXT);
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""
_COLUMNS = {
    "id": "TEXT", "type": "TEXT", "root": "TEXT", "auxiliary": "TEXT", "place": "TEXT",
    "place_id": "TEXT", "country": "TEXT", "admin1": "TEXT", "where_prec": "MEDIUMINT",
    "area": "TEXT", "uncertainty_km": "DOUBLE", "earliest": "TEXT", "latest": "TEXT",
    "begin_day": "DATE", "end_day": "DATE", "date_prec": "MEDIUMINT", "actors": "TEXT",
    "recipients": "TEXT", "killed_low": "MEDIUMINT", "killed_best": "MEDIUMINT",
    "killed_high": "MEDIUMINT", "quantities": "TEXT", "sources": "TEXT", "sides": "TEXT",
    "outlets": "TEXT", "certainty": "TEXT", "claim_ids": "TEXT", "quotes": "TEXT", "given": "TEXT",
}  # fmt: skip
Box = tuple[float, float, float, float]


def geopackage(material: Material) -> Iterator[bytes]:
    """One file; occurrences without a place stand in `incidents` without geometry."""
    with closing(sqlite3.connect(":memory:")) as book:
        _prepare(book)
        found = list(material.occurrences())
        for occurrence in found:
            _write(book, occurrence, material)
        _describe(book, _box(found), _changed(found, material))
        book.commit()
        yield book.serialize()


def _prepare(book: sqlite3.Connection) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    book.executescript(_TABLES.format(incidents=columns))
    book.execute(f"PRAGMA application_id = {APPLICATION}")
    book.execute(f"PRAGMA user_version = {VERSION}")
    for row in (
        ("Undefined Cartesian", -1, "NONE", -1, "undefined", None),
        ("Undefined geographic", 0, "NONE", 0, "undefined", None),
        ("WGS 84 geodetic", WGS84, "EPSG", WGS84, _WKT, "longitude and latitude"),
    ):
        _insert(book, "gpkg_spatial_ref_sys", row)


def _write(book: sqlite3.Connection, occurrence: Occurrence, material: Material) -> None:
    place = occurrence.place
    known = {**properties_of(occurrence, material), **_more(occurrence, material)}
    cells = [_cell(known.get(name)) for name in _COLUMNS]
    point = _blob(_point(place.lon, place.lat)) if place else None
    _insert(book, "incidents", (None, point, *cells))
    reach = known["uncertainty_km"]
    if place is not None and reach is not None:
        ring = list(_ring(place.lon, place.lat, reach))
        row = (None, _blob(_polygon(ring)), occurrence.id, _cell(place.name), place.where_prec)
        _insert(book, "reach", (*row, reach))
    for claim in occurrence.claims:
        report = material.views.reports[claim.report].coding.report
        told = (
            occurrence.id, claim.claim.id, claim.quote, claim.source.name, claim.source.side,
            claim.outlet, report.published, web_address(report.url), claim.claim.stance.value,
            claim.claim.certainty.value,
        )  # fmt: skip
        _insert(book, "claims", (None, *(_cell(value) for value in told)))


def _more(occurrence: Occurrence, material: Material) -> dict[str, Any]:
    """What a map is sorted and styled by, beside what a GeoJSON tells."""
    toll = tally_of(occurrence, material.views)
    time, told = occurrence.time, tells(occurrence)
    return {
        "id": occurrence.id,
        "root": occurrence.main.event.type.partition(".")[0],
        "begin_day": day_of(time.earliest),
        "end_day": day_of(time.latest),
        "killed_low": toll.low if told else None,
        "killed_best": toll.best if told else None,
        "killed_high": toll.high if told else None,
    }


def _describe(book: sqlite3.Connection, box: Box | None, changed: str) -> None:
    """The contents that a reader of GeoPackages looks up, and the styles that QGIS does."""
    ends = box or (None, None, None, None)
    layers = (
        ("incidents", "features", "What is said to have happened", *ends, WGS84),
        ("reach", "features", "The area in which what is not exact may lie", *ends, WGS84),
        ("claims", "attributes", "The words that incidents rest on", *[None] * 5),
        ("layer_styles", "attributes", "Styles for QGIS", *[None] * 5),
    )
    for name, kind, about, *rest in layers:
        _insert(book, "gpkg_contents", (name, kind, name, about, changed, *rest))
    _insert(book, "gpkg_geometry_columns", ("incidents", "geom", "POINT", WGS84, 0, 0))
    _insert(book, "gpkg_geometry_columns", ("reach", "geom", "POLYGON", WGS84, 0, 0))
    for number, (name, style) in enumerate(
        (("incidents", incident_style()), ("reach", reach_style())), start=1
    ):
        row = (number, "", "", name, "geom", name, style, "", 1, "Dateline", "", None, changed)
        _insert(book, "layer_styles", row)


def _insert(book: sqlite3.Connection, table: str, row: Sequence[Any]) -> None:
    book.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _cell(value: Any) -> Any:
    """A value as a database holds it: lists joined, text without what is no UTF-8."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(part) for part in value)
    if isinstance(value, str):
        return encodable(str(value))
    return value


def _changed(found: Sequence[Occurrence], material: Material) -> str:
    """When the last report was published, as the latest that these layers know."""
    reports = (material.views.reports[c.report].coding.report for o in found for c in o.claims)
    days = [day for r in reports if (day := day_of(r.published))]
    latest = max(days, default=None)
    return f"{latest}T00:00:00.000Z" if latest else UNDATED


def _box(found: Sequence[Occurrence]) -> Box | None:
    places = [o.place for o in found if o.place is not None]
    if not places:
        return None
    xs, ys = [p.lon for p in places], [p.lat for p in places]
    return min(xs), min(ys), max(xs), max(ys)


def _blob(wkb: bytes) -> bytes:
    """GeoPackage's head before a WKB geometry: little-endian, no envelope."""
    return struct.pack("<2sBBi", b"GP", 0, 1, WGS84) + wkb


def _point(lon: float, lat: float) -> bytes:
    return struct.pack("<BIdd", 1, 1, lon, lat)


def _polygon(ring: Sequence[tuple[float, float]]) -> bytes:
    flat = [value for corner in ring for value in corner]
    return struct.pack(f"<BIII{len(flat)}d", 1, 3, 1, len(ring), *flat)


def _ring(lon: float, lat: float, km: float) -> Iterator[tuple[float, float]]:
    """A circle of so many km around a point, closed, against the clock."""
    shrink = max(cos(radians(lat)), 0.01)
    for corner in range(CORNERS):
        turn = 2 * pi * corner / CORNERS
        yield lon + km / KM / shrink * cos(turn), lat + km / KM * sin(turn)
    yield lon + km / KM / shrink, lat
