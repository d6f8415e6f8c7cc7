"""Ukrainian and Russian toponyms: reports of strikes in VIINA's extract, with their place.

Each report names one place that VIINA's coders gave it (asciiname, lat, lon). Right: the component
finds a toponym within 25 km of it, or, where the coders put a report that names only an oblast at
the oblast's seat, the oblast; only reports whose place the gazetteer has by its position and
whose text has its name's stem count (the rest was coded from elsewhere in the item).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.model.places import Place
from dateline.places.component import Geoparser
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.keys import skeleton
from dateline.places.query import distance
from evals.own_toponyms import coding_of
from evals.table import Row

NEAR = 25.0


def reports(data: Path, *, lang: str) -> list[dict[str, Any]]:
    """The reports in a language whose text names the coded place."""
    path = data / "reports" / "viina_extract.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["lang"] == lang and row.get("lat") and _named(row)]


def _named(row: dict[str, Any]) -> bool:
    bones = skeleton(row["asciiname"], family="slavic")[:4]
    words = (skeleton(word, family="slavic") for word in row["text"].split() if word[:1].isupper())
    return bool(bones) and any(word.startswith(bones) for word in words)


def judged(data: Path, *, lang: str) -> list[tuple[dict[str, Any], bool, str]]:
    """Each report with whether its place was found, and what was."""
    component, places = Geoparser(), gazetteer()
    rows: list[tuple[dict[str, Any], bool, str]] = []
    for row in reports(data, lang=lang):
        lat, lon = float(row["lat"]), float(row["lon"])
        box = (lat - 0.05, lon - 0.05, lat + 0.05, lon + 0.05)
        if not places.places_within(box):
            continue
        toponyms = component(coding_of(row["text"], lang, "ukraine")).toponyms
        found = [t.place for t in toponyms if t.place]
        ok = any(
            distance(lat, lon, p.lat, p.lon) <= NEAR or _seat(places, p, lat, lon) for p in found
        )
        rows.append((row, ok, ", ".join(f"{place.name} {place.feature}" for place in found)))
    return rows


def _seat(places: Gazetteer, region: Place, lat: float, lon: float) -> bool:
    """Whether a point is the largest place of a first-level region."""
    if region.feature != "ADM1" or not region.country or not region.admin1:
        return False
    largest = places.admin1_places(region.country, region.admin1)[0]
    return distance(lat, lon, largest.lat, largest.lon) <= NEAR


def run(data: Path) -> list[Row]:
    """The rows of the table."""
    found: list[Row] = []
    for lang, title in (("uk", "VIINA, Ukrainian"), ("ru", "VIINA, Russian")):
        rows = judged(data, lang=lang)
        if rows:
            ours = sum(ok for _, ok, _ in rows) / len(rows)
            found.append(Row(stage="places", corpus=title, measure="place found, accuracy",
                             ours=ours, n=len(rows), target=0.8))  # fmt: skip
    return found
