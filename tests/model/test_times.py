"""Intervals: dates stand for whole days, date-times for instants."""

from __future__ import annotations

from datetime import datetime

from dateline.model import Basis, Interval


def test_a_day_reaches_from_midnight_to_its_last_second() -> None:
    day = Interval(
        earliest="2022-11-11", latest="2022-11-11", date_prec=1, basis=Basis.STATED, timex=None
    )
    assert day.bounds() == (datetime(2022, 11, 11), datetime(2022, 11, 11, 23, 59, 59))


def test_an_hour_with_a_zone_is_read_as_local_time() -> None:
    hour = Interval(
        earliest="2022-11-11T05:00:00+02:00", latest=None, date_prec=1, basis=Basis.STATED
    )
    assert hour.bounds() == (datetime(2022, 11, 11, 5), None)
