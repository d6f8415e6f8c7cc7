"""Transaction times: UTC, to the microsecond, in a form whose text sorts as the time does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from dateline.model import UsageError

PLAIN_DATE = len("YYYY-MM-DD")


def stamp(moment: datetime) -> str:
    """A moment as the ledger writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def instant(text: str) -> str:
    """A transaction time as people write it; UsageError where it is none.

    A plain date means its end; without an offset UTC is meant.
    """
    try:
        if len(text) <= PLAIN_DATE:
            moment = datetime.combine(date.fromisoformat(text), time.max, UTC)
        else:
            moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no instant", remedy="write 2022-11-11 or 2022-11-11T18:11:00Z"
        ) from error
    return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def day_bounds(since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The first and the last second of the days asked for; UsageError where they are none."""
    first, last = _bound(since, time.min), _bound(until, time(23, 59, 59))
    if first and last and first > last:
        raise UsageError(f"{since} is later than {until}", remedy="give the earlier day as --from")
    return first, last


def _bound(text: str | None, edge: time) -> str | None:
    if text is None:
        return None
    try:
        if len(text) <= PLAIN_DATE:
            return datetime.combine(date.fromisoformat(text), edge).isoformat()
        return datetime.fromisoformat(text).replace(tzinfo=None).isoformat()
    except ValueError as error:
        raise UsageError(f"{text!r} is no date", remedy="write 2022-11-11") from error
