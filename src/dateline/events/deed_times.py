"""When a deed was: the time that the reader gives it, else the report's own date."""

from __future__ import annotations

from dateline.events.day_carry import is_of_saying
from dateline.events.nearby import InOrder
from dateline.events.when import day_of_report
from dateline.model import Auxiliary, Claim, Coding, Interval, RawDeed, Timex, TimexType

DATED = frozenset({TimexType.DATE, TimexType.TIME})


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
