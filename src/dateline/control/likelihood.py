"""How likely it is that a challenger holds a place: a logistic model of what is told of it.

Its weights stand in `data/model.yaml` under `sure`; they were fitted (docs/control.md) on
windows in which places changed hands and on windows in which hardly any did.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p

from dateline.control.parameters import Sure


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What speaks for a challenger's hold, and against it.

    `challenge`, `held`: the weights of both sides' claims; `deed`: the greatest weight of a claim
    that tells of the change itself (where nobody, or who is not settled, was known to hold the
    place, a state tells as much); `reports`, `claimants`: how many tell it; `behind`: how far
    behind the lines the place lies, in units of `depth_km`; `area`: whether only areas are told;
    `against`: whether somebody says so against their interest; `fought`: how many tell of fighting
    there; `known`: whether a holder was known before.
    """

    challenge: float
    held: float = 0.0
    deed: float = 0.0
    reports: int = 1
    claimants: int = 1
    behind: float = 0.0
    area: bool = False
    against: bool = False
    fought: int = 0
    known: bool = True

    def measures(self) -> tuple[float, ...]:
        """The model's inputs, in the order of `Sure.weights`."""
        return (
            1.0, min(self.challenge, 3.0), min(self.held, 3.0), self.deed,
            log1p(self.reports), log1p(self.claimants), min(self.behind, 3.0),
            float(self.area), float(self.against), log1p(self.fought), float(not self.known),
        )  # fmt: skip


def certainty_of(signs: Signs, sure: Sure) -> float:
    """The chance that a challenger of whom this is told holds the place."""
    total = sum(w * x for w, x in zip(sure.weights, signs.measures(), strict=True))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
