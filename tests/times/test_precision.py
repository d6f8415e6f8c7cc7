"""UCDP's codes for how exactly a time is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times.precision import days_between, ucdp_precision


@pytest.mark.parametrize(
    ("earliest", "latest", "ucdp"),
    [
        ("2022-11-11", "2022-11-11", 1),
        ("2022-11-11T05:00:00", "2022-11-11T05:00:00", 1),
        ("2022-11-07", "2022-11-08", 2),
        ("2022-11-07", "2022-11-12", 2),
        ("2022-11-07", "2022-11-13", 3),
        ("2022-11-07", "2022-11-14", 4),
        ("2022-10-01", "2022-10-31", 4),
        ("2022-10-01", "2022-11-01", 5),
        ("2020-01-01", "2020-12-31", 5),
        ("2022-01-01", "2023-01-02", None),
        (None, "2019-12-31", None),
        ("2019-12-31", None, None),
    ],
)
def test_precision_codes(earliest: str | None, latest: str | None, ucdp: int | None) -> None:
    assert ucdp_precision(earliest, latest) == ucdp


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 500),
    st.integers(0, 500),
)
def test_a_longer_time_is_never_more_exact(first: date, shorter: int, more: int) -> None:
    ends = [(first + timedelta(days=n)).isoformat() for n in (shorter, shorter + more)]
    narrow, wide = (ucdp_precision(first.isoformat(), end) or 6 for end in ends)
    assert narrow <= wide
    assert days_between(first.isoformat(), ends[0]) == shorter + 1
