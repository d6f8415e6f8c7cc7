"""When a deed was: the time that the reader gives it, else the report's own date.

A deed that is background, or has not happened, never gets the report's date.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dateline.events.day_carry import is_of_saying
from dateline.events.nearby import InOrder
from dateline.model import (
    UNKNOWN_INTERVAL,
    Auxiliary,
    Basis,
    Claim,
    Coding,
    Interval,
    RawDeed,
    Report,
    Timex,
    TimexType,
)

DATED = frozenset({TimexType.DATE, TimexType.TIME})
_UNDATED = frozenset(
    {Auxiliary.HISTORICAL, Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.DEMANDED}
)
_AROUND_REPORT = 2  # UCDP: within a week
_LONG_PAST = timedelta(days=60)
_STORY = timedelta(days=10)


def find_time(
    deed: RawDeed, coding: Coding, auxiliary: Auxiliary, claim: Claim, timexes: InOrder[Timex]
) -> tuple[Interval, str]:
    """The interval of a deed, and why this one; `timexes` are those of the report.

    The day of the saying is not the deed's, and a deed that has not happened, or is
    background, never gets the report's date.
    """
    told = [
        timex
        for slot in deed.slots
        if slot.name == "when"
        for timex in timexes.within(slot.start, slot.end)
        if not is_of_saying(timex, claim, coding.report)
    ]
    known = [t for t in told if t.earliest or t.latest]
    if known:
        nearest = min(known, key=lambda t: (t.type not in DATED, abs(t.start - deed.start)))
        return nearest.interval, "the time that the reader gives it"
    if told:
        return told[0].interval, "a time that is not known more exactly"
    return day_of_report(coding.report.as_of(deed.start), auxiliary)


def day_of_report(report: Report, auxiliary: Auxiliary) -> tuple[Interval, str]:
    """The report's own day for what has happened, where no time is told; else unknown."""
    if auxiliary in _UNDATED or not report.published:
        return UNKNOWN_INTERVAL, "no time is told"
    day = report.published[:10]
    interval = Interval(
        earliest=day, latest=day, date_prec=_AROUND_REPORT, basis=Basis.DOCUMENT,
        why="no time is told; the report's own date",
    )  # fmt: skip
    return interval, "the report's own date"


def long_past(interval: Interval, report: Report) -> bool:
    """Whether an interval ended so long before the report that it is background."""
    if not report.published or interval.latest is None or interval.timex is None:
        return False
    published = datetime.fromisoformat(report.published[:10])
    _, latest = interval.bounds()
    return latest is not None and published - latest > _LONG_PAST


def is_recent(interval: Interval, report: Report) -> bool:
    """Whether a time that the words tell lies in the days just before the report: no background."""
    if not report.published or interval.earliest is None or interval.timex is None:
        return False
    published = datetime.fromisoformat(report.published[:10])
    earliest, _ = interval.bounds()
    return earliest is not None and timedelta(days=-1) <= published - earliest <= _STORY
