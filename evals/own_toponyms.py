"""Our own hard toponyms of conflict news, with the answer and why: evals/own_toponyms*.jsonl.

Sentences of ours from facts: former and foreign names, rivers and cities of one name, regions and
their capitals, villages, camps, crossings. Right: the id given, or within 20 km of the point and of
the feature given. `found` counts those that the component finds by itself and gets right.

The second set was keyed before the program was asked, and measured once before anything was mended
for it: what it showed then (`FIRST`) is what to expect of names that nobody has looked at.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.model import Coding, Toponym
from dateline.model.report import Block, BlockKind, Report
from dateline.places.component import Geoparser, setting_of
from dateline.places.gazetteer import gazetteer
from dateline.places.names import Found
from dateline.places.query import distance
from dateline.places.ranker import shipped_ranker
from dateline.places.resolve import Resolver
from dateline.text.component import Segmenter
from evals.table import Row

PATH = Path(__file__).parent / "own_toponyms.jsonl"
SECOND = Path(__file__).parent / "own_toponyms_second.jsonl"
FIRST = {"given": 136 / 151, "found": 127 / 151}
NEAR = 20.0


def records(path: Path = PATH) -> list[dict[str, Any]]:
    """The sentences with their toponyms."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def coding_of(text: str, lang: str | None, conflict: str | None) -> Coding:
    """A report that is just this text, cut into tokens and sentences."""
    report = Report(
        id="r", sha256="0" * 64, lang=lang, text=text, title=None, published=None, updated=None,
        byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip
    return Segmenter()(Coding(report=report, conflict=conflict))


def right(gold: dict[str, Any], key: str, feature: str, lat: float, lon: float) -> bool:
    """Whether a place is the answer."""
    if "id" in gold:
        return bool(gold["id"] == key)
    same_kind = not gold["feature"] or feature.startswith(gold["feature"])
    return same_kind and distance(gold["lat"], gold["lon"], lat, lon) <= NEAR


def resolved(path: Path = PATH) -> list[tuple[dict[str, Any], bool, str]]:
    """Each toponym with whether its given span is resolved rightly, and to what."""
    places = gazetteer()
    resolver = Resolver(places, shipped_ranker())
    rows: list[tuple[dict[str, Any], bool, str]] = []
    for record in records(path):
        golds = record["toponyms"]
        founds = [Found(start=g["start"], end=g["end"], text=g["text"]) for g in golds]
        answers = resolver(founds, record["text"], setting=setting_of(record["conflict"]))
        for gold, answer in zip(golds, answers, strict=True):
            if answer.ref is None:
                rows.append((gold, False, answer.why))
                continue
            place = places.place(answer.ref)
            ok = right(gold, place.id, place.feature, place.lat, place.lon)
            rows.append((gold, ok, f"{place.id} {place.name} {place.feature} {place.country}"))
    return rows


def found(path: Path = PATH) -> list[tuple[dict[str, Any], bool, str]]:
    """Each toponym with whether the component finds and resolves it by itself."""
    component = Geoparser()
    rows: list[tuple[dict[str, Any], bool, str]] = []
    for record in records(path):
        coding = component(coding_of(record["text"], record["lang"], record["conflict"]))
        for gold in record["toponyms"]:
            hit = _at(coding.toponyms, gold)
            place = hit.place if hit else None
            told = f"{place.id} {place.name}" if place else "not found"
            ok = place is not None and right(gold, place.id, place.feature, place.lat, place.lon)
            rows.append((gold, ok, told))
    return rows


def _at(toponyms: tuple[Toponym, ...], gold: dict[str, Any]) -> Toponym | None:
    overlap = (t for t in toponyms if t.start < gold["end"] and gold["start"] < t.end)
    return max(
        overlap, key=lambda t: min(t.end, gold["end"]) - max(t.start, gold["start"]), default=None
    )


def run(data: Path) -> list[Row]:  # noqa: ARG001 - the set is our own
    """The rows of the table."""
    rows: list[Row] = []
    for path, corpus in ((PATH, "own hard toponyms"), (SECOND, "own hard toponyms, second set")):
        given, alone = resolved(path), found(path)
        first = FIRST if path == SECOND else {}
        rows += [
            Row(stage="places", corpus=corpus, measure="accuracy, spans given", target=0.95,
                ours=_share(given), n=len(given), reference=_told(first.get("given"))),
            Row(stage="places", corpus=corpus, measure="found and right, by name alone",
                ours=_share(alone), n=len(alone), reference=_told(first.get("found"))),
        ]  # fmt: skip
    return rows


def _share(rows: list[tuple[dict[str, Any], bool, str]]) -> float:
    return sum(ok for _, ok, _ in rows) / len(rows)


def _told(first: float | None) -> str | None:
    return None if first is None else f"{first:.3f} before it was looked at"


if __name__ == "__main__":
    for path in (PATH, SECOND):
        for told, rows in (("given", resolved(path)), ("found", found(path))):
            print(path.name, told, sum(ok for _, ok, _ in rows), len(rows))
            for gold, ok, answer in rows:
                if not ok:
                    print("  ", gold["text"], "|", gold["why"], "|", answer)
