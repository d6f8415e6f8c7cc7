"""Fits the ranker of places: `python scripts/fit_ranker.py DATA [--write]`.

A conditional logit, and boosted trees that see its shares, on LGL, GeoVirus and GeoWebNews, whose
published dev documents are all there is: the figures printed are out of fold (five folds by
document), the weights and trees written are of all. Needs lightgbm (the extra `train`).
Weights of the conflict's features are not in these sets (no report has a conflict); they are set
here and measured on evals/own_toponyms.jsonl.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from dateline.places.features import ALONE, NAMES, Ballot, Setting, alone, context  # noqa: E402
from dateline.places.gazetteer import Gazetteer, gazetteer  # noqa: E402
from dateline.places.names import Found, describe, link  # noqa: E402
from dateline.places.outlet import outlet_of  # noqa: E402
from dateline.places.ranker import FINALISTS, ROUNDS, Ranker, shares, tree_rows  # noqa: E402
from dateline.places.resolve import Resolver  # noqa: E402
from evals.geoparsing import NEAR, SETS, Gold, auc, distance, documents, errors, placed  # noqa: E402

FOLDS = 5
RIDGE = 0.00002
ROUNDS_OF_TREES = 100
TREES = {
    "num_leaves": 24, "learning_rate": 0.1, "min_data_in_leaf": 20, "lambda_l2": 5.0,
    "feature_fraction": 0.7, "deterministic": True, "num_threads": 1, "seed": 1, "verbose": -1,
}  # fmt: skip
OUTPUT = ROOT / "src" / "dateline" / "places" / "data" / "ranker.json"
# What the sets cannot teach; chosen on our own hard toponyms
FIXED = {
    "settlement beside region": -1.0,
    "conflict: settlement beside": -5.0,
    "conflict: kind agrees": 4.0,
    "conflict: kind disagrees": -1.5,
    "conflict: article and region": -4.0,
    "conflict: article and land or water": 3.0,
    "conflict: capital": 3.0,
    "own country's conflict": 2.5,
    "conflict's other country": 1.0,
    "in the conflict's focus": 1.5,
    "kind agrees": 0.5,
    "kind in the name agrees": 0.5,
    "other spelling": -1.0,
    "unlikeness": -8.0,
}
Array = NDArray[np.float64]


@dataclass
class Document:
    """One document's ballots, and for each the gold places of its toponyms."""

    fold: int
    ballots: list[Ballot]
    positions: dict[int, int]
    golds: list[list[Gold]]
    record: dict[str, Any]


def prepare(data: Path, places: Gazetteer) -> list[Document]:
    """Every document of the sets with its ballots."""
    resolver = Resolver(places, Ranker({"alone": {}, "context": {}}))
    found: list[Document] = []
    for name, *_ in SETS:
        for record in documents(data, name):
            golds = placed(record)
            founds = [Found(start=g.start, end=g.end, text=g.text) for g in golds]
            for one in founds:
                describe(one, record["text"])
            link(founds, record["text"])
            setting = Setting(outlet=outlet_of(record["url"]))
            ballots, positions = resolver.ballots(founds, setting)
            rows: list[list[Gold]] = [[] for _ in ballots]
            for at, gold in enumerate(golds):
                if at in positions:
                    rows[positions[at]].append(gold)
            key = int(hashlib.sha256(str(record["id"]).encode()).hexdigest(), 16)
            found.append(Document(key % FOLDS, ballots, positions, rows, record | {"set": name}))
            for ballot in ballots:
                alone(ballot, setting, places)
    return found


def examples(parts: list[Document], width: int) -> tuple[Array, Array, Array]:
    """Vectors (n, candidates, features), target shares and a mask, for toponyms with an answer."""
    rows: list[tuple[list[list[float]], list[float]]] = []
    for document in parts:
        for ballot, golds in zip(document.ballots, document.golds, strict=True):
            for gold in golds:
                away = [distance(gold.lat, gold.lon, f.lat, f.lon) for f in ballot.facts]
                near = [1 / (10 + value) if value <= NEAR else 0.0 for value in away]
                if len(near) > 1 and any(near):
                    rows.append((ballot.vectors, [value / sum(near) for value in near]))
    most = max(len(target) for _, target in rows)
    x, y, mask = (np.zeros((len(rows), most, *extra)) for extra in ((width,), (), ()))
    for at, (vectors, target) in enumerate(rows):
        x[at, : len(target)] = [vector[:width] for vector in vectors]
        y[at, : len(target)], mask[at, : len(target)] = target, 1.0
    return x, y, mask


def fit(parts: list[Document], names: tuple[str, ...]) -> dict[str, float]:
    """Weights that make the right candidates likeliest, by Adam over the whole set."""
    x, y, mask = examples(parts, len(names))
    w = np.array([FIXED.get(name, 0.0) for name in names])
    first, second = np.zeros_like(w), np.zeros_like(w)
    held = np.array([name in FIXED for name in names])
    for step in range(1, 801):
        z = np.where(mask > 0, x @ w, -1e9)
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        gradient = np.einsum("ncf,nc->f", x, p - y) / len(x) + RIDGE * w
        gradient[held] = 0.0
        first = 0.9 * first + 0.1 * gradient
        second = 0.99 * second + 0.01 * gradient**2
        w -= 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, np.round(w, 4).tolist(), strict=True))


def train(parts: list[Document]) -> dict[str, dict[str, float]]:
    """Both sets of weights: by itself, then in context of that first guess, twice."""
    weights = {"alone": fit(parts, ALONE)}
    vector = [weights["alone"][name] for name in ALONE]
    kept = [
        Document(d.fold, [_copy(b) for b in d.ballots], d.positions, d.golds, d.record)
        for d in parts
    ]
    for document in kept:
        for ballot in document.ballots:
            ballot.shares = shares([v[: len(ALONE)] for v in ballot.vectors], vector)
            ballot.keep(FINALISTS)
        context(document.ballots, document.positions)
    for _ in range(ROUNDS):
        weights["context"] = fit(kept, NAMES)
        vector = [weights["context"][name] for name in NAMES]
        for document in kept:
            for ballot in document.ballots:
                ballot.shares = shares(ballot.vectors, vector)
            context(document.ballots, document.positions)
    return weights


def grow(parts: list[Document], weights: dict[str, dict[str, float]]) -> dict[str, list[float]]:
    """Trees that mend the logit, with the softmax of a ballot's sums of both as their loss."""
    import lightgbm

    ranker, places = Ranker(weights), gazetteer()
    rows: list[list[float]] = []
    targets: list[float] = []
    sizes: list[int] = []
    for document in parts:
        ballots = [_copy(ballot) for ballot in document.ballots]
        setting = Setting(outlet=outlet_of(document.record["url"]))
        ranker.rank(ballots, document.positions, setting, places)
        vectors = iter(tree_rows(ballots, names=len(ballots)))
        for ballot, golds in zip(ballots, document.golds, strict=True):
            own = [next(vectors) for _ in ballot.facts]
            target = _target(ballot, golds)
            if len(own) > 1 and any(target):
                rows += own
                targets += [value * len(golds) ** 0.5 / sum(target) for value in target]
                sizes.append(len(own))
    x, y = np.array(rows), np.array(targets)
    booster = lightgbm.train(
        {**TREES, "objective": _softmax_loss(x[:, len(NAMES)], y, np.array(sizes))},
        lightgbm.Dataset(x, label=y),
        num_boost_round=ROUNDS_OF_TREES,
    )
    return _table(booster.dump_model()["tree_info"])


def _target(ballot: Ballot, golds: list[Gold]) -> list[float]:
    """How much each candidate is the place meant: all within 161 km, the nearer the more."""
    total = [0.0] * len(ballot.facts)
    for gold in golds:
        for at, facts in enumerate(ballot.facts):
            away = distance(gold.lat, gold.lon, facts.lat, facts.lon)
            total[at] += 1 / (10 + away) if away <= NEAR else 0.0
    return total


def _softmax_loss(base: Array, targets: Array, sizes: NDArray[np.int64]) -> Any:
    """Gradient and hessian of the cross entropy of each group's softmax, groups by their weight.

    `base`: what the scores of the trees are added to.
    """
    group = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weight = np.add.reduceat(targets, starts)[group]

    def loss(scores: Array, _data: object) -> tuple[Array, Array]:
        sums = base + scores
        shifted = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        p = shifted / np.add.reduceat(shifted, starts)[group]
        return weight * p - targets, weight * np.maximum(p * (1 - p), 1e-3)

    return loss


def _table(trees: list[dict[str, Any]]) -> dict[str, list[float]]:
    """A forest as `places.trees.Forest` reads it."""
    table: dict[str, list[float]] = {
        key: [] for key in ("feature", "threshold", "left", "right", "value", "roots", "depth")
    }

    def add(node: dict[str, Any], depth: int) -> int:
        at, leaf = len(table["value"]), "leaf_value" in node
        deepest[0] = max(deepest[0], depth)
        row = {
            "feature": -1 if leaf else node["split_feature"],
            "threshold": 0.0 if leaf else float(f"{node['threshold']:.6g}"),
            "left": at,
            "right": at,
            "value": round(node["leaf_value"], 5) if leaf else 0.0,
        }
        for key, value in row.items():
            table[key].append(value)
        if not leaf:
            table["left"][at] = add(node["left_child"], depth + 1)
            table["right"][at] = add(node["right_child"], depth + 1)
        return at

    deepest = [0]
    table["roots"] = [add(tree["tree_structure"], 0) for tree in trees]
    table["depth"] = [deepest[0]]
    return table


def _copy(ballot: Ballot) -> Ballot:
    vectors = [list(vector) for vector in ballot.vectors]
    return Ballot(
        ballot.found,
        list(ballot.facts),
        list(ballot.how),
        vectors,
        list(ballot.shares),
        list(ballot.support),
    )


def main(data: Path, *, write: bool) -> None:
    """Prints the out-of-fold figures and, if asked, writes the weights of all documents."""
    places = gazetteer()
    everything = prepare(data, places)
    values: dict[str, list[float]] = {name: [] for name, *_ in SETS}
    for fold in range(FOLDS):
        seen = [d for d in everything if d.fold != fold]
        weights = train(seen)
        ranker = Ranker(weights, grow(seen, weights))
        for document in everything:
            if document.fold == fold:
                values[document.record["set"]] += errors(
                    [document.record], places=places, ranker=ranker
                )
    figures = {name: _figures(rows) for name, rows in values.items()}
    for name, row in figures.items():
        print(name, row)
    if write:
        card = {
            "fitted": "scripts/fit_ranker.py",
            "documents": len(everything),
            "out of fold": figures,
            "fixed": sorted(FIXED),
        }
        weights = train(everything)
        trees = json.dumps(grow(everything, weights), separators=(",", ":"))
        body = json.dumps({"card": card, "weights": weights}, indent=1)
        OUTPUT.write_text(f'{body[:-2]},\n "trees": {trees}\n}}\n')
        print(json.dumps(weights["context"], indent=1))


def _figures(rows: list[float]) -> dict[str, float]:
    near = sum(1 for value in rows if value <= NEAR) / len(rows)
    return {
        "acc@161": round(near, 4),
        "mean km": round(sum(rows) / len(rows), 1),
        "auc": round(auc(rows), 4),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv)
