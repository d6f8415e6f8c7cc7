"""Fits the similarity layer of the event coder on our own examples.

    python scripts/fit_events.py

reads src/dateline/events/data/examples.yaml, takes the reader's sentence vectors and writes
src/dateline/events/data/similarity.npz: one softmax layer, int8 weights with a scale a class.
The seed and all settings are below; the same reader gives the same file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from dateline.encoder.component import NeuralReader
from dateline.events.similarity import NONE, examples
from dateline.model import Block, BlockKind, Coding, Report
from dateline.text.component import Segmenter

TARGET = Path(__file__).parents[1] / "src/dateline/events/data/similarity.npz"
STEPS, RATE, DECAY, SCALE = 400, 0.5, 3e-3, 8.0

Array = np.ndarray[Any, np.dtype[np.float32]]


def main() -> None:
    """Reads, fits, writes, and says how well the layer knows its own examples."""
    labelled = [(code, text) for code, texts in examples().items() for text in texts]
    names = [NONE, *sorted({code for code, _ in labelled} - {NONE})]
    vectors = vectors_of([text for _, text in labelled])
    wanted = np.array([names.index(code) for code, _ in labelled])
    weights, bias = fit(vectors, wanted, len(names))
    scales = np.abs(weights).max(axis=0) / 127.0
    np.savez_compressed(
        TARGET, weights=np.round(weights / scales).astype(np.int8),
        scales=scales.astype(np.float32), bias=bias.astype(np.float32), names=np.array(names),
    )  # fmt: skip
    right = (np.argmax(vectors @ weights + bias, axis=1) == wanted).mean()
    print(f"{len(labelled)} examples, {len(names)} classes, {right:.3f} right on them")


def vectors_of(texts: list[str]) -> Array:
    """One vector a text: the mean of its sentences', of unit length."""
    reader, segmenter = NeuralReader(), Segmenter()
    out = []
    for text in texts:
        analysis = reader(segmenter(Coding(report=_report(text)))).linguistics()
        mean = np.mean(np.array(analysis.vectors, dtype=np.float32), axis=0)
        out.append(mean / np.linalg.norm(mean))
    return np.array(out, dtype=np.float32)


def fit(vectors: Array, wanted: Any, classes: int) -> tuple[Array, Array]:
    """Softmax regression by gradient descent; vectors are scaled by SCALE."""
    weights = np.zeros((vectors.shape[1], classes), dtype=np.float32)
    bias = np.zeros(classes, dtype=np.float32)
    scaled = vectors * SCALE
    aim = np.eye(classes, dtype=np.float32)[wanted]
    for _ in range(STEPS):
        logits = scaled @ weights + bias
        logits -= logits.max(axis=1, keepdims=True)
        chances = np.exp(logits)
        chances /= chances.sum(axis=1, keepdims=True)
        error = (chances - aim) / len(vectors)
        weights -= RATE * (scaled.T @ error + DECAY * weights)
        bias -= RATE * error.sum(axis=0)
    return (weights * SCALE).astype(np.float32), bias


def _report(text: str) -> Report:
    return Report(
        id="rep-example", sha256="0", lang="en", text=text, title=None, published=None,
        updated=None, byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip


if __name__ == "__main__":
    main()
