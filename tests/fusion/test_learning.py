"""Curves over a model's score: near the shipped one for few judgements, like them for many."""

from __future__ import annotations

from math import exp
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.learning import (
    Curve,
    Point,
    count_wrong,
    fit_curve,
    held_out,
    log_loss,
    newton_step,
)

PRIOR = Curve(-0.87, 0.693)
points = st.lists(st.tuples(st.floats(-8, 8), st.booleans()), max_size=40)


def drawn(curve: Curve, many: int, *, seed: int = 7) -> list[Point]:
    """Judgements as people would make them whom this curve foretells."""
    chance = Random(seed)
    xs = [chance.uniform(-6, 6) for _ in range(many)]
    return [(x, chance.random() < curve.chance(x)) for x in xs]


def test_without_judgements_nothing_is_learned() -> None:
    assert fit_curve([], PRIOR) == PRIOR


def test_many_judgements_are_followed_and_few_hardly() -> None:
    truth = Curve(-3.0, 0.9)
    many, few = (fit_curve(drawn(truth, n), PRIOR) for n in (3000, 3))
    assert many.constant == pytest.approx(truth.constant, abs=0.35)
    assert many.slope == pytest.approx(truth.slope, abs=0.12)
    assert abs(few.constant - PRIOR.constant) < 1.5


@given(points)
def test_the_fit_is_where_no_step_helps(given_: list[Point]) -> None:
    fitted = fit_curve(given_, PRIOR)
    if fitted.slope > 0.1 * PRIOR.slope + 1e-9:
        assert max(map(abs, newton_step(given_, fitted, PRIOR))) < 1e-5


@given(points)
def test_a_score_is_never_read_backwards(given_: list[Point]) -> None:
    curve = fit_curve([(x, not one) for x, one in given_], PRIOR)
    assert curve.slope > 0
    assert 0 < curve.chance(-100) <= curve.chance(100) < 1


def test_what_is_held_out_is_judged_by_others_alone() -> None:
    found = drawn(Curve(-3.0, 0.9), 200)
    flipped = [(x, one if n else not one) for n, (x, one) in enumerate(found)]
    assert held_out(found, PRIOR)[0] == held_out(flipped, PRIOR)[0]


def test_a_shift_is_gained_from_and_none_is_not() -> None:
    shifted, same = drawn(Curve(-4.0, 0.693), 120), drawn(PRIOR, 120)
    for found, gained in ((shifted, True), (same, False)):
        now = [PRIOR.chance(x) for x, _ in found]
        better = log_loss(found, held_out(found, PRIOR)) < log_loss(found, now) - 2
        assert better is gained


def test_wrong_are_those_that_the_threshold_goes_against() -> None:
    found = [(0.0, True), (0.0, False), (0.0, True)]
    assert count_wrong(found, [0.6, 0.6, 0.4], 0.5) == 2
    assert log_loss([(0.0, True)], [exp(-1)]) == pytest.approx(1.0)
