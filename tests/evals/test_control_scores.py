"""Scores of control: places that change to the side that gains, their days, and agreement."""

from __future__ import annotations

from evals.control_maps import Days
from evals.control_scores import Window, changed, score

WINDOW = Window("a week", "2020-01-01", ("2020-01-04",), gains="UKR")
REFERENCE: Days = {
    "2020-01-01": {"p:1": "RUS", "p:2": "RUS", "p:3": None, "p:4": "UKR"},
    "2020-01-02": {"p:1": "RUS", "p:2": "RUS", "p:3": None, "p:4": "UKR"},
    "2020-01-03": {"p:1": "UKR", "p:2": "RUS", "p:3": "UKR", "p:4": "UKR"},
    "2020-01-04": {"p:1": "UKR", "p:2": "RUS", "p:3": "UKR", "p:4": "UKR"},
}
FOUND: Days = {
    "2020-01-01": REFERENCE["2020-01-01"],
    "2020-01-02": {"p:1": "UKR", "p:2": "RUS", "p:3": None, "p:4": "UKR"},
    "2020-01-03": {"p:1": "UKR", "p:2": "UKR", "p:3": None, "p:4": "UKR"},
    "2020-01-04": {"p:1": "UKR", "p:2": "UKR", "p:3": None, "p:4": "UKR"},
}


def test_changed_places_are_those_that_the_side_gained() -> None:
    assert changed(REFERENCE, WINDOW, "2020-01-04") == {"p:1", "p:3"}
    assert changed(FOUND, WINDOW, "2020-01-04") == {"p:1", "p:2"}


def test_a_window_is_scored_by_places_days_and_agreement() -> None:
    rows = {row.measure: row.ours for row in score(WINDOW, FOUND, REFERENCE)}
    assert rows["changed places, precision"] == 0.5
    assert rows["changed places, recall"] == 0.5
    assert rows["share on the right day"] == 0.0
    assert rows["share within a day"] == 1.0
    assert rows["agreement, not Ukrainian in either"] == 0.0
