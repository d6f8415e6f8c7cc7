"""How likely it is that a challenger holds a place: a logistic model of what is told of it.

Its weights stand in `data/model.yaml` under `sure`; `python -m evals.control_chances` fits them on
windows in which places changed hands and on a window in which hardly any did.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log1p

from dateline.control.parameters import Sure

MOST = 3.0
"""More told than this makes nothing surer."""


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What speaks for a challenger's hold, and against it.

    `deed`, `state`, `area`: the weights of its claims that tell the change itself, that tell only
    a state, and that are told of an area; `held`: the weight of the holder's claims; `claimants`:
    how many speak for it; `against`: whether somebody does against their interest; `seen`: whether
    pictures do; `score`: the reader's own score of the surest deed; `behind`: how far behind the
    lines the place lies, in units of `depth_km`; `fought`: how many tell of fighting there;
    `around`, `opposed`: how many places near it others tell to have passed to the challenger, and
    to another;
    `known`: whether anything was known before; `open`: whether nobody held it.
    """

    deed: float
    state: float = 0.0
    area: float = 0.0
    held: float = 0.0
    claimants: int = 1
    against: bool = False
    seen: bool = False
    score: float = 1.0
    behind: float = 0.0
    fought: int = 0
    around: int = 0
    opposed: int = 0
    known: bool = True
    open: bool = False

    @property
    def told(self) -> float:
        """All that is told for the challenger."""
        return self.deed + self.state + self.area

    def measures(self) -> tuple[float, ...]:
        """The model's inputs, in the order of `Sure.weights`."""
        return (
            1.0, min(self.deed, MOST), min(self.state, MOST), min(self.area, MOST),
            min(self.held, MOST), float(self.claimants > 1), float(self.against),
            float(self.seen), self.score, min(self.behind, MOST), log1p(self.fought),
            log1p(min(self.around, MOST)), log1p(min(self.opposed, MOST)),
            float(not self.known), float(self.open),
        )  # fmt: skip


def certainty_of(signs: Signs, sure: Sure) -> float:
    """The chance that a challenger of whom this is told holds the place."""
    total = sum(w * x for w, x in zip(sure.weights, signs.measures(), strict=True))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
