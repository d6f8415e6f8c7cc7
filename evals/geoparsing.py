"""Geoparsing on LGL, GeoVirus and GeoWebNews (Gritta et al. 2019): find toponyms, resolve them.

Resolution is measured on the gold toponyms that have coordinates, as in the literature: the share
within 161 km, the mean error in km, and the area under the curve of log errors (smaller is better).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.names import Found
from dateline.places.ranker import Ranker, shipped_ranker
from dateline.places.resolve import Resolver
from evals.table import Row

NEAR = 161.0
FARTHEST = 20_039.0
SETS = (("lgl", "LGL", "82.7", 0.84), ("geovirus", "GeoVirus", None, 0.92),
        ("gwn_dev", "GeoWebNews first 100", "94.1", 0.95))  # fmt: skip


@dataclass(frozen=True)
class Gold:
    """A toponym with its place, of one document."""

    start: int
    end: int
    text: str
    lat: float
    lon: float


def documents(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of one set."""
    with (data / "geoparsing" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def placed(record: dict[str, Any]) -> list[Gold]:
    """The toponyms that have coordinates, in order."""
    rows = [t for t in record["toponyms"] if t["lat"] is not None]
    golds = [Gold(t["start"], t["end"], t["text"], t["lat"], t["lon"]) for t in rows]
    return sorted(golds, key=lambda gold: (gold.start, -gold.end))


def errors(records: Sequence[dict[str, Any]], *, places: Gazetteer, ranker: Ranker) -> list[float]:
    """The error in km of each placed toponym; the farthest possible where it is unresolved."""
    resolver = Resolver(places, ranker)
    found: list[float] = []
    for record in records:
        golds = placed(record)
        founds = [Found(start=g.start, end=g.end, text=g.text) for g in golds]
        answers = resolver(founds, record["text"], setting=Setting())
        for gold, answer in zip(golds, answers, strict=True):
            if answer.ref is None:
                found.append(FARTHEST)
                continue
            facts = places.facts(answer.ref)
            found.append(distance(gold.lat, gold.lon, facts.lat, facts.lon))
    return found


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def auc(values: Sequence[float]) -> float:
    """Area under the curve of sorted log errors, in [0, 1] (Jurgens et al. 2015)."""
    logs = sorted(math.log(value + 1) for value in values)
    area = sum((a + b) / 2 for a, b in zip(logs, logs[1:], strict=False))
    return area / (math.log(FARTHEST) * (len(logs) - 1))


def run(data: Path) -> list[Row]:
    """The rows of the table."""
    rows: list[Row] = []
    for name, title, reference, target in SETS:
        values = errors(list(documents(data, name)), places=gazetteer(), ranker=shipped_ranker())
        within = sum(value <= NEAR for value in values) / len(values)
        rows.append(_row(title, "Acc@161 km", within, len(values), reference, target))
        rows.append(_row(title, "mean error, km", sum(values) / len(values), len(values)))
        rows.append(_row(title, "AUC (less is better)", auc(values), len(values)))
    return rows


def _row(
    title: str, measure: str, ours: float, n: int,
    reference: str | None = None, target: float | None = None,
) -> Row:  # fmt: skip
    return Row(stage="places", corpus=title, measure=measure, ours=ours, n=n,
               reference=reference and f"Mordecai 3 {reference}", target=target)  # fmt: skip
