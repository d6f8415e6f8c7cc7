"""The finish: the head for toponyms and their use, on an encoder that stays as it is.

GeoWebNews alone tells the use of toponyms and has no train part. Five heads are fitted without a
fifth of its articles each and measured on that fifth (`folds.json`); the one that is shipped is
fitted on all. Fitting the whole reader further on so few articles cost the other heads up to ten
points and gave less here.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dateline.encoder.tags import best_tags, plain_moves, spans_of
from training.documents import Document, fold
from training.heads import USE_LAYERS, Reader, use_head
from training.labels import TAGS, TOPONYMS
from training.windows import collate, cut

FOLDS = 5
EPOCHS, BATCH, RATE, DECAY, NOISE = 8, 512, 2e-3, 0.01, 0.1
PATH = Path(__file__).parent / "folds.json"
Span = tuple[str, int, int]


def finish(reader: Reader, articles: list[Document]) -> None:
    """Gives the reader its head for toponyms, fitted on all articles."""
    reader.uses = fitted([features(reader, article) for article in articles], articles)


@torch.no_grad()
def features(reader: Reader, article: Document) -> Tensor:
    """What the head sees of each word: the encoder's layers at its first piece."""
    reader.eval()
    parts = []
    for window in cut(article, None):
        batch = collate([window])
        layers = reader.encoder.layers_of(batch["ids"], batch["mask"], batch["shapes"])
        seen = torch.cat([layers[k][0] for k in USE_LAYERS], -1)
        parts.append(seen[batch["first"][0]])
    return torch.cat(parts)


def fitted(seen: list[Tensor], articles: list[Document]) -> nn.Sequential:
    """A head for these words."""
    torch.manual_seed(0)
    head = use_head()
    x = torch.cat(seen)
    sets = torch.from_numpy(np.concatenate([a.sets["toponyms"] for a in articles]))
    right = (sets[:, None] >> torch.arange(len(TAGS["toponyms"]))) & 1 == 1
    optimizer = torch.optim.AdamW(head.parameters(), RATE, weight_decay=DECAY)
    steps = EPOCHS * (len(x) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: max(0.02, 1 - k / steps))
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x)).split(BATCH):
            scores = head(F.dropout(x[rows], NOISE))
            inside = scores.masked_fill(~right[rows], -1e4)
            loss = (scores.logsumexp(-1) - inside.logsumexp(-1)).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return head.eval()


def five_fold(reader: Reader, articles: list[Document]) -> dict[str, float]:
    """Span F1 and macro F1 of the uses on articles that were left out."""
    seen = [features(reader, article) for article in articles]
    numbers = [fold(article.name, FOLDS) for article in articles]
    gold: dict[Span, int] = {}
    found: dict[Span, int] = {}
    for k in range(FOLDS):
        rest = [i for i, number in enumerate(numbers) if number != k]
        head = fitted([seen[i] for i in rest], [articles[i] for i in rest])
        for i in (i for i, number in enumerate(numbers) if number == k):
            gold |= _gold(articles[i])
            with torch.no_grad():
                scores = head(seen[i]).numpy()
            tags = best_tags(scores, plain_moves(scores.shape[1]), articles[i].starts)
            for span in spans_of(tags, scores):
                found[articles[i].name, span.first, span.last] = span.kind
    return figures(gold, found)


def keep(result: dict[str, float]) -> None:
    """Writes the figures down for the evals."""
    PATH.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _gold(article: Document) -> dict[Span, int]:
    """The toponyms of an article by their first and last word."""
    numbers = np.log2(article.sets["toponyms"].astype(np.float64)).astype(int)
    spans = {}
    for first in np.flatnonzero(numbers % 2 == 1).tolist():
        last = first
        while last + 1 < len(numbers) and numbers[last + 1] == numbers[first] + 1:
            last += 1
        spans[article.name, first, last] = int(numbers[first] - 1) // 2
    return spans


def figures(gold: dict[Span, int], found: dict[Span, int]) -> dict[str, float]:
    """F1 of spans whatever their use, macro F1 of span and use, and per use."""
    each = {}
    for kind, name in enumerate(TOPONYMS):
        a = {span for span, k in gold.items() if k == kind}
        b = {span for span, k in found.items() if k == kind}
        each[name] = round(_f1(a, b), 4)
    return {
        "n": len(gold),
        "spans": round(_f1(set(gold), set(found)), 4),
        "kinds": round(float(np.mean(list(each.values()))), 4),
        **each,
    }


def _f1(a: set[Span], b: set[Span]) -> float:
    return 2 * len(a & b) / max(len(a) + len(b), 1)
