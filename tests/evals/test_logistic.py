"""Logistic weights near to what is stated."""

from __future__ import annotations

import numpy as np
import pytest

from evals.logistic import chance_of, fit_logistic


def test_the_weights_that_made_the_answers_are_found_again() -> None:
    chance = np.random.default_rng(1)
    cases = np.c_[chance.normal(size=(6000, 2)), np.ones(6000)]
    true = np.array([1.5, -2.0, 0.5])
    right = (chance.random(6000) < chance_of(cases, true)).astype(np.float64)
    found = fit_logistic(cases, right, held=np.full(3, 1e-3))
    assert found == pytest.approx(true, abs=0.15)


def test_at_the_weights_found_nothing_pulls() -> None:
    chance = np.random.default_rng(2)
    cases, right = chance.normal(size=(40, 3)), (chance.random(40) < 0.5).astype(np.float64)
    stated, held = np.array([1.0, 0.0, -1.0]), np.array([4.0, 0.5, 2.0])
    counts = chance.random(40)
    found = fit_logistic(cases, right, held=held, stated=stated, counts=counts)
    pull = cases.T @ (counts * (chance_of(cases, found) - right)) + held * (found - stated)
    assert pull == pytest.approx(np.zeros(3), abs=1e-9)


def test_what_is_firmly_held_and_what_no_case_has_stay_as_stated() -> None:
    cases = np.array([[1.0, 0.0], [1.0, 0.0]])
    found = fit_logistic(
        cases, np.array([1.0, 1.0]), held=np.array([1e9, 1.0]), stated=np.array([0.25, 3.0])
    )
    assert found == pytest.approx([0.25, 3.0])


def test_a_case_that_counts_twice_is_two_cases() -> None:
    cases, right = np.array([[1.0], [1.0], [2.0]]), np.array([1.0, 0.0, 1.0])
    held = np.array([0.5])
    twice = fit_logistic(np.r_[cases, cases[:1]], np.r_[right, right[:1]], held=held)
    counted = fit_logistic(cases, right, held=held, counts=np.array([2.0, 1.0, 1.0]))
    assert counted == pytest.approx(twice)
