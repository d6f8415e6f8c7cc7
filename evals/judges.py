"""Two judges of one sample: how far they agree on what is one deed and what contradicts.

The second judge wrote the answers down from the texts, having seen the first's of only a few (the
READMEs say which); where they differ, `settled` is what the pair files hold. `data` is not read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evals.table import Row

HERE = Path(__file__).parent
SAMPLES = {"own_links": "pairs of tellings", "own_contradictions": "pairs of claims"}
Answers = Sequence[tuple[bool, bool]]
"""What the first and the second judge said of each pair."""


def run(data: Path) -> list[Row]:
    """Agreement and Cohen's kappa (1960), by kind of pair."""
    del data
    rows: list[Row] = []
    for folder, name in SAMPLES.items():
        answers = read_answers(folder)
        figures = {"two judges agree": agreement(answers), "two judges, kappa": kappa(answers)}
        rows += [
            Row(stage="fusion", corpus=name, measure=measure, n=len(answers), ours=value)
            for measure, value in figures.items()
        ]
    return rows


def read_answers(folder: str) -> list[tuple[bool, bool]]:
    """Both answers of every pair that two judges saw."""
    lines = (HERE / folder / "second.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["first"], row["second"]) for row in map(json.loads, lines)]


def agreement(answers: Answers) -> float:
    """The share of pairs on which both said the same."""
    return sum(a == b for a, b in answers) / len(answers)


def kappa(answers: Answers) -> float:
    """Agreement beyond chance, 0 to 1.

    [(True, True), (False, False)] -> 1.0; [(True, True), (True, False)] -> 0.0
    """
    first = sum(a for a, _ in answers) / len(answers)
    second = sum(b for _, b in answers) / len(answers)
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if chance == 1.0 else (agreement(answers) - chance) / (1 - chance)
