"""Time expressions on WikiWars, WikiWarsUA and TimeBank+AQUAINT (strict, relaxed, value F1).

Scored as in TempEval-3 (UzZaman et al. 2013): strict is the same span, relaxed any overlap,
one to one; value F1 counts relaxed matches with the same value. Of nested gold spans the outer
one counts.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.times.context import Document
from dateline.times.reader import read_times
from evals.table import Row

Found = tuple[int, int, str | None]
Tagger = Callable[[str, datetime, str], Iterable[Found]]


@dataclass
class Score:
    """Counts of one corpus; ratios are F1."""

    gold: int = 0
    system: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def add(self, other: Score) -> None:
        """Add the counts of another part."""
        for name in ("gold", "system", "strict", "relaxed", "value"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def f1(self, name: str) -> float:
        """F1 of one kind of match."""
        total = self.gold + self.system
        return 2 * int(getattr(self, name)) / total if total else 0.0


def ours(text: str, published: datetime, lang: str) -> Iterator[Found]:
    """Dateline's expressions."""
    for found in read_times(text, lang=lang, document=Document(published=published)):
        yield found.draft.start, found.draft.end, found.value


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a corpus."""
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def developed_on(record: dict[str, Any]) -> bool:
    """Whether rules were written while looking at this text: half of them, by their id's hash."""
    return int(hashlib.sha1(record["id"].encode()).hexdigest(), 16) % 2 == 0


def outer(timexes: list[dict[str, Any]]) -> list[Found]:
    """Gold spans without those inside another."""
    spans = [(t["start"], t["end"], t["value"]) for t in timexes]
    return [
        s for s in spans
        if not any(o[:2] != s[:2] and o[0] <= s[0] and s[1] <= o[1] for o in spans)
    ]  # fmt: skip


def score(gold: list[Found], system: list[Found]) -> Score:
    """Counts of one text; each expression is matched once, the same span first."""
    counts = Score(gold=len(gold), system=len(system))
    open_gold = dict.fromkeys(gold)
    rest = []
    for found in system:
        same = next((g for g in open_gold if g[:2] == found[:2]), None)
        if same is None:
            rest.append(found)
            continue
        counts.strict += 1
        _pair(counts, open_gold, same, found)
    for found in rest:
        over = next((g for g in open_gold if g[0] < found[1] and found[0] < g[1]), None)
        if over is not None:
            _pair(counts, open_gold, over, found)
    return counts


def _pair(counts: Score, open_gold: dict[Found, None], gold: Found, found: Found) -> None:
    counts.relaxed += 1
    counts.value += gold[2] == found[2]
    del open_gold[gold]


def measure(corpus: list[dict[str, Any]], tagger: Tagger) -> Score:
    """Counts of a whole corpus."""
    total = Score()
    for record in corpus:
        published = datetime.fromisoformat(record["dct"])
        system = list(tagger(record["text"], published, record["lang"]))
        total.add(score(outer(record["timexes"]), system))
    return total


_CORPORA = (
    ("wikiwars_en", "HeidelTime .836/.914, value .799", (0.91, 0.96, 0.86)),
    ("tbaq", "HeidelTime on TE3 platinum .818/.907, value .781", (0.85, 0.92, 0.82)),
    ("wikiwars_uk", None, (0.75, None, None)),
)


def run(data: Path) -> list[Row]:
    """F1 on each corpus, whole and on the half that no rule was written on, and speed."""
    rows: list[Row] = []
    for name, reference, targets in _CORPORA:
        corpus = records(data / "times" / f"{name}.jsonl")
        held = [r for r in corpus if not developed_on(r)]
        for label, part in ((name, corpus), (f"{name}, half unseen", held)):
            rows.extend(_rows(label, measure(part, ours), reference, targets))
    rows.append(_speed(data))
    return rows


def _rows(
    label: str, counts: Score, reference: str | None, targets: tuple[float | None, ...]
) -> list[Row]:
    return [
        Row(
            stage="times", corpus=label, measure=f"{kind} F1", ours=counts.f1(kind),
            reference=reference, target=target, n=counts.gold,
        )
        for kind, target in zip(("strict", "relaxed", "value"), targets, strict=True)
    ]  # fmt: skip


def _speed(data: Path) -> Row:
    corpus = records(data / "times" / "tbaq.jsonl")
    published = datetime(1998, 1, 1)
    tokens = sum(len(record["text"].split()) for record in corpus)
    list(ours(corpus[0]["text"], published, "en"))
    start = time.process_time()
    for record in corpus:
        list(ours(record["text"], published, "en"))
    taken = time.process_time() - start
    return Row(
        stage="times", corpus="tbaq", measure="words a second", ours=tokens / taken,
        target=100_000, n=tokens,
    )  # fmt: skip


def main() -> None:
    """Print this file's rows."""
    import os

    from evals.table import render

    print(render(run(Path(os.environ.get("DATA", "../shared/data")))))


if __name__ == "__main__":
    main()
