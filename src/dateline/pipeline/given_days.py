"""The days of given events: from a row's columns to an interval of UCDP's precision."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.ingest.dates import parse_instant
from dateline.model import (
    Basis,
    DataSet,
    Report,
    Timex,
    TimexType,
    content_id,
)
from dateline.model.given import DayCode
from dateline.pipeline.given_fields import Fields, first_of

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\.0)?")
EXACT = DayCode(date_prec=1)
UNSAID = 5
"""UCDP's code of the least precise: what a row's precision is where it gives an unknown code."""


def days_of(report: Report, fields: Fields, known: DataSet) -> Timex | None:
    """When a given event was, by the row; None where it gives no day that can be."""
    words = first_of(fields, known.day.first)
    first = read_day(words.text) if words else None
    if words is None or first is None:
        return None
    end = first_of(fields, known.day.last)
    last = (read_day(end.text) if end else None) or first
    told = fields.get(known.day.precision or "")
    code = known.day.codes.get(told.text, DayCode(date_prec=UNSAID)) if told else EXACT
    first, last = _widened(min(first, last), max(first, last), code)
    exact = code.date_prec
    said = f"given with {known.day.precision} {told.text}" if told else "given to the day"
    return Timex(
        words.start,
        words.end,
        words.text,
        id=content_id("tmx", report.id, words.start, words.end),
        type=TimexType.DATE,
        value=first.isoformat() if first == last else f"{first}/{last}",
        mod=None,
        earliest=first.isoformat(),
        latest=last.isoformat(),
        date_prec=exact,
        basis=Basis.STATED,
        why=said,
    )


def read_day(written: str) -> date | None:
    """A day as data sets write it: 20220305, 2022-03-05 00:00:00.000, 05 March 2022."""
    compact = _COMPACT.fullmatch(written.strip())
    if compact:
        year, month, day = (int(part) for part in compact.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return None
    instant = parse_instant(written[:40], lang="en")
    if instant is None or instant.iso is None:
        return None
    return date.fromisoformat(instant.iso[:10])


def _widened(first: date, last: date, code: DayCode) -> tuple[date, date]:
    """The days that a day of some precision may mean."""
    if code.month:
        following = (last.replace(day=28) + timedelta(4)).replace(day=1)
        return first.replace(day=1), following - timedelta(1)
    try:
        return first - timedelta(code.slack), last + timedelta(code.slack)
    except OverflowError:
        return first, last
