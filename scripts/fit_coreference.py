"""Fits the model of event coreference on ECB+'s training topics and writes its weights.

`python -m scripts.fit_coreference --data ../shared/data` prints the figures on dev topics, on
which the threshold is chosen; weights never see them. The same data give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace

from evals.ecbplus import DEV, Gold, clusters, conll, load
from evals.event_coreference.agglomerate import average_link
from evals.event_coreference.model import Model, by_story, probabilities, product
from evals.event_coreference.pairs import features
from evals.event_coreference.vectors import Floats, Read, read_texts

ROOT = Path(__file__).parents[1]
OUT = ROOT / "evals" / "event_coreference" / "coreference.yaml"
TOPICS = frozenset(range(1, 36)) - DEV
STORY = 0.08
THRESHOLDS = (0.3, 0.35, 0.4, 0.45)
PENALTY = 3.0
EVERY = 4
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
HEAD = """# Logistic models of whether two tellings are of one event: weights of features, and of
# products (a*b), as pairs.py beside it has them. Written by scripts/fit_coreference.py from the
# training topics of ECB+ (annotation CC BY 3.0); `vectors` where the reader's weights are there,
# `words` where they are not.
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


Tables = list[tuple[list[int], dict[str, Floats]]]
"""Members and features of each story."""


def fitted(
    training: Sequence[Gold], dev: Sequence[Gold], names: Sequence[str], read: Read | None
) -> Model:
    """Weights from the training topics, the threshold from dev."""
    rows, labels, counts = pairs(training, names, tables_of(training, read))
    weights, bias = logistic(rows, labels, counts)
    model = Model(
        story=STORY, threshold=0.0, bias=round(bias, 4),
        weights=dict(zip(names, weights.round(4).tolist(), strict=True)),
    )  # fmt: skip
    tables = tables_of(dev, read)
    scored: list[tuple[float, float]] = []
    for threshold in THRESHOLDS:
        figures = scores(dev, tables, model, threshold)
        print(len(names), threshold, {k: round(v, 4) for k, v in figures.items()}, flush=True)
        scored.append((figures["CoNLL"], threshold))
    return replace(model, threshold=max(scored)[1])


def tables_of(mentions: Sequence[Gold], read: Read | None) -> Tables:
    """The features of every story, computed once."""
    corpus, groups = by_story([m.telling for m in mentions], STORY)
    return [(g, features([mentions[m].telling for m in g], corpus, read)) for g in groups]


def scores(
    mentions: Sequence[Gold], tables: Tables, model: Model, threshold: float
) -> dict[str, float]:
    """MUC, B3, CEAFe and CoNLL."""
    ours = [
        {members[at] for at in group}
        for members, found in tables
        for group in average_link(probabilities(model, found), threshold)
    ]
    return conll(clusters(m.chain for m in mentions), ours)


def pairs(
    mentions: Sequence[Gold], names: Sequence[str], tables: Tables
) -> tuple[Floats, Floats, Floats]:
    """Features of pairs within a story, a row a pair, whether they are one event, and how many
    pairs each stands for: of those that are not, every fourth is taken."""
    rows: list[Floats] = []
    labels: list[Floats] = []
    for members, found in tables:
        upper = np.triu_indices(len(members), 1)
        chains = np.array([mentions[m].chain for m in members])
        same = (chains[:, None] == chains[None])[upper]
        taken = same | (np.arange(len(same)) % EVERY == 0)
        rows.append(np.stack([product(name, found)[upper][taken] for name in names], 1))
        labels.append(same[taken].astype(np.float64))
    known = np.concatenate(labels)
    return np.concatenate(rows), known, np.where(known > 0, 1.0, EVERY)


def logistic(rows: Floats, labels: Floats, counts: Floats) -> tuple[Floats, float]:
    """Ridge-penalised logistic regression by Newton's method; weights of the raw features."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-6
    known = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    penalty = PENALTY * np.eye(known.shape[1])
    penalty[-1, -1] = 1e-6
    weights = np.zeros(known.shape[1])
    for _ in range(25):
        guess = 1 / (1 + np.exp(-np.clip(known @ weights, -30, 30)))
        slope = known.T @ (counts * (guess - labels)) + penalty @ weights
        curve = (known * (counts * guess * (1 - guess))[:, None]).T @ known + penalty
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-3:
            break
    raw: Floats = weights[:-1] / spread
    return raw, float(weights[-1] - (raw * mean).sum())


if __name__ == "__main__":
    main()
