"""Fits the ranker of places: `python scripts/fit_ranker.py DATA [--write]`.

A conditional logit on LGL, GeoVirus and GeoWebNews, whose published dev documents are all there is:
the figures printed are out of fold (five folds by document), the weights written are of all.
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
from dateline.places.ranker import FINALISTS, ROUNDS, Ranker, shares  # noqa: E402
from dateline.places.resolve import Resolver  # noqa: E402
from evals.geoparsing import NEAR, SETS, Gold, auc, distance, documents, errors, placed  # noqa: E402

FOLDS = 5
RIDGE = 0.00002
OUTPUT = ROOT / "src" / "dateline" / "places" / "data" / "ranker.json"
# What the sets cannot teach; chosen on our own hard toponyms
FIXED = {
    "settlement beside region": -1.0,
    "conflict: settlement beside": -5.0,
    "conflict: kind agrees": 4.0,
    "conflict: kind disagrees": -1.5,
    "conflict: article and region": -3.0,
    "conflict: article and land or water": 2.0,
    "conflict: capital": 3.0,
    "own country's conflict": 2.5,
    "conflict's other country": 1.0,
    "in the conflict's focus": 1.5,
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
            ballots, positions = resolver.ballots(founds, Setting())
            rows: list[list[Gold]] = [[] for _ in ballots]
            for at, gold in enumerate(golds):
                if at in positions:
                    rows[positions[at]].append(gold)
            key = int(hashlib.sha256(str(record["id"]).encode()).hexdigest(), 16)
            found.append(Document(key % FOLDS, ballots, positions, rows, record | {"set": name}))
    for document in found:
        for ballot in document.ballots:
            alone(ballot, Setting(), places)
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


def _copy(ballot: Ballot) -> Ballot:
    vectors = [list(vector) for vector in ballot.vectors]
    return Ballot(ballot.found, list(ballot.facts), list(ballot.how), vectors, list(ballot.shares))


def main(data: Path, *, write: bool) -> None:
    """Prints the out-of-fold figures and, if asked, writes the weights of all documents."""
    places = gazetteer()
    everything = prepare(data, places)
    values: dict[str, list[float]] = {name: [] for name, *_ in SETS}
    for fold in range(FOLDS):
        ranker = Ranker(train([d for d in everything if d.fold != fold]))
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
        OUTPUT.write_text(json.dumps({"card": card, "weights": weights}, indent=1) + "\n")
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
