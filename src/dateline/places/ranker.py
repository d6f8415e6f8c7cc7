"""The learned ranker: a conditional logit over the features of a name's candidates, and trees.

Fitted by scripts/fit_ranker.py; data/ranker.json holds the weights by feature, in two sets: `alone`
for a first guess at every name by itself, `context` once each name's neighbours have a guess; and
boosted trees, which see the same features and the logit's shares, and mend these.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import mul
from typing import Any

from dateline.model.errors import ConfigError
from dateline.places.features import ALONE, NAMES, Ballot, Setting, alone, context
from dateline.places.gazetteer import Gazetteer
from dateline.places.trees import Forest

ROUNDS = 2
FINALISTS = 12
TRUST = 0.5  # in the trees where there is a conflict: they were fitted without any
TINY = 1e-6


class Ranker:
    """Weights for the features of `features.NAMES`, and trees over them."""

    def __init__(
        self, weights: Mapping[str, Mapping[str, float]], trees: Mapping[str, Any] | None = None
    ) -> None:
        self._forest = Forest(trees) if trees else None
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
        if self._forest is not None:
            self._mend_shares(ballots, self._forest, TRUST if setting.countries else 1.0)

    def _mend_shares(self, ballots: Sequence[Ballot], forest: Forest, trust: float) -> None:
        """Multiplies the logit's shares with what the trees make of them; who stands alone has
        all of them."""
        contested = [ballot for ballot in ballots if len(ballot.facts) > 1]
        rows = tree_rows(contested, names=len(ballots))
        scores = forest.scores(rows).tolist()
        first = 0
        for ballot in contested:
            last = first + len(ballot.facts)
            pairs = zip(scores[first:last], rows[first:last], strict=True)
            ballot.shares = softmax([trust * score + row[len(NAMES)] for score, row in pairs])
            first = last


def tree_rows(ballots: Sequence[Ballot], *, names: int) -> list[list[float]]:
    """What the trees see of each candidate, ballot by ballot: its vector, the logarithm of its
    share, how many candidates have more people, how many candidates and names there are."""
    return [row for ballot in ballots for row in _list_rows(ballot, names)]


def _list_rows(ballot: Ballot, names: int) -> Iterator[list[float]]:
    people = [facts.people for facts in ballot.facts]
    for vector, share, own in zip(ballot.vectors, ballot.shares, people, strict=True):
        larger = sum(other > own for other in people)
        yield [*vector, math.log(share + TINY), larger, len(people), names]


def shares(vectors: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    """The softmax of the weighted sums."""
    if len(vectors) == 1:
        return [1.0]
    return softmax([sum(map(mul, vector, weights)) for vector in vectors])


def softmax(sums: Sequence[float]) -> list[float]:
    """Shares in proportion to the exponentials, in [0, 1] with sum 1."""
    top = max(sums)
    exponents = [math.exp(value - top) for value in sums]
    total = sum(exponents)
    return [value / total for value in exponents]


@cache
def shipped_ranker() -> Ranker:
    """The ranker that ships with the package; ConfigError where its file is missing."""
    path = files("dateline.places") / "data" / "ranker.json"
    try:
        fitted = json.loads(path.read_text(encoding="utf-8"))
        return Ranker(fitted["weights"], fitted.get("trees"))
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(
            f"the ranker of places cannot be read: {error}",
            where=str(path),
            remedy="fit it with `python scripts/fit_ranker.py`, or install the package",
        ) from error
