"""When an event was: a time in its clause, its sentence or its claim, else the report's date.

An event that is background, or has not happened, never gets the report's date.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from dateline.events.lines import Line
from dateline.events.roles import JOINS
from dateline.events.syntax import Clause
from dateline.model import (
    UNKNOWN_INTERVAL,
    Auxiliary,
    Basis,
    Claim,
    Interval,
    Report,
    Timex,
    TimexType,
)

_LONG_PAST = timedelta(days=60)
_STORY = timedelta(days=10)
_DATED = frozenset({TimexType.DATE, TimexType.TIME})
_UNDATED = frozenset(
    {Auxiliary.HISTORICAL, Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.DEMANDED}
)
_AROUND_REPORT = 2  # UCDP: within a week
_MONTH = 4  # UCDP: within a month
_FEW_DAYS, _MOST = 2, timedelta(days=6)  # UCDP: 2 to 6 days


def when(
    line: Line,
    clause: Clause,
    timexes: tuple[Timex, ...],
    claim: Claim | None,
    report: Report,
    auxiliary: Auxiliary,
    at: int,
) -> tuple[Interval, str]:
    """The interval of an event whose trigger stands at character `at`, and why this one."""
    here = [t for t in timexes if line.sentence.start <= t.start < line.sentence.end]
    words = {t.id: range(*line.words.between(t.start, t.end)) for t in here}
    inside = [
        t for t in here
        if _usable(t, report, auxiliary) and not clause.apart.issuperset(words[t.id])
    ]  # fmt: skip
    near = [t for t in inside if not clause.near.isdisjoint(words[t.id])]
    if near:
        return _listed(_nearest(near, at), near, report), "a time in its clause"
    said = [t for t in inside if (claim is None or _within(t, claim)) and _short(t)]
    if len(said) == 1:
        return said[0].interval, "the only time of its sentence"
    if claim is not None and claim.cue is not None:
        told = [t for t in timexes if _within(t, claim) and _usable(t, report, auxiliary)]
        if len(told) == 1 and auxiliary is Auxiliary.ASSERTED:
            return told[0].interval, "the only time of its claim"
    return day_of_report(report, auxiliary)


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


def _usable(timex: Timex, report: Report, auxiliary: Auxiliary) -> bool:
    """Whether a time is known and, where the event has happened, not after the report."""
    if not (timex.earliest or timex.latest):
        return False
    return auxiliary is not Auxiliary.ASSERTED or not _ahead(timex, report)


def _ahead(timex: Timex, report: Report) -> bool:
    """Whether a time lies after the report: then it is not that of what happened."""
    known = max(report.published or "", report.updated or "")[:10]
    return bool(known and timex.earliest and timex.earliest[:10] > known)


def _short(timex: Timex) -> bool:
    """A time that another clause may share; "since the war began" is that clause's own."""
    return timex.date_prec is not None and timex.date_prec <= _MONTH


def _nearest(timexes: list[Timex], at: int) -> Timex:
    return min(timexes, key=lambda t: (t.type not in _DATED, abs(t.start - at)))


def _listed(timex: Timex, others: list[Timex], report: Report) -> Interval:
    """The interval of a time and of those that it is listed with: "on 28 and 29 November"."""
    listed = sorted((t for t in others if t.type is TimexType.DATE), key=lambda t: t.start)
    if timex not in listed:
        return timex.interval
    at = listed.index(timex)
    first = last = at
    while first and _joined(listed[first - 1], listed[first], report):
        first -= 1
    while last + 1 < len(listed) and _joined(listed[last], listed[last + 1], report):
        last += 1
    whole = replace(
        timex.interval, earliest=listed[first].earliest, latest=listed[last].latest,
        date_prec=_FEW_DAYS,
    )  # fmt: skip
    begins, ends = whole.bounds()
    if first == last or begins is None or ends is None or not begins < ends < begins + _MOST:
        return timex.interval
    return whole


def _joined(a: Timex, b: Timex, report: Report) -> bool:
    """Whether two times stand in one list; ends of one range have one interval already."""
    between = report.text[a.end : b.start].lower().replace(",", " , ").split()
    return bool(between) and JOINS.issuperset(between)


def _within(timex: Timex, claim: Claim) -> bool:
    return any(span.start <= timex.start < span.end for span in claim.content)
