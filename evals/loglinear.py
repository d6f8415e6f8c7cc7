"""Log-linear models over named features, fitted by L-BFGS, for comparison with fitted systems.

Nothing fitted here ships with the package.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

Floats = npt.NDArray[np.float64]
Row = Mapping[str, float]
"""Features of one case by name; most are 1."""


@dataclass(frozen=True)
class Features:
    """The columns of the features that were seen in at least `least` cases."""

    columns: Mapping[str, int]

    @classmethod
    def of(cls, rows: Iterable[Row], *, least: int = 3) -> Features:
        """The features of some cases, numbered in alphabetical order."""
        seen = Counter(name for row in rows for name in row)
        return cls({n: i for i, n in enumerate(sorted(n for n, k in seen.items() if k >= least))})

    def matrix(self, rows: Sequence[Row]) -> csr_matrix:
        """One line a case; features without a column are left out."""
        values: list[float] = []
        indices: list[int] = []
        ends = [0]
        for row in rows:
            for name, value in row.items():
                column = self.columns.get(name)
                if column is not None:
                    indices.append(column)
                    values.append(value)
            ends.append(len(indices))
        return csr_matrix((values, indices, ends), shape=(len(rows), len(self.columns)))


def fit(cases: csr_matrix, right: Floats, *, penalty: float) -> Floats:
    """Weights of the features and, last, of the constant (which bears no penalty)."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = cases @ weights[:-1] + weights[-1]
        value = float(np.logaddexp(0.0, scores).sum() - right @ scores)
        error = expit(scores) - right
        slope = np.append(cases.T @ error + penalty * weights[:-1], error.sum())
        return value + 0.5 * penalty * float(weights[:-1] @ weights[:-1]), slope

    start = np.zeros(cases.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return np.asarray(found.x, dtype=np.float64)


def chances(cases: csr_matrix, weights: Floats) -> Floats:
    """The probability of each case."""
    return np.asarray(expit(cases @ weights[:-1] + weights[-1]), dtype=np.float64)


def folds(count: int, groups: Sequence[int]) -> list[npt.NDArray[np.intp]]:
    """The cases of each of `count` folds; cases of one group (a report) stay together."""
    fold = np.asarray([group % count for group in groups])
    return [np.flatnonzero(fold == k) for k in range(count)]


def out_of_fold(
    cases: csr_matrix, right: Floats, groups: Sequence[int], *, penalty: float, count: int = 5
) -> Floats:
    """The probability of each case by a model that has not seen its report."""
    out = np.zeros(len(right))
    for held in folds(count, groups):
        kept = np.setdiff1d(np.arange(len(right)), held)
        out[held] = chances(cases[held], fit(cases[kept], right[kept], penalty=penalty))
    return out


def best_threshold(scores: Floats, value: Callable[[float], float]) -> float:
    """The threshold, of 40 quantiles of the higher scores, with the greatest value."""
    tried = np.unique(np.quantile(scores[scores > 0.02], np.linspace(0.0, 0.995, 40)))
    return float(max(tried, key=lambda t: value(float(t))))
