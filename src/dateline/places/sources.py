"""Files of places that a user may add: GeoNames country dumps, Natural Earth GeoJSON, CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.model.errors import UnreadableInput
from dateline.places.packing import Entry

_GEONAMES_COLUMNS = 19
# Natural Earth's classes by the words in them -> GeoNames feature codes
_CLASSES = (
    ("river", "STM"), ("lake", "LK"), ("reservoir", "RSV"), ("admin-1", "ADM1"),
    ("admin-0", "PCLI"), ("range", "MTS"), ("desert", "DSRT"), ("peninsula", "PEN"),
    ("island", "ISL"), ("sea", "SEA"), ("gulf", "GULF"), ("strait", "STRT"), ("bay", "BAY"),
)  # fmt: skip


def read_entries(path: Path) -> list[Entry]:
    """The places of a file, by its form.

    GeoNames: the country dump as text or zip (geonameid, name, ... in 19 columns). GeoJSON: points,
    lines (kept as courses) and polygons (kept by their extent), with Natural Earth's properties.
    CSV: a header with name, lat, lon and any of id, feature, country, admin1, population, names
    (names apart by ';'). Raises UnreadableInput with file and line.
    """
    try:
        if path.suffix.lower() == ".zip":
            return list(_geonames(_unzipped(path), path))
        data = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise UnreadableInput(
            f"cannot be read: {getattr(error, 'strerror', None) or error}",
            where=str(path),
            remedy="give UTF-8 text or a zip of it",
        ) from error
    if path.suffix.lower() in (".geojson", ".json"):
        return list(_geojson(data, path))
    if data.partition("\n")[0].count("\t") == _GEONAMES_COLUMNS - 1:
        return list(_geonames(data, path))
    return list(_read_csv(data, path))


def _unzipped(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        name = next(
            (n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()),
            None,
        )
        if name is None:
            raise zipfile.BadZipFile("no .txt in the archive")
        return archive.read(name).decode("utf-8")


def _geonames(data: str, path: Path) -> Iterator[Entry]:
    for line, text in enumerate(data.splitlines(), start=1):
        row = text.split("\t")
        if len(row) < _GEONAMES_COLUMNS:
            raise _refuse_row(path, line, f"{len(row)} columns instead of {_GEONAMES_COLUMNS}")
        try:
            yield Entry(
                id=f"geonames:{int(row[0])}",
                name=row[1],
                lat=float(row[4]),
                lon=float(row[5]),
                feature=row[7] or row[6],
                country=row[8],
                admin1=row[10],
                population=int(row[14] or 0),
                names=[name for name in row[3].split(",") if name],
                extra={"source": path.name},
            )
        except ValueError as error:
            raise _refuse_row(path, line, str(error)) from error


def _read_csv(data: str, path: Path) -> Iterator[Entry]:
    reader = csv.DictReader(io.StringIO(data))
    if not {"name", "lat", "lon"} <= set(reader.fieldnames or ()):
        raise _refuse_row(path, 1, "the header lacks name, lat or lon")
    for line, row in enumerate(reader, start=2):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
            people = int(row.get("population") or 0)
        except (TypeError, ValueError) as error:
            raise _refuse_row(path, line, str(error)) from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise _refuse_row(path, line, f"no such place: {lat}, {lon}")
        yield Entry(
            id=row.get("id") or _make_key("csv", row["name"], lat, lon),
            name=row["name"],
            lat=lat,
            lon=lon,
            feature=row.get("feature") or "PPL",
            country=row.get("country") or "",
            admin1=row.get("admin1") or "",
            population=people,
            names=[name.strip() for name in (row.get("names") or "").split(";") if name.strip()],
            extra={"source": path.name},
        )


def _geojson(data: str, path: Path) -> Iterator[Entry]:
    try:
        features = json.loads(data)["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise _refuse_row(path, 1, f"no GeoJSON FeatureCollection: {error}") from error
    for number, feature in enumerate(features, start=1):
        try:
            entry = _feature(feature, path)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise UnreadableInput(
                f"feature {number} is no place: {error!r}", where=str(path), remedy="correct it"
            ) from error
        if entry is not None:
            yield entry


def _feature(feature: dict[str, Any], path: Path) -> Entry | None:
    given = {key.lower(): value for key, value in feature["properties"].items()}
    name = given.get("name_en") or given.get("name")
    geometry = feature.get("geometry")
    if not name or not geometry:
        return None
    points = list(_points(geometry["coordinates"]))
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    lon, lat = points[len(points) // 2] if "Line" in geometry["type"] else _middle(lons, lats)
    extra: dict[str, Any] = {"source": path.name}
    if "Line" in geometry["type"]:
        extra["line"] = _course(geometry)
    elif "Polygon" in geometry["type"]:
        extra["box"] = [min(lats), min(lons), max(lats), max(lons)]
    names = {str(value) for key, value in given.items() if key.startswith("name") and value}
    return Entry(
        id=str(given.get("id") or _make_key("naturalearth", given.get("ne_id") or name, lat, lon)),
        name=str(name),
        lat=lat,
        lon=lon,
        feature=str(given.get("feature") or _read_class(str(given.get("featurecla", "")))),
        country=str(given.get("iso_a2") or given.get("country") or "")[:2].strip("-9"),
        admin1=str(given.get("admin1") or ""),
        names=sorted(names - {str(name)}),
        extra=extra,
    )


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)


def _middle(lons: list[float], lats: list[float]) -> tuple[float, float]:
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _course(geometry: dict[str, Any]) -> list[list[float]]:
    lines = geometry["coordinates"]
    longest = lines if geometry["type"] == "LineString" else max(lines, key=len)
    return [[round(point[0], 4), round(point[1], 4)] for point in longest]


def _read_class(words: str) -> str:
    lowered = words.lower()
    return next((code for word, code in _CLASSES if word in lowered), "RGN")


def _make_key(source: str, *facts: object) -> str:
    return f"{source}:{hashlib.sha256(repr(facts).encode()).hexdigest()[:12]}"


def _refuse_row(path: Path, line: int, what: str) -> UnreadableInput:
    return UnreadableInput(what, where=f"{path}:{line}", remedy="correct or remove the line")
