"""Values, shifts and the days that values cover."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times.calendar import days_of, easter, shifted, value_of

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1))
UNITS = st.sampled_from(["D", "W", "M", "Q", "Y", "E", "C"])


@given(DAYS, UNITS)
def test_a_unit_holds_the_day_that_it_is_of(day: date, unit: str) -> None:
    days = days_of(value_of(day, unit))
    assert days is not None
    assert days[0] <= day <= days[1]


@given(DAYS, UNITS, st.integers(min_value=-5, max_value=5))
def test_shifts_keep_their_direction(day: date, unit: str, count: int) -> None:
    moved = shifted(day, unit, count)
    assert moved is not None
    assert (moved > day) == (count > 0)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("2022-W44", date(2022, 10, 31), date(2022, 11, 6)),
        ("2022-W44-WE", date(2022, 11, 5), date(2022, 11, 6)),
        ("2022-WI", date(2022, 12, 1), date(2023, 2, 28)),
        ("2022-H2", date(2022, 7, 1), date(2022, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("2022-11-10TNI", date(2022, 11, 10), date(2022, 11, 10)),
    ],
)
def test_days_of_a_value(value: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["BC0480", "XXXX-XX-XX", "PAST_REF", "2022-02-30", "2022-13", ""])
def test_values_that_name_no_days(value: str) -> None:
    assert days_of(value) is None


def test_the_calendar_has_ends() -> None:
    assert shifted(date(9999, 12, 31), "D", 1) is None
    assert shifted(date(1, 1, 1), "Y", -1) is None


def test_easter() -> None:
    assert easter(2023) == date(2023, 4, 9)
    assert easter(2023, orthodox=True) == date(2023, 4, 16)
    assert easter(2024, orthodox=True) == date(2024, 5, 5)
