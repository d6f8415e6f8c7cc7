"""Precision of time intervals in the codes of UCDP GED (date_prec)."""

from __future__ import annotations

from datetime import date

_UCDP = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))


def ucdp_precision(earliest: str | None, latest: str | None) -> int | None:
    """UCDP GED codebook, date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month,
    5 up to a year; None: longer, open or unknown."""
    days = days_between(earliest, latest)
    return next((code for most, code in _UCDP if days is not None and days <= most), None)


def days_between(earliest: str | None, latest: str | None) -> int | None:
    """How many days two ISO instants span, both counted; None if one is open."""
    if earliest is None or latest is None:
        return None
    return (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1
