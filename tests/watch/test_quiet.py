"""Hours in which nobody is told."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone

import pytest

from dateline.model import UsageError
from dateline.watch.quiet import hours_of, is_quiet


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("22-7", time(22), time(7)),
        ("13-14:30", time(13), time(14, 30)),
        (" 22:15 - 6:05 ", time(22, 15), time(6, 5)),
        ("22-24", time(22), time(0)),
        ("0-6", time(0), time(6)),
    ],
)
def test_hours_as_people_write_them(said: str, start: time, end: time) -> None:
    assert hours_of(said) == (start, end)


@pytest.mark.parametrize("said", ["7-7", "0-24", "25-7", "22-25", "22", "at night", "22:60-7", ""])
def test_no_hours(said: str) -> None:
    with pytest.raises(UsageError, match="are no hours"):
        hours_of(said)


@pytest.mark.parametrize(
    ("said", "hour", "minute", "quiet"),
    [
        ("22-7", 22, 0, True),
        ("22-7", 21, 59, False),
        ("22-7", 0, 0, True),
        ("22-7", 6, 59, True),
        ("22-7", 7, 0, False),
        ("13-14:30", 13, 0, True),
        ("13-14:30", 14, 30, False),
        ("13-14:30", 12, 59, False),
    ],
)
def test_quiet_hours_may_pass_midnight(*, said: str, hour: int, minute: int, quiet: bool) -> None:
    assert is_quiet(said, datetime(2026, 1, 1, hour, minute, tzinfo=UTC)) is quiet


def test_hours_are_of_utc_wherever_the_clock_stands() -> None:
    east = timezone(timedelta(hours=3))
    assert is_quiet("22-7", datetime(2026, 1, 1, 9, 30, tzinfo=east))
    assert not is_quiet("22-7", datetime(2026, 1, 1, 10, 30, tzinfo=east))
