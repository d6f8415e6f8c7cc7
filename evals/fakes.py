"""FA-KES (Abu Salem et al. 2019): 804 reports on one war by many outlets, with date and place.

Two reports are on one incident where the corpus gives them one place and days at most one
apart. They are joined where an incident of ours has events of both. Reports that stand there
twice under both labels are left out. Halves by the place's hash: weights are tuned on one
(`train`), the other is only measured.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from dateline.fusion.facts import facts_of
from dateline.fusion.incidents import incidents_of
from dateline.fusion.linkage import Weights
from dateline.model import Coding, Incident, IncidentKind
from evals.coded import coded_reports
from evals.table import Row

Pair = frozenset[str]
HALVES = ("train", "held out")


def run(data: Path) -> list[Row]:
    """Recall, precision and F1 of joined pairs of reports, by half."""
    records = load(data / "fakes")
    codings = coded(records)
    rows: list[Row] = []
    for half in HALVES:
        found = measured(half, records, codings)
        rows += [
            Row(stage="fusion", corpus=f"FA-KES, {half}", measure=name, n=int(found["pairs"]),
                ours=found[name])
            for name in ("joined, of pairs on one incident", "on one incident, of joined",
                         "of one place within 7 days, of joined")
        ]  # fmt: skip
    return rows


def load(folder: Path) -> list[dict[str, str]]:
    """The records, without those that stand there more than once."""
    lines = (folder / "fakes.jsonl").read_text(encoding="utf-8").splitlines()
    records: list[dict[str, str]] = [json.loads(line) for line in lines]
    times = Counter(r["id"].partition("-")[0] for r in records)
    return [r for r in records if times[r["id"].partition("-")[0]] == 1]


def coded(records: Sequence[Mapping[str, str]]) -> list[Coding]:
    """The reports as the shipped pipeline codes them; the corpus's place is not shown to it."""
    known = [
        {"id": r["id"], "text": r["text"], "title": r["title"], "published": r["date"],
         "outlet": r["outlet"], "lang": "en"}
        for r in records
    ]  # fmt: skip
    return coded_reports(known, name="fakes")


def half_of(place: str) -> str:
    """The half that a place's reports belong to."""
    return HALVES[hashlib.sha256(place.encode()).digest()[0] % 2]


def measured(
    half: str,
    records: Sequence[Mapping[str, str]],
    codings: Sequence[Coding],
    *,
    weights: Weights | None = None,
) -> dict[str, float]:
    """The figures of one half, with the number of pairs on one incident."""
    chosen = {r["id"]: r for r in records if half_of(place_of(r)) == half}
    kept = [c for c in codings if c.report.key in chosen]
    key = {claim.id: str(c.report.key) for c in kept for claim in c.claims}
    facts = [fact for c in kept for fact in facts_of(c)]
    joined = joined_pairs(incidents_of(facts, weights=weights), key)
    gold = pairs_within(chosen.values(), days=1)
    near = pairs_within(chosen.values(), days=7)
    right = len(joined & gold)
    return {
        "pairs": len(gold),
        "joined": len(joined),
        "joined, of pairs on one incident": right / max(len(gold), 1),
        "on one incident, of joined": right / max(len(joined), 1),
        "of one place within 7 days, of joined": len(joined & near) / max(len(joined), 1),
    }


def place_of(record: Mapping[str, str]) -> str:
    """The place as the corpus gives it, folded."""
    return " ".join(record["place"].casefold().split())


def joined_pairs(incidents: Iterable[Incident], report_of: Mapping[str, str]) -> set[Pair]:
    """Pairs of reports with an incident in common; a situation joins none."""
    found: set[Pair] = set()
    for incident in incidents:
        if incident.kind is IncidentKind.SITUATION:
            continue
        reports = sorted({report_of[claim] for claim in incident.claims})
        found |= {frozenset(pair) for pair in combinations(reports, 2)}
    return found


def pairs_within(records: Iterable[Mapping[str, str]], *, days: int) -> set[Pair]:
    """Pairs of reports of one place, published at most so many days apart."""
    places: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for record in records:
        places[place_of(record)].append(record)
    return {
        frozenset((a["id"], b["id"]))
        for group in places.values()
        for a, b in combinations(group, 2)
        if abs((date.fromisoformat(a["date"]) - date.fromisoformat(b["date"])).days) <= days
    }
