"""Lengths of time, repeated times and vague words."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.model import Basis, TimexType
from dateline.times.lengths import duration_value, length, part_of_time, repeated, vague
from tests.times.builders import FRIDAY, make_draft, make_state


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"num": 2, "unit": "W"}, "P2W"),
        ({"num": 5, "unit": "TH"}, "PT5H"),
        ({"num": 1.5, "unit": "M"}, "P1.5M"),
        ({"unit": "D"}, "P1D"),
        ({"some": True, "unit": "D"}, "PXD"),
        ({"num": 3, "unit": "F"}, "P6W"),
        ({"num": 3, "unit": "N"}, "P3D"),
        ({"num": 2, "unit": "WE"}, "P2D"),
        ({"num": 2, "unit": "E"}, "P2E"),
        ({"num": 0, "unit": "D"}, "P0D"),
    ],
)
def test_the_value_of_a_length(fields: dict[str, object], value: str) -> None:
    assert duration_value(make_draft("duration", **fields)) == value


@pytest.mark.parametrize(
    ("fields", "anchor", "basis"),
    [
        ({"shift": -1}, FRIDAY.date(), Basis.RELATIVE),
        ({"shift": 1}, FRIDAY.date(), Basis.RELATIVE),
        ({"flags": frozenset({"age"})}, FRIDAY.date(), Basis.RELATIVE),
        ({}, None, Basis.UNKNOWN),
    ],
)
def test_a_length_is_of_known_days_only_where_it_touches_one(
    fields: dict[str, object], anchor: date | None, basis: Basis
) -> None:
    found = length(make_state(), make_draft("duration", num=2, unit="D", **fields))
    assert found is not None
    assert (found.type, found.anchor, found.basis) == (TimexType.DURATION, anchor, basis)


@pytest.mark.parametrize(
    ("fields", "value", "days"),
    [
        pytest.param(
            {"num": 2, "unit": "W"}, "P2W", (date(2022, 3, 1), date(2022, 3, 14)), id="first two"
        ),
        pytest.param(
            {"num": 2, "unit": "W", "mod": "END"},
            "P2W",
            (date(2022, 3, 18), date(2022, 3, 31)),
            id="last two",
        ),
        pytest.param({"unit": "D"}, "P1D", (date(2022, 3, 1), date(2022, 3, 1)), id="the first"),
        pytest.param(
            {"num": 9, "unit": "W"}, "P9W", (date(2022, 3, 1), date(2022, 3, 31)), id="no longer"
        ),
        pytest.param({"some": True, "unit": "D"}, "PXD", None, id="the first days"),
    ],
)
def test_a_part_of_a_month(
    fields: dict[str, object], value: str, days: tuple[date, date] | None
) -> None:
    found = part_of_time(make_state(), make_draft("partial", year=2022, month=3, **fields))
    assert found is not None
    assert (found.value, found.days) == (value, days)
    assert found.basis is (Basis.STATED if days else Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ({"wd": 1}, "XXXX-WXX-1"),
        ({"wd": 1, "part": "NI"}, "XXXX-WXX-1TNI"),
        ({"part": "MO"}, "XXXX-XX-XXTMO"),
        ({"unit": "D"}, "P1D"),
        ({"unit": "WE"}, "XXXX-WXX-WE"),
        ({"unit": "W", "num": 2}, "P2W"),
        ({"value": "P1D_"}, "P1D"),
    ],
)
def test_a_repeated_time_is_of_no_day(fields: dict[str, object], value: str) -> None:
    found = repeated(make_state(), make_draft("set", **fields))
    assert found is not None
    assert (found.type, found.value, found.basis) == (TimexType.SET, value, Basis.UNKNOWN)


@pytest.mark.parametrize(
    ("word", "basis"),
    [
        ("PRESENT_REF", Basis.DOCUMENT),
        ("PAST_REF", Basis.RELATIVE),
        ("FUTURE_REF", Basis.RELATIVE),
    ],
)
def test_now_is_the_report_and_the_rest_is_counted_from_it(word: str, basis: Basis) -> None:
    found = vague(make_state(), make_draft("vague", vague=word))
    assert (found.value, found.basis, found.anchor) == (word, basis, FRIDAY.date())
