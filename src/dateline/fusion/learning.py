"""A logistic curve over a model's own score, fitted to people's judgements.

The model stays as it is shipped: what is learned is how its score is to be read here. The curve is
held near the one in use by a penalty, so that few judgements move it little (Platt 1999; the
penalty as in MacKay 1992).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from math import exp, log

from msgspec import Struct

from dateline.text.yaml_files import read_yaml

STEPS = 50
"""Newton's steps at most; a curve of two numbers needs few."""
Point = tuple[float, bool]
"""What the model says of a pair (bits, or log odds), and whether people hold it to be one."""


class Curve(Struct, frozen=True, forbid_unknown_fields=True):
    """`chance = 1 / (1 + exp(-(constant + slope * x)))`."""

    constant: float
    slope: float

    def chance(self, x: float) -> float:
        """The probability that the curve gives."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.constant + self.slope * x))))


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/learning.yaml`."""

    least: int
    least_of_each: int
    folds: int
    constant_room: float
    slope_room: float
    least_slope: float


@cache
def numbers() -> Numbers:
    """The numbers as they were shipped."""
    data = (files("dateline.fusion") / "data" / "learning.yaml").read_bytes()
    return read_yaml(data, Numbers, where="fusion/data/learning.yaml", remedy="see its comments")


def fit_curve(points: Sequence[Point], prior: Curve) -> Curve:
    """The curve that makes the judgements likeliest, held near `prior`; without any, `prior`.

    The penalty is convex, so that Newton's way ends at the one best curve; steps are halved where
    they would overshoot.
    """
    rules = numbers()
    now = prior
    for _ in range(STEPS):
        step, cost, share = newton_step(points, now, prior), _cost(points, now, prior), 1.0
        while share > 1e-6 and _cost(points, _moved(now, step, share), prior) > cost:
            share /= 2
        now = _moved(now, step, share)
        if abs(step[0]) + abs(step[1]) < 1e-9:
            break
    return Curve(now.constant, max(rules.least_slope * prior.slope, now.slope))


def newton_step(points: Sequence[Point], now: Curve, prior: Curve) -> tuple[float, float]:
    """By how much constant and slope are to move."""
    rules = numbers()
    tight, tighter = rules.constant_room**-2, rules.slope_room**-2
    g0, g1 = tight * (now.constant - prior.constant), tighter * (now.slope - prior.slope)
    h00, h01, h11 = tight, 0.0, tighter
    for x, one in points:
        chance = now.chance(x)
        g0 += chance - one
        g1 += (chance - one) * x
        weight = chance * (1 - chance)
        h00, h01, h11 = h00 + weight, h01 + weight * x, h11 + weight * x * x
    size = h00 * h11 - h01 * h01
    return -(h11 * g0 - h01 * g1) / size, -(h00 * g1 - h01 * g0) / size


def _moved(now: Curve, step: tuple[float, float], share: float) -> Curve:
    return Curve(now.constant + share * step[0], now.slope + share * step[1])


def _cost(points: Sequence[Point], curve: Curve, prior: Curve) -> float:
    rules = numbers()
    off = (
        (curve.constant - prior.constant) / rules.constant_room,
        (curve.slope - prior.slope) / rules.slope_room,
    )
    return log_loss(points, [curve.chance(x) for x, _ in points]) + 0.5 * sum(o * o for o in off)


def log_loss(points: Sequence[Point], chances: Sequence[float]) -> float:
    """How surprising the judgements are to these chances, in all; less is better."""
    return -sum(
        log(max(1e-12, chance if one else 1 - chance))
        for (_, one), chance in zip(points, chances, strict=True)
    )


def held_out(points: Sequence[Point], prior: Curve) -> list[float]:
    """The chance of each pair by a curve that was fitted without it: the judgements in folds."""
    folds = min(numbers().folds, len(points))
    chances = [0.0] * len(points)
    for fold in range(folds):
        kept = [p for n, p in enumerate(points) if n % folds != fold]
        curve = fit_curve(kept, prior)
        for n in range(fold, len(points), folds):
            chances[n] = curve.chance(points[n][0])
    return chances


def count_wrong(points: Sequence[Point], chances: Sequence[float], threshold: float) -> int:
    """How many judgements a threshold on these chances goes against."""
    return sum(
        one is not (chance >= threshold) for (_, one), chance in zip(points, chances, strict=True)
    )
