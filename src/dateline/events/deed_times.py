"""When a deed was: the time that the reader gives it, else the report's own date."""

from __future__ import annotations

from dateline.events.day_carry import is_of_saying
from dateline.events.when import AROUND_REPORT, UNDATED
from dateline.model import (
    UNKNOWN_INTERVAL,
    Auxiliary,
    Basis,
    Claim,
    Coding,
    Interval,
    RawDeed,
    Timex,
    TimexType,
)

DATED = frozenset({TimexType.DATE, TimexType.TIME})


def find_time(
    deed: RawDeed, coding: Coding, auxiliary: Auxiliary, claim: Claim
) -> tuple[Interval, str]:
    """The interval of a deed, and why this one.

    The day of the saying is not the deed's, and a deed that has not happened, or is
    background, never gets the report's date.
    """
    told = [
        t for slot in deed.slots if slot.name == "when" for t in over(slot.start, slot.end, coding)
    ]
    told = [t for t in told if not is_of_saying(t, claim, coding.report)]
    known = [t for t in told if t.earliest or t.latest]
    if known:
        nearest = min(known, key=lambda t: (t.type not in DATED, abs(t.start - deed.start)))
        return nearest.interval, "the time that the reader gives it"
    if told:
        return told[0].interval, "a time that is not known more exactly"
    report = coding.report.as_of(deed.start)
    if auxiliary in UNDATED or not report.published:
        return UNKNOWN_INTERVAL, "no time is told"
    day = report.published[:10]
    interval = Interval(
        earliest=day, latest=day, date_prec=AROUND_REPORT, basis=Basis.DOCUMENT,
        why="no time is told; the report's own date",
    )  # fmt: skip
    return interval, "the report's own date"


def over(start: int, end: int, coding: Coding) -> list[Timex]:
    """The time expressions that share characters with [start, end)."""
    return [t for t in coding.timexes if t.start < end and start < t.end]
