"""The calendar: TIMEX3 values of days, shifts by units, and the days that a value covers."""

from __future__ import annotations

import calendar as _calendar
import math
import re
from datetime import date, timedelta

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?:W(?P<w>\d{1,2})(?P<we>-WE)?|Q(?P<q>[1-4])|H(?P<h>[12])"
    r"|(?P<s>SP|SU|FA|WI)|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?(?:T.*)?$"
)
Days = tuple[date, date]


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month, quarter, year, decade or century of a day."""
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit in ("W", "F"):
        return week_value(day)
    if unit == "WE":
        return week_value(day) + "-WE"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month - 1) // 3 + 1}"
    if unit in ("Y", "E", "C"):
        return f"{day.year:04d}"[: {"Y": 4, "E": 3, "C": 2}[unit]]
    return day.isoformat()


def week_value(day: date) -> str:
    """The ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(day: date, unit: str, count: float) -> date | None:
    """A day so many units later; None where the calendar ends."""
    try:
        if unit in ("D", "N"):
            return day + timedelta(days=round(count))
        if unit in ("W", "WE", "F"):
            return day + timedelta(days=round(count * (14 if unit == "F" else 7)))
        if unit == "TH":
            return day + timedelta(days=math.copysign(math.ceil(abs(count) / 24), count))
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
        if months is None:
            return day
        return _months_later(day, round(count * months))
    except (OverflowError, ValueError):
        return None


def _months_later(day: date, months: int) -> date:
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = _calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def days_of(value: str) -> Days | None:
    """First and last day of a TIMEX3 date value; None where it names none (vague, BC, sets)."""
    try:
        if re.fullmatch(r"\d{2,3}", value):
            return _days_of_decades(value)
        found = _VALUE.match(value)
        return None if found is None else _days_of_match(found)
    except ValueError:
        return None


def _days_of_decades(value: str) -> Days:
    width = 10 ** (4 - len(value))
    first = int(value) * width
    return date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)


def _days_of_match(found: re.Match[str]) -> Days:
    year = int(found["y"])
    if found["w"]:
        monday = date.fromisocalendar(year, int(found["w"]), 1)
        return monday + timedelta(days=5 if found["we"] else 0), monday + timedelta(days=6)
    if found["q"]:
        return _span_months(year, int(found["q"]) * 3 - 2, 3)
    if found["h"]:
        return _span_months(year, 1 if found["h"] == "1" else 7, 6)
    if found["s"]:
        return _span_months(year, _SEASONS[found["s"]], 3)
    if found["d"]:
        day = date(year, int(found["m"]), int(found["d"]))
        return day, day
    if found["m"]:
        return _span_months(year, int(found["m"]), 1)
    return date(year, 1, 1), date(year, 12, 31)


def _span_months(year: int, month: int, months: int) -> Days:
    first = date(year, month, 1)
    return first, _months_later(first, months) - timedelta(days=1)


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday in the Gregorian calendar, by the western or the orthodox rule
    (Meeus, Astronomical Algorithms, ch. 8)."""
    if orthodox:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=13)
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
