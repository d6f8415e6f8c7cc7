"""Judged pairs of claims: what the file holds, and what a fit makes of it."""

from __future__ import annotations

import numpy as np

from evals.contradiction_sets import WINDOWS
from evals.contradictions import FOLDS, Judged, count_shown, fit_model, held_out, read_rows


def pair(number: int, *, right: bool, **features: float) -> Judged:
    key = ("w1", "denied", frozenset({(f"r{number}", 0, 1)}))
    return Judged(key, number % FOLDS, right, dict(features))


PAIRS = [
    *(pair(n, right=True, told=1.0) for n in range(30)),
    *(pair(n, right=False, other=1.0) for n in range(30, 60)),
]


def test_each_row_names_two_places_of_known_sets_and_no_words() -> None:
    rows = read_rows()
    assert len(rows) >= 200
    keys = [(r["set"], r["form"], str(r["a"]), str(r["b"])) for r in rows]
    assert len(set(keys)) == len(keys)
    for row in rows:
        assert row["set"] in {*WINDOWS, "fakes"}
        assert isinstance(row["right"], bool)
        for side in (row["a"], row["b"]):
            assert side.keys() == {"record", "at", "sha256"}
            assert side["at"][0] < side["at"][1]
            assert len(side["sha256"]) == 16


def test_what_is_right_gains_weight_and_what_is_wrong_loses_it() -> None:
    model = fit_model(PAIRS, shown=0.5, perhaps=0.1)
    assert model.weights["told"] > 0 > model.weights["other"]
    assert model.chance({"told": 1.0}) > model.chance({}) > model.chance({"other": 1.0})


def test_a_pair_that_is_not_proposed_is_not_shown() -> None:
    pairs = [*PAIRS, pair(99, right=True)]
    chances = held_out(pairs)
    assert chances[-1] == 0
    right, shown, gold = count_shown(pairs, chances, np.ones(len(pairs), dtype=bool), 0.4)
    assert gold == 31
    assert right <= shown <= 60


def test_a_stated_weight_holds_where_no_pair_says_anything() -> None:
    model = fit_model(PAIRS, shown=0.5, perhaps=0.1)
    assert model.weights["denial:answers the charge before"] == 1.8
