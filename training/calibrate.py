"""Temperatures and Platt's figures, chosen on dev so that a score means what it says."""

from __future__ import annotations

import numpy as np

from dateline.encoder.attribution import Found, Layout, attributions
from dateline.encoder.bundle import Bundle
from dateline.encoder.forward import read_words
from training.documents import Document, Link
from training.fit import Corpora
from training.labels import ANY, TAGS

HEADS = {
    "mentions": ("crossner", "wikigold"),
    "phrases": ("re3d",),
    "toponyms": ("lgl", "geovirus"),
    "times": ("tbaq",),
}
GRID = np.geomspace(0.6, 3.0, 40)


def temperatures(bundle: Bundle, dev: Corpora) -> dict[str, float]:
    """For each tagging head the temperature of the least dev loss."""
    return {head: _temperature(bundle, head, [d for c in corpora for d in dev[c]])
            for head, corpora in HEADS.items()}  # fmt: skip


def _temperature(bundle: Bundle, head: str, documents: list[Document]) -> float:
    scores, sets = [], []
    for document in documents:
        readings = read_words(bundle, document.words, document.starts)
        known = document.sets[head] != ANY
        scores.append(readings.words["scores"][known][:, bundle.column(head)])
        sets.append(document.sets[head][known])
    z, allowed = np.concatenate(scores), np.concatenate(sets)
    right = (allowed[:, None] >> np.arange(len(TAGS[head]))) & 1 == 1
    return float(round(min(GRID, key=lambda t: _loss(z / t, right)), 3))


def _loss(z: np.ndarray, right: np.ndarray) -> float:
    raised = np.exp(z - z.max(-1, keepdims=True))
    return float(-np.log((raised * right).sum(-1) / raised.sum(-1)).mean())


def platt(bundle: Bundle, documents: list[Document]) -> tuple[float, float]:
    """a and b of 1 / (1 + exp(-(a logit + b))): that an attribution is right (see `right`)."""
    logits, hits = [], []
    for document in documents:
        readings = read_words(bundle, document.words, document.starts)
        layout = Layout(document.starts, paragraphs(document))
        for found in attributions(bundle, readings, layout):
            raw = min(max(found.score, 1e-6), 1 - 1e-6)
            logits.append(np.log(raw / (1 - raw)))
            hits.append(right(found, document.links or []))
    return _logistic(np.array(logits), np.array(hits, dtype=float))


def paragraphs(document: Document) -> list[int]:
    """First words of the paragraphs, as far as the corpus knows them."""
    return document.paragraphs or document.starts


def right(found: Found, links: list[Link]) -> bool:
    """Whether an annotator's attribution has at least half of source and content in common."""
    source, content = _words(found.source), _words(found.content)
    return any(
        _half(source, _pairs(link.source)) and _half(content, _pairs(link.content))
        for link in links
    )


def _words(spans: list) -> set[int]:  # type: ignore[type-arg]
    return {i for span in spans for i in range(span.first, span.last + 1)}


def _pairs(spans: list[tuple[int, int]]) -> set[int]:
    return {i for first, last in spans for i in range(first, last + 1)}


def _half(a: set[int], b: set[int]) -> bool:
    return 2 * len(a & b) >= len(a | b)


def _logistic(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """a and b by Newton's method, each step halved until the loss falls."""
    design = np.stack([x, np.ones_like(x)], 1)
    weights = np.array([0.5, 0.0])
    for _ in range(60):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (p - y)
        spread = np.maximum(p * (1 - p), 1e-6)
        step = np.linalg.solve(design.T @ (design * spread[:, None]) + np.eye(2), gradient)
        size = 1.0
        while size > 1e-4 and _cost(design, y, weights - size * step) > _cost(design, y, weights):
            size /= 2
        weights = weights - size * step
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def _cost(design: np.ndarray, y: np.ndarray, weights: np.ndarray) -> float:
    z = design @ weights
    return float(np.logaddexp(0, -z)[y == 1].sum() + np.logaddexp(0, z)[y == 0].sum())
