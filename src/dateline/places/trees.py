"""Boosted trees kept as data: what `scripts/fit_ranker.py` fits, evaluated for many rows at once.

A forest is one table of nodes. Node n sends a row left where row[feature[n]] <= threshold[n],
else right; a leaf (feature -1) leads to itself and has a value. A row's score is the sum of the
values of the leaves that it reaches, one a tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


class Forest:
    """The trees of a ranker; `table` as in data/ranker.json."""

    def __init__(self, table: Mapping[str, Sequence[Any]]) -> None:
        self._feature = np.array(table["feature"], dtype=np.intp)
        self._threshold = np.array(table["threshold"], dtype=np.float64)
        self._value = np.array(table["value"], dtype=np.float64)
        self._roots = np.array(table["roots"], dtype=np.intp)
        children = np.array([table["right"], table["left"]], dtype=np.intp)
        self._children = children.T.reshape(-1).copy()
        self._depth = int(table["depth"][0])

    def scores(self, rows: Sequence[Sequence[float]]) -> Scores:
        """One score a row; none for no rows."""
        if not rows:
            return np.zeros(0)
        x = np.array(rows, dtype=np.float64)
        at = np.broadcast_to(self._roots, (len(x), len(self._roots))).copy()
        flat, line = x.ravel(), np.arange(len(x))[:, None] * x.shape[1]
        for _ in range(self._depth):
            goes_left = flat.take(line + self._feature.take(at)) <= self._threshold.take(at)
            at = self._children.take(2 * at + goes_left)
        return np.asarray(self._value[at].sum(axis=1))
