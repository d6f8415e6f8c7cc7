"""Transaction times sort as text; what people write becomes one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import UsageError
from dateline.store.dates import sortable
from dateline.store.times import day_bounds, instant, stamp

MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2100, 1, 1))


@given(MOMENTS, MOMENTS)
def test_stamps_sort_as_the_moments_do(a: datetime, b: datetime) -> None:
    a, b = a.replace(tzinfo=UTC), b.replace(tzinfo=UTC)
    assert (stamp(a) < stamp(b)) == (a < b)


@given(MOMENTS, st.integers(-12, 12))
def test_an_instant_is_the_same_in_every_zone(moment: datetime, hours: int) -> None:
    moment = moment.replace(tzinfo=UTC)
    there = moment.astimezone(timezone(timedelta(hours=hours)))
    assert instant(there.isoformat()) == stamp(moment)


def test_a_plain_date_means_its_end() -> None:
    assert instant("2022-11-11") == "2022-11-11T23:59:59.999999Z"
    assert instant("2022-11-11T05:00") == "2022-11-11T05:00:00.000000Z"


@pytest.mark.parametrize("text", ["", "yesterday", "2022-13-01", "2022-11-11T99:00"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no instant"):
        instant(text)


def test_days_have_bounds() -> None:
    assert day_bounds("2022-11-11", None) == ("2022-11-11T00:00:00", None)
    assert day_bounds(None, "2022-11-11") == (None, "2022-11-11T23:59:59")
    with pytest.raises(UsageError, match="no date"):
        day_bounds("Friday", None)
    with pytest.raises(UsageError, match="2022-11-12 is later than 2022-11-01"):
        day_bounds("2022-11-12", "2022-11-01")


def test_times_of_publication_compare_in_utc() -> None:
    assert sortable("2022-11-11T05:00:00+03:00") == "2022-11-11T02:00:00"
    assert sortable("2022-11-11T05:00:00") == "2022-11-11T05:00:00"
    assert sortable("2022-11-11") == "2022-11-11T00:00:00"
    assert sortable("last week") is None
    assert sortable(None) is None
