"""Average-link agglomerative clustering of a similarity matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def average_link(similar: NDArray[np.float64], threshold: float) -> list[list[int]]:
    """Groups of rows, the most similar joined first, while their mean similarity is at least
    `threshold` (Sokal and Michener 1958). `similar`: (n, n), symmetric; n² memory."""
    mean = similar.astype(np.float64).copy()
    np.fill_diagonal(mean, -np.inf)
    groups: list[list[int]] = [[n] for n in range(len(mean))]
    best = mean.argmax(1) if len(mean) else np.zeros(0, np.int64)
    top = mean[np.arange(len(mean)), best]
    while len(mean):
        a = int(top.argmax())
        if top[a] < threshold:
            break
        a, b = sorted((a, int(best[a])))
        sizes = len(groups[a]), len(groups[b])
        row = (sizes[0] * mean[a] + sizes[1] * mean[b]) / sum(sizes)
        row[[a, b]] = -np.inf
        mean[a] = mean[:, a] = row
        mean[b] = mean[:, b] = -np.inf
        groups[a] += groups[b]
        groups[b] = []
        for k in {a, b, *np.flatnonzero((best == a) | (best == b)).tolist()}:
            best[k] = mean[k].argmax()
            top[k] = mean[k, best[k]]
        better = mean[a] > top
        best[better], top[better] = a, mean[a][better]
    return [sorted(g) for g in groups if g]
