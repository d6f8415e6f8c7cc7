"""Logistic weights that stay near to what is stated, by Newton's method."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fit_logistic(
    cases: Floats,
    right: Floats,
    *,
    held: Floats,
    stated: Floats | None = None,
    counts: Floats | None = None,
    steps: int = 40,
) -> Floats:
    """The likeliest weights of the columns of `cases`, a row a case.

    `held`: how strongly each is held to what is `stated` (nought where nothing is), in cases'
    worth; `counts`: what each case counts.
    """
    start = np.zeros(cases.shape[1]) if stated is None else stated
    share = np.ones(len(right)) if counts is None else counts
    weights = start.copy()
    for _ in range(steps):
        said = chance_of(cases, weights)
        pull = cases.T @ (share * (said - right)) + held * (weights - start)
        bend = (cases * (share * said * (1.0 - said))[:, None]).T @ cases + np.diag(held)
        weights -= np.linalg.solve(bend, pull)
    return weights


def chance_of(cases: Floats, weights: Floats) -> Floats:
    """The chance of every case."""
    said: Floats = 1.0 / (1.0 + np.exp(-np.clip(cases @ weights, -30, 30)))
    return said
