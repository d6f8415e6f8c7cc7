"""Hours and parts of days. Published on Friday, 11 November 2022."""

from __future__ import annotations

import pytest

from dateline.model import Basis, TimexType
from dateline.times.context import HISTORY
from dateline.times.hours import clock, nightto, partday
from tests.times.builders import make_draft, make_state


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        pytest.param({"hour": 5}, "2022-11-11T05:00", id="at five"),
        pytest.param({"hour": 5, "minute": 7}, "2022-11-11T05:07", id="at 5:07"),
        pytest.param({"hour": 0, "shift": -1}, "2022-11-10T00:00", id="midnight yesterday"),
        pytest.param({"hour": 5, "wd": 4}, "2022-11-10T05:00", id="Thursday at five"),
        pytest.param({"part": "EV", "wd": 4}, "2022-11-10TEV", id="Thursday evening"),
        pytest.param({"hour": 5, "month": 3, "day": 2}, "2022-03-02T05:00", id="2 March at five"),
    ],
)
def test_an_hour_is_of_the_day_that_is_said(fields: dict[str, object], value: str) -> None:
    found = clock(make_state(), make_draft("clock", **fields))
    assert found is not None
    assert (found.type, found.value) == (TimexType.TIME, value)


@pytest.mark.parametrize(
    ("told_at", "day"), [(0, "2022-03-02"), (-149, "2022-03-02"), (-150, "2022-11-11")]
)
def test_an_hour_is_of_the_day_told_of_in_the_same_breath(told_at: int, day: str) -> None:
    state = make_state(told="2022-03-02")
    state.told_at = told_at
    found = clock(state, make_draft("clock", hour=5))
    assert found is not None
    assert found.value == f"{day}T05:00"


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("Z", "Z"),
        ("+02:00", "+02:00"),
        ("-05", "-05"),
        ("Europe/Kyiv", "+02:00"),
        ("No/Where", ""),
        ("local", ""),
        (None, ""),
    ],
)
def test_the_zone_of_an_hour_is_kept_or_found(zone: str | None, offset: str) -> None:
    found = clock(make_state(), make_draft("clock", hour=5, zone=zone))
    assert found is not None
    assert found.offset == offset


def test_a_part_of_a_day_has_no_offset() -> None:
    found = clock(make_state(), make_draft("clock", part="MO", zone="Europe/Kyiv"))
    assert found is not None
    assert (found.value, found.offset) == ("2022-11-11TMO", "")


def test_an_hour_of_no_known_day_stays_an_hour() -> None:
    found = clock(make_state(published=None), make_draft("clock", hour=5))
    assert found is not None
    assert (found.type, found.value) == (TimexType.TIME, "XXXX-XX-XXT05:00")
    assert found.basis is Basis.UNKNOWN


def test_the_night_to_friday_begins_on_thursday() -> None:
    found = nightto(make_state(), make_draft("nightto", wd=5))
    assert found is not None
    assert (found.value, found.draft.part, found.why) == (
        "2022-11-10TNI",
        "ON",
        "the night to 2022-11-11",
    )


def test_the_night_to_no_known_day_means_nothing() -> None:
    assert nightto(make_state(published=None), make_draft("nightto")) is None


@pytest.mark.parametrize(
    ("register", "value", "basis"),
    [
        ("news", "2022-11-11TMO", Basis.RELATIVE),
        (HISTORY, "XXXX-XX-XXTMO", Basis.UNKNOWN),
    ],
)
def test_a_bare_morning_is_of_publication_in_news_alone(
    register: str, value: str, basis: Basis
) -> None:
    found = partday(make_state(register=register), make_draft("partday", part="MO"))
    assert found is not None
    assert (found.value, found.basis) == (value, basis)
