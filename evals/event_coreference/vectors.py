"""Texts as unit vectors in the space of the reader's sentence vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Read = Callable[[Sequence[tuple[str, ...]]], Floats]
"""Texts as words in, one unit vector a text out: (texts, dimensions)."""
PIECES = 126
BATCH = 32


def read_texts(texts: Sequence[tuple[str, ...]]) -> Floats:
    """Vectors of texts, each read by itself; ModelError where the weights are not there."""
    from dateline.encoder.bundle import bundle

    reader = bundle()
    rows = [[p for word in reader.pieces.of_all(t) for p in word][:PIECES] for t in texts]
    order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
    made: dict[int, Floats] = {}
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        feed = _feed([rows[n] for n in part], reader.pieces.first, reader.pieces.last)
        found = reader.session.run(["vectors"], feed)[0].astype(np.float64)
        made |= dict(zip(part, found, strict=True))
    return np.array([made[n] for n in range(len(rows))])


def _feed(rows: Sequence[Sequence[int]], first: int, last: int) -> dict[str, NDArray[np.generic]]:
    long = max(len(row) for row in rows) + 2
    ids = np.zeros((len(rows), long), np.int64)
    pool = np.full((len(rows), max(long - 2, 1)), -1)
    for k, row in enumerate(rows):
        ids[k, : len(row) + 2] = [first, *row, last]
        pool[k, : len(row)] = np.arange(1, len(row) + 1) + k * long
        if not row:
            pool[k, 0] = k * long
    mask = np.arange(long)[None] < np.array([[len(row) + 2] for row in rows])
    shapes = np.zeros_like(ids)
    return {"ids": ids, "shapes": shapes, "mask": mask, "words": np.array([1]), "pool": pool}
