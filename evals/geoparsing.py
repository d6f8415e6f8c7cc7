"""Geoparsing on LGL, GeoVirus and GeoWebNews (Gritta et al. 2019): find toponyms, resolve them.

Recognition: the toponyms of every kind (literal and associative, demonyms too) count; GeoWebNews'
names of languages and homonyms neither help nor hurt, its common nouns and names of other things
are none. Exact: the same span; partial: spans that overlap, each counted once.

The ranker is fitted on these documents: the figures of unseen ones, out of fold, stand in
data/ranker.json and are printed as such; the shipped ranker has seen all of them.

Resolution is measured on the gold toponyms that have coordinates, as in the literature: the share
within 161 km, the mean error in km, and the area under the curve of log errors (smaller is better).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dateline.model import ModelError, Toponym
from dateline.places.component import Geoparser
from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer, gazetteer
from dateline.places.names import Found
from dateline.places.outlet import outlet_of
from dateline.places.ranker import Ranker, shipped_ranker
from dateline.places.resolve import Resolver
from evals.own_toponyms import coding_of
from evals.reading import analysed, chosen
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
    """The toponyms that have coordinates and, in GeoWebNews, an entry in GeoNames; in order."""
    rows = [t for t in record["toponyms"] if t["lat"] is not None]
    if any("_" in (t["kind"] or "") or t["kind"] in _GWN for t in record["toponyms"]):
        rows = [t for t in rows if t["geonameid"]]
    golds = [Gold(t["start"], t["end"], t["text"], t["lat"], t["lon"]) for t in rows]
    return sorted(golds, key=lambda gold: (gold.start, -gold.end))


def errors(records: Sequence[dict[str, Any]], *, places: Gazetteer, ranker: Ranker) -> list[float]:
    """The error in km of each placed toponym; the farthest possible where it is unresolved."""
    resolver = Resolver(places, ranker)
    found: list[float] = []
    for record in records:
        golds = placed(record)
        founds = [Found(start=g.start, end=g.end, text=g.text) for g in golds]
        answers = resolver(founds, record["text"], setting=Setting(outlet=outlet_of(record["url"])))
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
    area = sum((a + b) / 2 for a, b in pairwise(logs))
    return area / (math.log(FARTHEST) * (len(logs) - 1))


_GWN = ("Literal", "Mixed", "Metonymic", "Coercion", "Demonym")
_NEUTRAL = ("Homonym", "Language")
_NONE = ("Non_Toponym", "Literal_Expression", "Non_Lit_Expression")


@dataclass
class Tally:
    """Counts of spans, exact and partial, and of those that are within 161 km too."""

    exact: int = 0
    partial: int = 0
    ended: int = 0
    found: int = 0
    gold: int = 0

    def f1(self, hits: int) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * hits / (self.found + self.gold) if self.found + self.gold else 0.0


def recognition(records: Sequence[dict[str, Any]], *, reader: bool) -> Tally:
    """What the component finds by itself, with the neural reader or by name."""
    component, tally = Geoparser(), Tally()
    for record in records:
        coding = coding_of(record["text"], "en", None)
        if reader:
            coding = replace(coding, analysis=analysed(record["text"]))
        coding = component(coding)
        kinds = {(t["start"], t["end"]): t for t in record["toponyms"]}
        neutral = [s for s, t in kinds.items() if t["kind"] in _NEUTRAL]
        golds = {s: t for s, t in kinds.items() if t["kind"] not in (*_NEUTRAL, *_NONE)}
        found = {(t.start, t.end): t for t in coding.toponyms}
        found = {s: t for s, t in found.items() if not any(_over(s, n) for n in neutral)}
        _count(tally, golds, found)
    return tally


def _over(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _count(
    tally: Tally, golds: dict[tuple[int, int], Any], found: dict[tuple[int, int], Toponym]
) -> None:
    tally.gold += len(golds)
    tally.found += len(found)
    tally.exact += len(golds.keys() & found.keys())
    left = dict(found)
    for span, gold in golds.items():
        hit = span if span in left else next((s for s in left if _over(s, span)), None)
        if hit is None:
            continue
        tally.partial += 1
        place = left.pop(hit).place
        if place and gold["lat"] is not None:
            tally.ended += distance(gold["lat"], gold["lon"], place.lat, place.lon) <= NEAR


def _recognition_rows(data: Path, name: str, title: str) -> list[Row]:
    records = list(documents(data, name))
    first = recognition(records, reader=False)
    ours = recognition(records, reader=True) if _has_reader() else first
    gwn = name == "gwn_dev"
    return [
        Row(stage="places", corpus=title, measure="recognition F1, partial", n=ours.gold,
            ours=ours.f1(ours.partial), first=first.f1(first.partial),
            reference="spaCy .82, Google .84, authors .88" if gwn else None,
            target=0.91 if gwn else None),
        Row(stage="places", corpus=title, measure="recognition F1, exact", n=ours.gold,
            ours=ours.f1(ours.exact), first=first.f1(first.exact),
            reference="spaCy .79, Google .82" if gwn else None, target=0.88 if gwn else None),
        Row(stage="places", corpus=title, measure="found and within 161 km, F1", n=ours.gold,
            ours=ours.f1(ours.ended), first=first.f1(first.ended)),
    ]  # fmt: skip


def _has_reader() -> bool:
    try:
        chosen()
    except ModelError:
        return False
    return True


def _unseen() -> dict[str, dict[str, float]]:
    path = files("dateline.places") / "data" / "ranker.json"
    card = json.loads(path.read_text(encoding="utf-8"))["card"]
    found: dict[str, dict[str, float]] = card.get("out of fold", {})
    return found


def run(data: Path) -> list[Row]:
    """The rows of the table."""
    rows: list[Row] = []
    for name, title, reference, target in SETS:
        rows += _recognition_rows(data, name, title)
        unseen = _unseen().get(name)
        if unseen:
            rows.append(
                _row(title, "Acc@161 km, out of fold", unseen["acc@161"], None, reference, target)
            )
        values = errors(list(documents(data, name)), places=gazetteer(), ranker=shipped_ranker())
        within = sum(value <= NEAR for value in values) / len(values)
        rows.append(_row(title, "Acc@161 km", within, len(values), reference, target))
        rows.append(_row(title, "mean error, km", sum(values) / len(values), len(values)))
        rows.append(_row(title, "AUC (less is better)", auc(values), len(values)))
    return rows


def _row(
    title: str, measure: str, ours: float, n: int | None,
    reference: str | None = None, target: float | None = None,
) -> Row:  # fmt: skip
    return Row(stage="places", corpus=title, measure=measure, ours=ours, n=n,
               reference=reference and f"Mordecai 3 {reference}", target=target)  # fmt: skip
