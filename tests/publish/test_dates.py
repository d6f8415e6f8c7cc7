"""Intervals as a reader says them."""

from __future__ import annotations

import pytest

from dateline.model import Basis, Interval
from dateline.publish.dates import day_number, day_of, instant_words, spoken


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2022-11-11", "2022-11-11", "11 November 2022"),
        ("2022-11-09", "2022-11-11", "9–11 November 2022"),
        ("2022-10-30", "2022-11-02", "30 October – 2 November 2022"),
        ("2021-12-30", "2022-01-02", "30 December 2021 – 2 January 2022"),
        ("2022-11-01", "2022-11-30", "November 2022"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-11-11T05:00", "2022-11-11T05:00", "11 November 2022, 05:00"),
        ("2022-11-11T05:00", "2022-11-11T07:30", "11 November 2022, 05:00–07:30"),
        (None, "2022-11-11", "by 11 November 2022"),
        ("2022-02-24", None, "from 24 February 2022"),
        (None, None, "not dated"),
        ("9999-12-01", "9999-12-31", "1–31 December 9999"),
    ],
)
def test_spoken(earliest: str | None, latest: str | None, words: str) -> None:
    interval = Interval(earliest=earliest, latest=latest, date_prec=1, basis=Basis.STATED)
    assert spoken(interval) == words


def test_a_day_that_nobody_stated_is_not_said_as_one() -> None:
    told = Interval(earliest="2022-11-11", latest="2022-11-11", date_prec=2, basis=Basis.DOCUMENT)
    assert spoken(told) == "day not stated, reported 11 November 2022"


def test_the_zone_is_said_only_where_it_is_known() -> None:
    assert instant_words("2022-11-11T12:51:00") == "11 November 2022, 12:51"
    assert instant_words("2022-11-11T12:51:00+02:00") == "11 November 2022, 12:51 UTC+02:00"
    assert instant_words("2022-11-11T12:51:00+00:00") == "11 November 2022, 12:51 UTC"
    assert instant_words("soon") == "soon"


def test_a_day_ends_after_its_last_hour() -> None:
    first, last = day_number("2022-11-11"), day_number("2022-11-11", last=True)
    assert first is not None
    assert last == first + 1
    assert day_number("2022-11-11T12:00") == first + 0.5
    assert day_number("never") is None


def test_a_day_is_that_of_an_instant_or_unknown() -> None:
    assert day_of("2022-11-11T05:00:00+00:00") == "2022-11-11"
    assert day_of("2022-11-11") == "2022-11-11"
    assert day_of("") is None
    assert day_of(None) is None
