"""Small log-linear models: what they learn, and that folds keep reports whole."""

from __future__ import annotations

import numpy as np

from evals.loglinear import Features, best_threshold, chances, fit, folds, out_of_fold

_ROWS = [{"storm": 1.0}, {"storm": 1.0, "night": 1.0}, {"calm": 1.0}, {"calm": 1.0, "night": 1.0}]


def test_rare_features_have_no_column() -> None:
    features = Features.of([*_ROWS, {"once": 1.0}], least=2)
    assert sorted(features.columns) == ["calm", "night", "storm"]
    assert features.matrix([{"once": 1.0, "calm": 2.0}]).toarray().tolist() == [[2.0, 0.0, 0.0]]


def test_it_learns_what_tells_the_cases_apart() -> None:
    features = Features.of(_ROWS, least=2)
    cases = features.matrix(_ROWS)
    found = chances(cases, fit(cases, np.array([1.0, 1.0, 0.0, 0.0]), penalty=0.1))
    assert min(found[:2]) > 0.8
    assert max(found[2:]) < 0.2


def test_cases_of_one_report_stay_in_one_fold() -> None:
    groups = [0, 0, 1, 1, 2, 5]
    held = folds(5, groups)
    assert sorted(i for part in held for i in part) == list(range(len(groups)))
    assert held[0].tolist() == [0, 1, 5]


def test_out_of_fold_chances_come_from_other_reports() -> None:
    rows = _ROWS * 5
    features = Features.of(rows, least=2)
    right = np.array([1.0, 1.0, 0.0, 0.0] * 5)
    found = out_of_fold(features.matrix(rows), right, range(len(rows)), penalty=0.1)
    assert np.all((found > 0.5) == (right > 0.5))


def test_the_threshold_with_the_greatest_value() -> None:
    scores = np.linspace(0.0, 1.0, 101)
    best = best_threshold(scores, lambda t: -abs(t - 0.6))
    assert abs(best - 0.6) < 0.05
