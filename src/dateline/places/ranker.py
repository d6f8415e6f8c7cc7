"""The learned ranker: a conditional logit over the features of a name's candidates.

Fitted by scripts/fit_ranker.py; data/ranker.json holds the weights by feature, in two sets: `alone`
for a first guess at every name by itself, `context` once each name's neighbours have a guess.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from dateline.model.errors import ConfigError
from dateline.places.features import ALONE, NAMES, Ballot, Setting, alone, context
from dateline.places.gazetteer import Gazetteer

ROUNDS = 2
FINALISTS = 10


class Ranker:
    """Weights for the features of `features.NAMES`."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._alone = [weights["alone"].get(name, 0.0) for name in ALONE]
        self._context = [weights["context"].get(name, 0.0) for name in NAMES]

    def rank(
        self,
        ballots: Sequence[Ballot],
        positions: Mapping[int, int],
        setting: Setting,
        gazetteer: Gazetteer,
    ) -> None:
        """Fills the shares of every ballot's candidates, in [0, 1] with sum 1."""
        for ballot in ballots:
            alone(ballot, setting, gazetteer)
            ballot.shares = shares(ballot.vectors, self._alone)
            ballot.keep(FINALISTS)
        for _ in range(ROUNDS):
            context(ballots, positions)
            for ballot in ballots:
                ballot.shares = shares(ballot.vectors, self._context)


def shares(vectors: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    """The softmax of the weighted sums."""
    sums = [sum(map(float.__mul__, vector, weights)) for vector in vectors]
    top = max(sums)
    exponents = [math.exp(value - top) for value in sums]
    total = sum(exponents)
    return [value / total for value in exponents]


@cache
def shipped_ranker() -> Ranker:
    """The ranker that ships with the package; ConfigError where its file is missing."""
    path = files("dateline.places") / "data" / "ranker.json"
    try:
        return Ranker(json.loads(path.read_text(encoding="utf-8"))["weights"])
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(
            f"the ranker of places cannot be read: {error}",
            where=str(path),
            remedy="fit it with `python scripts/fit_ranker.py`, or install the package",
        ) from error
