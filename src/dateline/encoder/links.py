"""Which span belongs to which: the scorer behind attributions and coreference.

A span asks and offers through its first and last word; distance in words counts by powers of two.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.encoder.arrays import Floats, Ints, softmax
from dateline.encoder.bundle import Bundle

SIDES = 4
MIDDLE = 11
"""The bucket of distance 0, and the farthest bucket on each side."""


def bucket(away: Ints) -> Ints:
    """Signed word distances to 0 .. 22 by powers of two; 11: the same word."""
    size = np.floor(np.log2(np.maximum(np.abs(away), 1))).astype(np.int64) + 1
    size = np.minimum(np.where(away == 0, 0, size), MIDDLE)
    found: Ints = MIDDLE + np.sign(away) * size
    return found


def chances(
    bundle: Bundle, links: Floats, pair: str,
    left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]],
    *, allowed: np.ndarray | None = None,
) -> Floats:  # fmt: skip
    """Probabilities (l, r + 1) that each left span belongs to each right one; the last: to none.

    Spans are first and last words; `allowed` (l, r) leaves pairs out.
    """
    index = bundle.card.pairs.index(pair)
    size = links.shape[1] // (SIDES * len(bundle.card.pairs))
    parts = links.reshape(len(links), len(bundle.card.pairs), SIDES, size)[:, index]
    lefts = np.array(left, dtype=np.int64).reshape(-1, 2)
    rights = np.array(right, dtype=np.int64).reshape(-1, 2)
    asks = parts[lefts[:, 0], 0] + parts[lefts[:, 1], 1]
    offers = parts[rights[:, 0], 2] + parts[rights[:, 1], 3]
    scores = asks @ offers.T * size**-0.5
    away = lefts[:, None, 0] - rights[None, :, 0]
    scores = scores + bundle.arrays["distance"][index][bucket(away)]
    if allowed is not None:
        scores = np.where(allowed, scores, -1e4)
    none = asks @ bundle.arrays["none"][index] * size**-0.5
    full = np.concatenate([scores, none[:, None]], 1) / bundle.temperature(pair)
    return softmax(full.astype(np.float32))
