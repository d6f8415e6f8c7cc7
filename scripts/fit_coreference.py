"""Fits the model of event coreference on ECB+'s training topics and writes its weights.

`python -m scripts.fit_coreference --data ../shared/data`; prints the figures on training and dev
topics. Thresholds are chosen on dev, weights never see it. Deterministic.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from dateline.fusion.coreference import Model, by_story, chains_of, product
from dateline.fusion.pairs import features
from dateline.fusion.vectors import Floats, Read, read_texts
from evals.ecbplus import DEV, Gold, clusters, conll, load

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "dateline" / "fusion" / "data" / "coreference.yaml"
TOPICS = frozenset(range(1, 36)) - DEV
STORY = 0.08
THRESHOLDS = (0.3, 0.35, 0.4, 0.45)
PENALTY = 3.0
WORDS = (
    "same", "same_rare", "report", "same_report", "story", "words", "beside", "around", "where",
    "where_apart", "when", "when_apart", "numbers_apart", "lead", "head_in", "same*story",
    "same*around", "same*words", "same*beside", "report*story", "same_rare*story",
    "where_apart*same", "story*story", "local", "part", "close_part", "same*local", "same*part",
    "same*close_part", "same_rare*part", "local*local", "report*local",
)  # fmt: skip
VECTORS = (
    *WORDS, "heads", "sentences", "windows", "same*sentences", "same*windows", "same*heads",
    "heads*sentences", "heads*windows", "heads*story", "heads*around", "windows*story",
    "report*heads", "report*windows", "report*sentences", "heads*beside", "same_rare*windows",
    "head_in*heads", "heads*heads", "windows*windows", "heads*local", "windows*local",
    "heads*part", "windows*part", "heads*close_part",
)  # fmt: skip
HEAD = """# Logistic models of whether two tellings are of one event: weights of features and of products
# (a*b), as fusion/pairs.py defines them. Written by scripts/fit_coreference.py from the training
# topics of ECB+ (annotation CC BY 3.0); `vectors` where the reader's weights are there, else `words`.
"""


def main() -> None:
    """Fits both models and writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    folder = parser.parse_args().data / "ecbplus"
    training, dev = load(folder, TOPICS), load(folder, DEV)
    readers: dict[str, Read | None] = {"vectors": remembered(), "words": None}
    models = {
        name: fitted(training, dev, VECTORS if read else WORDS, read)
        for name, read in readers.items()
    }
    OUT.write_text(HEAD + msgspec.yaml.encode(models).decode(), encoding="utf-8")


def remembered() -> Read:
    """The reader's vectors, each text read once."""
    known: dict[tuple[str, ...], Floats] = {}

    def read(texts: Sequence[tuple[str, ...]]) -> Floats:
        new = [t for t in texts if t not in known]
        if new:
            known.update(zip(new, read_texts(new), strict=True))
        return np.array([known[t] for t in texts])

    return read


def fitted(
    training: Sequence[Gold], dev: Sequence[Gold], names: Sequence[str], read: Read | None
) -> Model:
    """Weights from the training topics, the threshold from dev."""
    rows, labels = pairs(training, names, read)
    weights, bias = logistic(rows, labels)
    found = dict(zip(names, weights.round(4).tolist(), strict=True))
    scored: list[tuple[float, Model]] = []
    for threshold in THRESHOLDS:
        model = Model(story=STORY, threshold=threshold, bias=round(bias, 4), weights=found)
        figures = scores(dev, read, model)
        print(len(names), threshold, {k: round(v, 4) for k, v in figures.items()})
        scored.append((figures["CoNLL"], model))
    best = max(scored, key=lambda item: item[0])[1]
    print("training", {k: round(v, 4) for k, v in scores(training, read, best).items()})
    return best


def scores(mentions: Sequence[Gold], read: Read | None, model: Model) -> dict[str, float]:
    """MUC, B3, CEAFe and CoNLL."""
    ours = chains_of([m.telling for m in mentions], read=read, model=model)
    return conll(clusters(m.chain for m in mentions), clusters(ours))


def pairs(
    mentions: Sequence[Gold], names: Sequence[str], read: Read | None
) -> tuple[Floats, Floats]:
    """Features of all pairs within a story, a row a pair, and whether they are one event."""
    corpus, groups = by_story([m.telling for m in mentions], STORY)
    rows: list[Floats] = []
    labels: list[Floats] = []
    for members in groups:
        found = features([mentions[m].telling for m in members], corpus, read)
        upper = np.triu_indices(len(members), 1)
        rows.append(np.stack([product(name, found)[upper] for name in names], 1))
        chains = np.array([mentions[m].chain for m in members])
        labels.append((chains[:, None] == chains[None])[upper].astype(np.float64))
    return np.concatenate(rows), np.concatenate(labels)


def logistic(rows: Floats, labels: Floats) -> tuple[Floats, float]:
    """Ridge-penalised logistic regression by Newton's method; weights of the raw features."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    known = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    penalty = PENALTY * np.eye(known.shape[1])
    penalty[-1, -1] = 1e-6
    weights = np.zeros(known.shape[1])
    for _ in range(25):
        guess = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (guess - labels) + penalty @ weights
        curve = (known * (guess * (1 - guess))[:, None]).T @ known + penalty
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-4:
            break
    raw: Floats = weights[:-1] / spread
    return raw, float(weights[-1] - (raw * mean).sum())


if __name__ == "__main__":
    main()
