"""Seasons, quarters and halves. Published on 11 November 2022 unless a case says otherwise."""

from __future__ import annotations

from datetime import datetime

import pytest

from dateline.model import Basis
from dateline.times.context import HISTORY
from dateline.times.seasons import compared_quarter, half_year, quarter, season
from tests.times.builders import FRIDAY, make_draft, make_state


@pytest.mark.parametrize(
    ("fields", "tense", "value"),
    [
        pytest.param({"season": "SU", "year": 2014}, 0, "2014-SU", id="summer 2014"),
        pytest.param({"season": "SU"}, 0, "2022-SU", id="in summer"),
        pytest.param({"season": "WI"}, 0, "2021-WI", id="in winter, not begun"),
        pytest.param({"season": "WI"}, 1, "2022-WI", id="will in winter"),
        pytest.param({"season": "WI", "shift": 0}, 0, "2022-WI", id="this winter"),
        pytest.param({"season": "SU", "shift": -1}, 0, "2022-SU", id="last summer"),
        pytest.param({"season": "FA", "shift": -1}, 0, "2021-FA", id="last autumn, this one on"),
        pytest.param({"season": "SU", "shift": 1}, 0, "2023-SU", id="next summer"),
        pytest.param({"season": "WI", "shift": 1}, 0, "2022-WI", id="next winter"),
    ],
)
def test_a_season_by_its_words_and_tense(fields: dict[str, object], tense: int, value: str) -> None:
    found = season(make_state(tense=tense), make_draft("season", **fields))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("shift", "told", "value"),
    [(None, "1943-07", "1943-WI"), (1, "1943-07", "1944-SP"), (1, "1943-02", "1943-SP")],
)
def test_a_season_of_a_story_is_of_the_year_told_of(
    shift: int | None, told: str, value: str
) -> None:
    draft = make_draft("season", season=value[-2:], shift=shift, story=True)
    found = season(make_state(told=told, register=HISTORY), draft)
    assert found is not None
    assert found.value == value


def test_a_season_of_no_year_says_so() -> None:
    found = season(make_state(published=None), make_draft("season", season="SU"))
    assert found is not None
    assert (found.value, found.basis) == ("XXXX-SU", Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("fields", "published", "value"),
    [
        ({"quarter": 1, "year": 2014}, FRIDAY, "2014-Q1"),
        ({"quarter": 3}, FRIDAY, "2022-Q3"),
        ({"quarter": 4}, datetime(2022, 2, 1), "2021-Q4"),
        ({"quarter": 2}, datetime(2022, 2, 1), "2022-Q2"),
        ({"quarter": 3}, datetime(2022, 2, 1), "2021-Q3"),
        ({"quarter": 3, "shift": -1}, FRIDAY, "2021-Q3"),
        ({"quarter": 3, "shift": 0}, datetime(2022, 2, 1), "2022-Q3"),
        ({"quarter": 3}, None, "XXXX-Q3"),
    ],
)
def test_a_quarter(fields: dict[str, object], published: datetime | None, value: str) -> None:
    found = quarter(make_state(published=published), make_draft("quarter", **fields))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("number", [None, 0, 5])
def test_there_is_no_fifth_quarter(number: int | None) -> None:
    assert quarter(make_state(), make_draft("quarter", quarter=number)) is None


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"half": 1}, "2022-H1"),
        ({"half": 2, "shift": -1}, "2021-H2"),
        ({"half": 2, "year": 2014}, "2014-H2"),
        ({"half": 3}, None),
        ({"half": 1, "month": 5}, None),
    ],
)
def test_a_half_of_a_year_is_one_of_two(fields: dict[str, object], value: str | None) -> None:
    found = half_year(make_state(), make_draft("half", **fields))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("named", "at", "value"),
    [
        pytest.param(None, 0, None, id="no quarter was named"),
        pytest.param("2022-Q1", 0, "2022-Q1", id="named just before"),
        pytest.param("2022-Q1", -299, "2022-Q1", id="still close by"),
        pytest.param("2022-Q1", -300, "2022-Q3", id="named far off: the last whole one"),
    ],
)
def test_a_comparison_is_with_the_quarter_named_close_by(
    named: str | None, at: int, value: str | None
) -> None:
    state = make_state()
    state.story.quarter, state.quarter_at = named, at
    assert compared_quarter(state, make_draft("relunit"), FRIDAY.date()) == value
