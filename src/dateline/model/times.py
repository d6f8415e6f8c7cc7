"""Time expressions (TIMEX3) and time intervals with UCDP precision."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from dateline.model.spans import Span


class TimexType(StrEnum):
    """The four types of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Basis(StrEnum):
    """Why an interval is what it is; DOCUMENT: only the report's own date is known."""

    STATED = "stated"
    RELATIVE = "relative"
    DOCUMENT = "document"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Interval(Struct, frozen=True, gc=False, kw_only=True):
    """Earliest and latest instant, both inclusive; None: open or unknown.

    ISO 8601: a plain date where the day or anything coarser is known, a date-time where the
    hour is, with an offset where the zone is known. `date_prec`: UCDP codes 1 (day) to
    5 (more than a month, up to a year); None: unknown. `timex`: id of the expression.
    """

    earliest: str | None
    latest: str | None
    date_prec: int | None
    basis: Basis
    timex: str | None = None
    why: str | None = None

    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """Both ends as naive local date-times: a date's day begins at 00:00, ends 23:59:59."""
        return _instant(self.earliest, last=False), _instant(self.latest, last=True)


UNKNOWN_INTERVAL = Interval(earliest=None, latest=None, date_prec=None, basis=Basis.UNKNOWN)


class Timex(Span, frozen=True, kw_only=True):
    """A time expression: TIMEX3 type, value and modifier, and the interval that it denotes."""

    id: str
    type: TimexType
    value: str | None
    mod: str | None
    earliest: str | None
    latest: str | None
    date_prec: int | None
    basis: Basis
    timex: str | None = None
    why: str | None = None

    @property
    def interval(self) -> Interval:
        """The interval that this expression denotes, naming the expression."""
        return Interval(
            earliest=self.earliest,
            latest=self.latest,
            date_prec=self.date_prec,
            basis=self.basis,
            timex=self.id,
            why=self.why,
        )


@lru_cache(maxsize=4096)
def _instant(iso: str | None, *, last: bool) -> datetime | None:
    if iso is None:
        return None
    if len(iso) <= len("YYYY-MM-DD"):
        return datetime.combine(date.fromisoformat(iso), time(23, 59, 59) if last else time())
    return datetime.fromisoformat(iso).replace(tzinfo=None)
