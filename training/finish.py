"""The finish: a short pass at low rates with GeoWebNews, which has no train part.

Five readers are finished without a fifth of its articles each and measured on that fifth; the
reader that is shipped is finished on all. The figures go to `folds.json`.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path

import msgspec
import numpy as np

from dateline.encoder.forward import read_words
from dateline.encoder.names import head_spans
from training.bridge import bridged
from training.documents import Document, fold
from training.fit import Corpora, fit
from training.heads import Reader
from training.labels import TAGS, TOPONYMS
from training.schedule import Schedule

FOLDS = 5
OFTEN = {"gwn": 4.0, "crossner": 0.5, "wikigold": 0.5, "meantime": 1.0}
PATH = Path(__file__).parent / "folds.json"
Span = tuple[str, int, int]


def finish(
    reader: Reader, corpora: Corpora, articles: list[Document], plan: Schedule, out: Path
) -> Reader:
    """The reader after a short pass over everything, these articles among it."""
    short = msgspec.structs.replace(
        plan, steps=plan.finish_steps, pieces=plan.pieces // 2, warmup=5, watch=10**6, average=0.9,
        encoder_rate=plan.encoder_rate / 3, head_rate=plan.head_rate / 2,
        share={name: value * plan.finish_share for name, value in plan.share.items()} | OFTEN,
    )  # fmt: skip
    return fit(copy.deepcopy(reader), corpora | {"gwn": articles}, [], short, out)


def five_fold(
    reader: Reader,
    corpora: Corpora,
    articles: list[Document],
    plan: Schedule,
    base: Path,
    out: Path,
) -> dict[str, float]:
    """Span F1 and macro F1 of the kinds on articles that were left out."""
    gold: dict[Span, int] = {}
    found: dict[Span, int] = {}
    for k in range(FOLDS):
        rest = [a for a in articles if fold(a.name, FOLDS) != k]
        finished = finish(reader, corpora, rest, plan, out)
        bundle = bridged(finished, base)
        for article in (a for a in articles if fold(a.name, FOLDS) == k):
            gold |= _gold(article)
            readings = read_words(bundle, article.words, article.starts)
            for span in head_spans(bundle, readings, "toponyms", article.starts):
                found[article.name, span.first, span.last] = span.kind
        print(f"fold {k}", figures(gold, found), flush=True)
    result = figures(gold, found)
    PATH.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return result


def _gold(article: Document) -> dict[Span, int]:
    """The toponyms of an article by their first and last word."""
    tags = article.sets["toponyms"]
    numbers = np.log2(tags.astype(np.float64)).astype(int)
    assert len(TAGS["toponyms"]) > int(numbers.max(initial=0))
    spans = {}
    for first in np.flatnonzero(numbers % 2 == 1).tolist():
        last = first
        while last + 1 < len(numbers) and numbers[last + 1] == numbers[first] + 1:
            last += 1
        spans[article.name, first, last] = int(numbers[first] - 1) // 2
    return spans


def figures(gold: dict[Span, int], found: dict[Span, int]) -> dict[str, float]:
    """F1 of spans whatever their kind, macro F1 of span and kind, and per kind."""
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
