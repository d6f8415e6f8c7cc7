"""Hours in which nobody is told, as people write them: 22-7, 13-14:30; in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from dateline.model import UsageError

_HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*-\s*(\d{1,2})(?::(\d\d))?")
MIDNIGHT = 24


def hours_of(said: str) -> tuple[time, time]:
    """From when to when; UsageError where that makes no sense."""
    found = _HOURS.fullmatch(said.strip())
    try:
        if found is None:
            raise ValueError(said)
        first, first_part, last, last_part = (int(part or 0) for part in found.groups())
        start, end = time(first % MIDNIGHT, first_part), time(last % MIDNIGHT, last_part)
        if start == end or max(first, last) > MIDNIGHT:
            raise ValueError(said)
    except ValueError as error:
        raise UsageError(f"{said!r} are no hours", remedy="write 22-7 or 22:30-6 (UTC)") from error
    return start, end


def is_quiet(said: str, now: datetime) -> bool:
    """Whether an instant is in these hours, which may pass midnight.

    >>> is_quiet("22-7", datetime(2026, 1, 1, 23, 30, tzinfo=UTC))
    True
    """
    start, end = hours_of(said)
    at = now.astimezone(UTC).time()
    return start <= at < end if start < end else at >= start or at < end
