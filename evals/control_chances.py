"""How sure a change of hands is: the weights of `control/likelihood.py`, fitted and checked.

`python -m evals.control_chances --data DIR` fits them on September 2022 and on the first
three weeks of a standing front, prints them as they stand in `control/data/model.yaml`, and
then, for what was fitted on and for windows that were not, how often what was said was so.
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.control.contiguity import Point, nearest_km
from dateline.control.evidence import Evidence
from dateline.control.holders import Run, signs_of
from dateline.control.likelihood import Signs, certainty_of
from dateline.control.parameters import Parameters, Sure, shipped_parameters
from dateline.control.surroundings import Surroundings
from dateline.control.votes import Start, Vote, passings_of, unused, votes_of
from dateline.model import ControlState
from evals.control_maps import Days, ukraine
from evals.control_scores import Window
from evals.control_windows import APART, SEPTEMBER, STANDING, codings_of, read_between, reference_of
from evals.logistic import fit_logistic

LATER = 7
"""A map that turns within so many days still bears a report out: it is drawn anew by and by."""
RIDGE = 0.5
NAMES = Sure.__struct_fields__[2:]


@dataclass(frozen=True)
class Told:
    """What was told of a challenger at one time, and whether the map bore it out."""

    group: str
    day: str
    signs: Signs
    so: bool


@dataclass(frozen=True)
class _Ground:
    """The maps of a window as something to look depths up in."""

    reference: Days
    points: Mapping[str, Point]

    def holder(self, place: str, day: datetime) -> str | None:
        return self.reference[self._day(day)].get(place)

    def known(self, place: str) -> bool:
        return place in next(iter(self.reference.values()))

    def depth(self, place: str, side: str, day: datetime) -> float:
        held = self.reference[self._day(day)]
        others = [self.points[i] for i, h in held.items() if h == side and i != place]
        if not others or place not in self.points:
            return 0.0
        return float(nearest_km([self.points[place]], others)[0])

    def depth_before(self, place: str, side: str, day: datetime) -> float:
        return self.depth(place, side, day - timedelta(days=1))

    def _day(self, day: datetime) -> str:
        days = sorted(self.reference)
        return min(max(day.date().isoformat(), days[0]), days[-1])


def told_of(
    evidence: Iterable[Evidence], reference: Days, points: Sequence[Point], sides: Sequence[str],
    parameters: Parameters,
) -> Iterator[Told]:  # fmt: skip
    """All that is told of a side other than the one that the map gives for the day before."""
    ground = _Ground(reference, {p.id: p for p in points})
    begin = datetime.fromisoformat(min(reference))
    by_place: dict[str, list[Evidence]] = defaultdict(list)
    for item in evidence:
        if ground.known(item.assertion.place):
            by_place[item.assertion.place].append(item)
    voted: dict[str, list[Vote]] = {}
    for place, items in sorted(by_place.items()):
        first = ground.holder(place, begin)
        start = Start(first, ControlState.HELD if first else ControlState.CONTESTED, begin, "map")
        used = [e for e in items if unused(e, start=start, sides=sides) is None]
        voted[place] = sorted(
            votes_of(used, start, parameters, sides), key=lambda v: (v.valid, v.known, v.claim)
        )
    around = Surroundings.of(
        {place: passings_of(votes) for place, votes in voted.items()},
        ground.points, reach_km=parameters.around_km, days=parameters.window_days,
    )  # fmt: skip
    for place, votes in voted.items():
        known = ground.holder(place, begin) is not None or place in reference[min(reference)]
        for at, vote in enumerate(votes):
            holder = ground.holder(place, vote.valid - timedelta(days=1))
            if vote.fights or vote.side == holder or not vote.side:
                continue
            state = ControlState.HELD if holder else ControlState.CONTESTED
            run = Run(
                parameters, known, holder, state,
                partial(ground.depth_before, place), partial(around.around, place),
            )  # fmt: skip
            window = timedelta(days=parameters.window_days)
            run.votes = [v for v in votes[: at + 1] if vote.valid - v.valid <= window]
            after = (vote.valid + timedelta(days=n) for n in range(LATER + 1))
            so = any(ground.holder(place, day) == vote.side for day in after)
            yield Told(
                f"{place} {vote.side}", vote.valid.date().isoformat(), signs_of(run, vote), so
            )


FOR = ("deed", "state", "area", "claimants", "against", "seen", "score", "around")
"""What speaks for a challenger: no weight of these is below nought."""
AGAINST = ("held", "behind", "opposed")
"""What speaks against: no weight of these is above nought."""


def fit(told: Sequence[Told]) -> NDArray[np.float64]:
    """Weights, those for a challenger none below nought; places that nobody held are left out,
    since how readily such are turned is another in each window."""
    held = [t for t in told if not t.signs.open]
    kept = np.array([name not in ("unknown", "open") for name in NAMES])
    while True:
        weights = np.zeros(len(NAMES))
        weights[kept] = _weigh(held, kept)
        signs = np.array([(name in FOR) - (name in AGAINST) for name in NAMES])
        wrong = np.flatnonzero(signs * weights < 0)
        if not len(wrong):
            return weights
        kept[max(wrong, key=lambda n: abs(weights[n]))] = False


def _weigh(
    told: Sequence[Told], kept: NDArray[np.bool_], *, ridge: float = RIDGE
) -> NDArray[np.float64]:
    """Weights; a place that is told often counts by the root of how often."""
    often = Counter(t.group for t in told)
    inputs = np.array([t.signs.measures() for t in told])[:, kept]
    so = np.array([float(t.so) for t in told])
    share = np.array([often[t.group] ** -0.5 for t in told])
    share *= len(share) / share.sum()
    held = np.full(inputs.shape[1], ridge)
    held[0] = 0.01
    return fit_logistic(inputs, so, held=held, counts=share, steps=60)


BOUNDS = (0.2, 0.4, 0.6, 0.8)


def reliability(told: Iterable[Told], sure: Sure) -> Iterator[tuple[str, int, float, float]]:
    """By what was said: the range, how many, the mean said, and the share that was so."""
    rows: list[list[tuple[float, bool]]] = [[] for _ in range(len(BOUNDS) + 1)]
    for item in told:
        said = certainty_of(item.signs, sure)
        rows[bisect_left(BOUNDS, said)].append((said, item.so))
    edges = (0.0, *BOUNDS, 1.0)
    for at, row in enumerate(rows):
        if row:
            mean = sum(s for s, _ in row) / len(row)
            yield (
                f"{edges[at]:.1f}-{edges[at + 1]:.1f}",
                len(row),
                mean,
                sum(o for _, o in row) / len(row),
            )


def main() -> None:
    """Prints the weights and the tables."""
    parser = argparse.ArgumentParser(prog="evals.control_chances", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    rules = shipped_parameters()
    points = ukraine()

    def told(window: Window) -> list[Told]:
        reference = reference_of(data, points, window)
        evidence, sides = read_between(codings_of(data, window), rules)
        return list(told_of(evidence, reference, points, sides, rules))

    standing = told(STANDING)
    half = "2022-08-03"
    fitted = [t for w in (SEPTEMBER,) for t in told(w)] + [t for t in standing if t.day <= half]
    weights = fit(fitted)
    for name, weight in zip(NAMES, weights, strict=True):
        print(f"  {name}: {weight:.2f}")
    tables = {
        "fitted on": fitted,
        "standing front, second half": [t for t in standing if t.day > half],
    }
    tables |= {w.name: told(w) for w in APART}
    for name, items in tables.items():
        held = [t for t in items if not t.signs.open]
        for span, count, said, so in reliability(held, rules.sure):
            print(name, span, count, f"{said:.2f}", f"{so:.2f}", sep="\t")


if __name__ == "__main__":
    main()
