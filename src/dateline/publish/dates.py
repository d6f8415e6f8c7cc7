"""Time intervals in words and on an axis."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateline.model import Basis, Interval
from dateline.publish.face import face, say

_SHORT_DATE = len("YYYY-MM-DD")
_ENDLESS = 9999


def day_words(iso: str, *, year: bool = True) -> str:
    """'11 November 2022' for any ISO date or date-time."""
    day = date.fromisoformat(iso[:_SHORT_DATE])
    return f"{day.day} {face().months[day.month - 1]}" + (f" {day.year}" if year else "")


def day_of(iso: str | None) -> str | None:
    """The day of an instant or a day, as a table has it; None where there is none.

    >>> day_of("2022-11-11T05:00:00"), day_of(None)
    ('2022-11-11', None)
    """
    return iso[:_SHORT_DATE] if iso else None


def instant_words(iso: str | None) -> str:
    """'11 November 2022, 12:51' (with the offset where it is known), or 'not dated'."""
    if not iso:
        return say("not dated")
    try:
        if len(iso) <= _SHORT_DATE:
            return day_words(iso)
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    offset = moment.strftime("%z")
    zone = "" if not offset else " UTC" if offset == "+0000" else f" UTC{offset[:3]}:{offset[3:5]}"
    return f"{day_words(iso)}, {moment:%H:%M}{zone}"


def spoken(interval: Interval) -> str:
    """The interval as a reader says it; open ends are named. What has only its report's own date
    has no day that anyone stated."""
    if interval.basis is Basis.DOCUMENT:
        return _not_stated(interval)
    return span_words(interval.earliest, interval.latest)


def _not_stated(interval: Interval) -> str:
    told = interval.latest or interval.earliest
    if not told:
        return say("day not stated")
    return say("day not stated, reported {day}", day=instant_words(told[:_SHORT_DATE]))


def span_words(earliest: str | None, latest: str | None) -> str:
    """From one day or instant to another in words; what is no date stays as it is."""
    try:
        return _spoken(earliest, latest)
    except ValueError:
        return f"{earliest or '…'} – {latest or '…'}"


def _spoken(start: str | None, end: str | None) -> str:
    if start is None and end is None:
        return say("not dated")
    if start is None:
        return say("by {day}", day=instant_words(end))
    if end is None:
        return say("from {day}", day=instant_words(start))
    if start == end:
        return instant_words(start)
    if start[:_SHORT_DATE] == end[:_SHORT_DATE]:
        return _within_day(start, end)
    return _days(start[:_SHORT_DATE], end[:_SHORT_DATE])


def _within_day(start: str, end: str) -> str:
    hours = [t[_SHORT_DATE + 1 : _SHORT_DATE + 6] for t in (start, end)]
    if not all(hours):
        return day_words(start)
    return f"{day_words(start)}, {hours[0]}–{hours[1]}"


def _days(start: str, end: str) -> str:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    after = last + timedelta(days=1) if last.year < _ENDLESS else last
    if first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year)
    if first.day == 1 and after.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{face().alone[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(end)}"
    return f"{day_words(start, year=first.year != last.year)} – {day_words(end)}"


def day_number(iso: str, *, last: bool = False) -> float | None:
    """Days since year 1, with the hour as a fraction; a plain date ends after its last hour."""
    try:
        if len(iso) <= _SHORT_DATE:
            return date.fromisoformat(iso).toordinal() + (1 if last else 0)
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return moment.toordinal() + (moment.hour + moment.minute / 60) / 24
