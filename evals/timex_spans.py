"""Spans and types of time expressions: WikiWars (never fitted on) and a fifth of TBAQ."""

from __future__ import annotations

from pathlib import Path

from evals.reading import analysed
from evals.spans import Counts
from evals.table import Row
from training.corpora.files import records
from training.documents import fold


def run(data: Path) -> list[Row]:
    """F1 of exact and of overlapping spans, whatever the type."""
    wars = [r["id"] for r in records(data / "times" / "wikiwars_en.jsonl")]
    kept = [r["id"] for r in records(data / "times" / "tbaq.jsonl") if fold(r["id"]) == 0]
    return [
        *_rows("WikiWars, not fitted on", data / "times" / "wikiwars_en.jsonl", set(wars)),
        *_rows("TBAQ, a fifth", data / "times" / "tbaq.jsonl", set(kept)),
    ]


def _rows(corpus: str, path: Path, chosen: set[str]) -> list[Row]:
    exact = Counts()
    touched = [0, 0]
    for record in records(path):
        if record["id"] not in chosen:
            continue
        gold = {(t["start"], t["end"]): t["type"] for t in record["timexes"]}
        found = {(t.start, t.end): t.type for t in analysed(record["text"]).timexes}
        exact.add(gold, found)
        touched[0] += sum(any(a < t and s < b for s, t in found) for a, b in gold)
        touched[1] += sum(any(a < t and s < b for s, t in gold) for a, b in found)
    recall, precision = touched[0] / max(exact.gold, 1), touched[1] / max(exact.found, 1)
    loose = 2 * recall * precision / max(recall + precision, 1e-9)
    return [
        Row(
            stage="reader",
            corpus=corpus,
            measure="time spans, exact F1",
            n=exact.gold,
            ours=exact.f1,
        ),
        Row(
            stage="reader",
            corpus=corpus,
            measure="time spans, overlapping F1",
            n=exact.gold,
            ours=loose,
        ),
    ]
