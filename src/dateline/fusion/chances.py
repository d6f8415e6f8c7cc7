"""How likely an opposed pair is a contradiction: a logistic model over named features.

Its weights are data (`data/contradiction.yaml`), fitted on judged pairs of real reports by
`scripts/fit_contradiction.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from msgspec import Struct

from dateline.text.yaml_files import read_yaml

_FILE = "data/contradiction.yaml"


class ChanceModel(Struct, frozen=True, forbid_unknown_fields=True):
    """See the data file. `shown`: the chance from which a pair is shown; `perhaps`: from which
    it is listed among those that may be one."""

    shown: float
    perhaps: float
    constant: float
    weights: dict[str, float]

    def chance(self, features: Mapping[str, float]) -> float:
        """The probability that a person would call the pair a contradiction."""
        known = self.weights
        total = self.constant + sum(known.get(n, 0.0) * v for n, v in sorted(features.items()))
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@cache
def shipped_model() -> ChanceModel:
    """The model that the package ships."""
    data = (files("dateline.fusion") / _FILE).read_bytes()
    where = f"fusion/{_FILE}"
    return read_yaml(data, ChanceModel, where=where, remedy="fit it with scripts.fit_contradiction")
