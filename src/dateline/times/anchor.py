"""The interval of an event, from the time expressions of its clause and its report."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import UNKNOWN_INTERVAL, Basis, Interval, Timex, TimexType
from dateline.times.interval import document_of

_WORTH = {Basis.STATED: 0, Basis.RELATIVE: 1, Basis.INFERRED: 2, Basis.DOCUMENT: 3}


def event_interval(
    timexes: Sequence[Timex], *, published: str | None, past: bool = True
) -> Interval:
    """The interval of an event told with some expressions in a report published then.

    The narrowest expression that has days says when; repeated times do not. Without any, an
    event told as past lies on or before the day of publication (basis DOCUMENT, no precision),
    any other is unknown.
    """
    told = [t for t in timexes if t.type is not TimexType.SET and (t.earliest or t.latest)]
    if told:
        return min(told, key=_rank).interval
    day = document_of(published, None).day
    if day is None or not past:
        return UNKNOWN_INTERVAL
    return Interval(
        earliest=None, latest=day.isoformat(), date_prec=None, basis=Basis.DOCUMENT,
        why="no time is told; not after publication",
    )  # fmt: skip


def _rank(timex: Timex) -> tuple[int, int, int]:
    return timex.date_prec or 6, _WORTH.get(timex.basis, 4), timex.start
