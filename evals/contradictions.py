"""Pairs of claims that people judged: does the fitted model show those that contradict?

Each pair's chance is that of a model that has not seen the report of its first claim. Pairs that
are no longer proposed count as not shown. See own_contradictions/README.md.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct
from scipy.optimize import minimize
from scipy.special import expit

from dateline.fusion.chances import ChanceModel, shipped_model
from dateline.fusion.contradict import weigh_pairs
from dateline.model import Coding
from dateline.pipeline.derive import derive
from dateline.pipeline.names import with_shared_names
from evals.coded import coded_reports
from evals.contradiction_sets import WINDOWS, build_sets
from evals.own_stories import weighed_cases
from evals.table import Row

HOME = Path(__file__).with_name("own_contradictions")
FOLDS, STRENGTH, FREE, CONSTANT, APART = 10, 12.0, 2.0, 0.3, 0.4
"""Folds by report; how strongly the fit is held to what is stated; how much more where nothing
is, and less for the constant; and what a pair of FA-KES counts, where a hundred reports of one
attack meet."""
OWN = "stories"
"""The set of our own stories."""
Floats = npt.NDArray[np.float64]
Side = tuple[str, int, int]
Key = tuple[str, str, frozenset[Side]]
Coded = Mapping[str, Sequence[Coding]]


class Judged(Struct, frozen=True, eq=False):
    """A judged pair with its features; none where it is not proposed any more."""

    key: Key
    fold: int
    right: bool
    features: dict[str, float]

    @property
    def is_of_window(self) -> bool:
        """Whether it is from a window of news."""
        return self.key[0] in WINDOWS

    @property
    def counts(self) -> float:
        """What it counts in the fit."""
        return APART if self.key[0] == "fakes" else 1.0


def run(data: Path) -> list[Row]:
    """Precision and recall of what is shown, held out; of the windows and of all."""
    coded = {n: coded_reports(rows, name=f"pairs-{n}") for n, rows in build_sets(data).items()}
    pairs = judged_pairs(coded)
    chances, shown = held_out(pairs), shipped_model().shown
    rows: list[Row] = []
    groups = {
        "windows": [p.is_of_window for p in pairs],
        "windows and stories": [p.key[0] != "fakes" for p in pairs],
        "all": [True] * len(pairs),
    }
    for name, kept in groups.items():
        right, total, gold = count_shown(pairs, chances, np.asarray(kept), shown)
        measures = (("right, of shown", right, total), ("shown, of right", right, gold))
        rows += [
            Row(stage="fusion", corpus=f"judged contradictions, {name}", measure=measure,
                n=whole, ours=part / max(whole, 1))
            for measure, part, whole in measures
        ]  # fmt: skip
    return rows


def count_shown(
    pairs: Sequence[Judged], chances: Floats, kept: npt.NDArray[np.bool_], shown: float
) -> tuple[int, int, int]:
    """Right ones shown, all shown, and all right ones."""
    right = np.asarray([p.right for p in pairs])
    listed = kept & (chances >= shown)
    return int((right & listed).sum()), int(listed.sum()), int((right & kept).sum())


def judged_pairs(coded: Coded) -> list[Judged]:
    """The judged pairs with the features that the shipped code finds, in the file's order."""
    features = {key: row for name, codings in coded.items() for key, row in _found(name, codings)}
    made: list[Judged] = []
    for row in read_rows():
        key = _key(row)
        made.append(Judged(key, _fold(row), row["right"], features.get(key, {})))
    return [*made, *story_pairs()]


def story_pairs() -> Iterable[Judged]:
    """The pairs of our own stories of other wars, a fold a war."""
    for name, form, features, right in weighed_cases():
        fold = int(hashlib.sha256(name.encode()).hexdigest()[:6], 16) % FOLDS
        yield Judged((OWN, form, frozenset()), fold, right, features)


def read_rows() -> list[dict[str, Any]]:
    """The rows of the file."""
    lines = (HOME / "judged.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _key(row: Mapping[str, Any]) -> Key:
    sides = frozenset((row[s]["record"], *row[s]["at"]) for s in "ab")
    return row["set"], row["form"].partition("_")[0], sides


def _fold(row: Mapping[str, Any]) -> int:
    return int(hashlib.sha256(row["a"]["record"].encode()).hexdigest()[:6], 16) % FOLDS


def _found(name: str, codings: Sequence[Coding]) -> Iterable[tuple[Key, dict[str, float]]]:
    """Every proposed pair of a set with its features."""
    ordered = sorted(codings, key=lambda c: (c.report.published or "~", c.report.id))
    shared = with_shared_names(ordered)
    keys = {c.report.id: str(c.report.key) for c in shared}
    incidents = derive(shared).incidents
    for pair in weigh_pairs(shared, incidents=incidents, model=shipped_model()):
        told = (pair.found.a.fact, pair.found.b.fact)
        sides = frozenset(
            (keys[f.report], f.event.trigger.start, f.event.trigger.end) for f in told
        )
        yield (name, pair.found.form.partition("_")[0], sides), pair.features


def fit_model(pairs: Sequence[Judged], *, shown: float, perhaps: float) -> ChanceModel:
    """The model that all proposed pairs give, from what is stated."""
    names, cases, stated, held = _design(pairs)
    known = np.asarray([bool(p.features) for p in pairs])
    found = _fit(cases[known], *_answers(pairs, known), stated, held)
    weights = {n: round(float(v), 3) for n, v in zip(names, found, strict=False) if abs(v) >= 0.02}
    return ChanceModel(
        shown=shown, perhaps=perhaps, constant=round(float(found[-1]), 3), weights=weights
    )


def held_out(pairs: Sequence[Judged]) -> Floats:
    """Each pair's chance by a model that has not seen its report; 0 where it is not proposed."""
    _, cases, stated, held = _design(pairs)
    folds = np.asarray([p.fold for p in pairs])
    known = np.asarray([bool(p.features) for p in pairs])
    chances = np.zeros(len(pairs))
    for fold in range(FOLDS):
        kept, asked = known & (folds != fold), known & (folds == fold)
        weights = _fit(cases[kept], *_answers(pairs, kept), stated, held)
        chances[asked] = expit(cases[asked] @ weights)
    return chances


def _design(pairs: Sequence[Judged]) -> tuple[list[str], Floats, Floats, Floats]:
    """Names of features; a line a pair, the constant last; what is stated, and how firmly."""
    given: dict[str, Any] = msgspec.yaml.decode((HOME / "stated.yaml").read_bytes())
    weights: dict[str, float] = given["weights"]
    names = sorted({n for p in pairs for n in p.features} | weights.keys())
    column = {name: i for i, name in enumerate(names)}
    cases = np.zeros((len(pairs), len(names) + 1))
    cases[:, -1] = 1.0
    for line, pair in enumerate(pairs):
        for name, value in pair.features.items():
            cases[line, column[name]] = value
    stated = np.asarray([weights.get(n, 0.0) for n in names] + [given["constant"]])
    firm = [1.0 if n in weights else FREE for n in names] + [CONSTANT]
    return names, cases, stated, np.asarray(firm)


def _answers(pairs: Sequence[Judged], kept: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Whether each kept pair is right, and what it counts."""
    chosen = [p for p, k in zip(pairs, kept, strict=True) if k]
    right = np.asarray([float(p.right) for p in chosen])
    return right, np.asarray([p.counts for p in chosen])


def _fit(cases: Floats, right: Floats, counts: Floats, stated: Floats, firm: Floats) -> Floats:
    """The weights that fit best while near to what is stated (L-BFGS)."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores, off = cases @ weights, weights - stated
        value = float((counts * (np.logaddexp(0.0, scores) - right * scores)).sum())
        slope = cases.T @ (counts * (expit(scores) - right)) + STRENGTH * firm * off
        return value + 0.5 * STRENGTH * float((firm * off * off).sum()), slope

    return np.asarray(minimize(loss, stated, jac=True, method="L-BFGS-B").x, dtype=np.float64)


def reliability(pairs: Sequence[Judged], chances: Floats) -> list[tuple[str, int, int]]:
    """For each fifth of chance: pairs, and right ones; of the windows."""
    table: dict[int, list[bool]] = defaultdict(list)
    for pair, chance in zip(pairs, chances, strict=True):
        if pair.is_of_window and pair.features:
            table[min(4, int(chance * 5))].append(pair.right)
    return [(f"{k / 5:.1f}-{k / 5 + 0.2:.1f}", len(v), sum(v)) for k, v in sorted(table.items())]
