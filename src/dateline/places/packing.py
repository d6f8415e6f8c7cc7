"""The layout of a gazetteer file, as written: see docs/places.md. `volume` reads it.

Places stand in the order of a space-filling curve, so that neighbours have near numbers: columns
are arrays in that order, names stand in blocks of 64, and an R*Tree holds the blocks' extents.
An FTS5 index leads from keys to places: '=' with the folded name, the folded further names
without a mark, '~' with skeletons.
"""

from __future__ import annotations

import json
import math
import re
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dateline.places.keys import families, fold, skeleton
from dateline.places.kinds import kinds

BLOCK = 64
LAYOUT = 1
COLUMNS = {
    "lat": "i",
    "lon": "i",
    "number": "I",
    "people": "B",
    "feature": "B",
    "country": "B",
    "region": "H",
    "fame": "B",
}
_SCHEMA = """
PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE columns(name TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
CREATE TABLE blocks(id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE extra(place INTEGER PRIMARY KEY, id TEXT UNIQUE, data TEXT);
CREATE VIRTUAL TABLE extent USING rtree(id, west, east, south, north);
CREATE VIRTUAL TABLE names USING fts5(keys, content='', detail=none, columnsize=0,
  tokenize="ascii tokenchars '~='");
"""


@dataclass(kw_only=True)
class Entry:
    """One place, before it is packed. `admin1` is GeoNames' code within the country.

    `extra`: `line` (lon, lat from source to mouth), `box` (south, west, north, east), `members`
    (country.admin1 or country), `seat` (its name stands for who sits there), `source`,
    `gazetteer_name` (the source's own, where newsrooms write another), `within_km` (of its point).
    `spellings`: how many names its source gives it in all scripts, where not all are kept.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str = ""
    admin1: str = ""
    population: int = 0
    names: list[str] = field(default_factory=list)
    spellings: int = 0
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def region(self) -> str:
        return f"{self.country}.{self.admin1}" if self.admin1 else self.country


def write(output: Path, entries: Sequence[Entry], *, card: Mapping[str, Any]) -> None:
    """Packs places into a new file, the same for the same places in any order."""
    ordered = sorted(entries, key=lambda entry: (cell(entry.lat, entry.lon), entry.id))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.unlink(missing_ok=True)
    base = sqlite3.connect(output)
    base.executescript(_SCHEMA)
    tables = {
        "features": sorted({entry.feature for entry in ordered}),
        "countries": sorted({entry.country for entry in ordered}),
        "regions": sorted({entry.region for entry in ordered}),
    }
    base.executemany("INSERT INTO columns VALUES (?,?)", _columns(ordered, tables))
    for at in range(0, len(ordered), BLOCK):
        _write_block(base, at // BLOCK, ordered[at : at + BLOCK])
    rows = ((at + 1, " ".join(keys_of(entry))) for at, entry in enumerate(ordered))
    base.executemany("INSERT INTO names(rowid, keys) VALUES (?,?)", rows)
    base.executemany("INSERT INTO extra VALUES (?,?,?)", _extras(ordered))
    meta = {**card, **tables, "places": len(ordered), "block": BLOCK, "layout": LAYOUT}
    base.executemany("INSERT INTO meta VALUES (?,?)", [(k, json.dumps(v)) for k, v in meta.items()])
    base.execute("INSERT INTO names(names) VALUES ('optimize')")
    base.commit()
    base.execute("VACUUM")
    base.close()


def cell(lat: float, lon: float) -> int:
    """The position on a Z-order curve of 0.02 degrees."""
    x, y = int((lon + 180) * 50), int((lat + 90) * 50)
    return sum(
        ((x >> bit) & 1) << (2 * bit) | ((y >> bit) & 1) << (2 * bit + 1) for bit in range(15)
    )


def keys_of(entry: Entry) -> list[str]:
    """The tokens under which a place is found."""
    main = fold(entry.name)
    others = {fold(name) for name in _spoken(entry)} - {main}
    found = {"=" + main} | {key for key in others if len(key) > 1}
    if "gazetteer_name" in entry.extra:
        found.add("=" + fold(entry.extra["gazetteer_name"]))
    family = families().get(entry.country)
    if family:
        found |= {"~" + bones for n in _spoken(entry) if (bones := skeleton(n, family=family))}
    return sorted(found)


def _spoken(entry: Entry) -> Iterator[str]:
    """The place's names, and without the word for its kind where it has one."""
    for name in (entry.name, *entry.names):
        yield name
        if entry.feature[:3] in ("ADM", "STM"):
            bare = _kind_words().sub("", name).strip(" ,-")
            if len(bare) > 2:
                yield bare


@cache
def _kind_words() -> re.Pattern[str]:
    words = sorted(
        (re.escape(word) for kind in kinds() for word in kind.words), key=len, reverse=True
    )
    listed = "|".join(words)
    return re.compile(rf"\s+(?:{listed})$|^(?:muhafazat|(?:{listed}) of(?: the)?)\s+", re.I)


def _columns(
    entries: Sequence[Entry], tables: Mapping[str, list[str]]
) -> Iterator[tuple[str, bytes]]:
    ranks = {name: {value: at for at, value in enumerate(rows)} for name, rows in tables.items()}
    values: dict[str, Iterator[int]] = {
        "lat": (round(entry.lat * 1e4) for entry in entries),
        "lon": (round(entry.lon * 1e4) for entry in entries),
        "number": (number(entry.id) for entry in entries),
        "people": (min(255, round(12 * math.log10(entry.population + 1))) for entry in entries),
        "feature": (ranks["features"][entry.feature] for entry in entries),
        "country": (ranks["countries"][entry.country] for entry in entries),
        "region": (ranks["regions"][entry.region] for entry in entries),
        "fame": (min(255, round(32 * math.log2(_spellings(e) + 1))) for e in entries),
    }
    for name, code in COLUMNS.items():
        column = array(code, values[name])
        if sys.byteorder == "big":
            column.byteswap()
        yield name, zlib.compress(column.tobytes(), 9)


def _spellings(entry: Entry) -> int:
    return max(entry.spellings, len(entry.names))


def number(key: str) -> int:
    """The GeoNames number in an id; 0 for others."""
    source, _, value = key.partition(":")
    return int(value) if source == "geonames" and value.isdigit() else 0


def _write_block(base: sqlite3.Connection, at: int, entries: Sequence[Entry]) -> None:
    names = "\n".join(entry.name.replace("\n", " ") for entry in entries)
    base.execute("INSERT INTO blocks VALUES (?,?)", (at, zlib.compress(names.encode(), 9)))
    lats, lons = [entry.lat for entry in entries], [entry.lon for entry in entries]
    extent = (at, min(lons), max(lons), min(lats), max(lats))
    base.execute("INSERT INTO extent VALUES (?,?,?,?,?)", extent)


def _extras(entries: Sequence[Entry]) -> Iterator[tuple[int, str, str | None]]:
    """Ids that are not GeoNames numbers, and what only some places have."""
    for at, entry in enumerate(entries):
        if entry.extra or not number(entry.id):
            data = json.dumps(entry.extra, separators=(",", ":"), ensure_ascii=False)
            yield at + 1, entry.id, data if entry.extra else None
