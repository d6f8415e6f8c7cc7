"""re3d (reports on Syria and Iraq): who fights whom, where one of our events says the same.

A relation FightingAgainst between two entities is found where a violent event of ours has one
of them among those who act and the other among those who suffer, in either order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from dateline.model import Coding
from evals.events_own import coded, f1, fill_slot
from evals.table import Row

_FILE = "re3d/re3d.jsonl"
_FIGHTING = (
    "battle",
    "strike",
    "civilians.attacked",
    "territory.taken",
    "territory.held",
    "damage",
)
_SURE = 0.5
Span = tuple[int, int]


def run(data: Path) -> list[Row]:
    """F1 of FightingAgainst."""
    rows = [json.loads(line) for line in (data / _FILE).read_text(encoding="utf-8").splitlines()]
    right = predicted = wanted = 0
    for row, coding in zip(rows, coded((row["text"], "en") for row in rows), strict=True):
        gold = [(_span(r["source"]), _span(r["target"])) for r in row["relations"] if _fights(r)]
        found = list(pairs(coding))
        right += sum(any(_same(g, p) for p in found) for g in gold)
        predicted += sum(_judged(p, row) for p in found)
        wanted += len(gold)
    return [
        Row(
            stage="events",
            corpus="re3d",
            measure="FightingAgainst F1",
            ours=f1(right, predicted, wanted),
            reference="none known",
            n=wanted,
        )
    ]


def pairs(coding: Coding) -> Iterator[tuple[Span, Span]]:
    """Who acts and who suffers in each violent event, as characters of the text."""
    for deed in coding.linguistics().deeds or ():
        if deed.type.startswith(_FIGHTING):
            doers, done_to = fill_slot(deed, "who"), fill_slot(deed, "whom")
            if not done_to and len(doers) > 1:
                doers, done_to = doers[:1], doers[1:2]
            yield from product(doers, done_to)


def _fights(relation: dict[str, Any]) -> bool:
    return bool(relation["type"] == "FightingAgainst" and relation["confidence"] >= _SURE)


def _same(gold: tuple[Span, Span], found: tuple[Span, Span]) -> bool:
    (a, b), (c, d) = gold, found
    return (_meet(a, c) and _meet(b, d)) or (_meet(a, d) and _meet(b, c))


def _judged(found: tuple[Span, Span], row: dict[str, Any]) -> bool:
    """Whether both sides are entities that the annotators marked: only such pairs are judged."""
    known = [(e["start"], e["end"]) for e in row["entities"] if e["confidence"] >= _SURE]
    return all(any(_meet(side, entity) for entity in known) for side in found)


def _meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _span(pair: list[int]) -> Span:
    return pair[0], pair[1]
