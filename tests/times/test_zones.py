"""Offsets of the zones that a report names."""

from __future__ import annotations

import pytest

from dateline.times.zones import offset_at


@pytest.mark.parametrize(
    ("zone", "instant", "offset"),
    [
        ("Europe/Kyiv", "2022-07-01T05:00", "+03:00"),
        ("Europe/Kyiv", "2022-12-01T05:00", "+02:00"),
        ("America/New_York", "2022-12-01T05:00", "-05:00"),
        ("Asia/Kolkata", "2022-12-01T05:00", "+05:30"),
        ("No/Where", "2022-07-01T05:00", ""),
        ("../etc", "2022-07-01T05:00", ""),
        ("Europe/Kyiv", "2022-07-01TNI", ""),
        ("", "2022-07-01T05:00", ""),
    ],
)
def test_a_zone_has_its_offset_at_that_hour_or_none(zone: str, instant: str, offset: str) -> None:
    assert offset_at(zone, instant) == offset
