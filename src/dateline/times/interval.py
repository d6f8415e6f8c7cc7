"""Resolved expressions to intervals: what days they denote, how precisely, and why.

Invariant: earliest <= latest wherever both are known. Parts of a month, a year or any longer
time (early, mid, late) are its thirds. A part of the day is known to the day only; a night is
counted to the day on which it begins, as in TIMEX3, and the small hours to the day they are of.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from dateline.model import Basis, Interval, TimexType
from dateline.times.calendar import days_of, shifted
from dateline.times.context import Document
from dateline.times.precision import ucdp_precision
from dateline.times.state import Resolved

Ends = tuple[str | None, str | None]
_UPDATED_SOON = 7  # days; what changes later are corrections, not reports of that day
_FIRST_YEAR, _LAST_YEAR = 1000, 8999
_NONE: Ends = (None, None)


def interval_of(
    resolved: Resolved, document: Document, *, relation: str | None = None,
    until: Resolved | None = None,
) -> Interval:  # fmt: skip
    """The interval that an expression denotes in its place.

    `relation`: a word before it that opens the interval (relations.Relation); `until`: the
    expression that ends the range that this one begins.
    """
    ends, why = _find_ends(resolved, document)
    if until is not None:
        last, _ = _find_ends(until, document)
        if ends[0] and last[1] and ends[0][:10] <= last[1][:10]:
            ends, why = (ends[0], last[1]), f"{why}; from this to {until.draft.text!r}"
    elif relation is not None and ends != _NONE:
        opened = _open_by_word(ends, relation, resolved, document)
        if opened != ends:
            ends, why = opened, f"{why}; {relation} this"
    return _interval(resolved, ends, why)


def _interval(resolved: Resolved, ends: Ends, why: str) -> Interval:
    earliest, latest = ends
    if earliest and latest and not _ordered(earliest, latest):
        earliest = latest = None
    basis = resolved.basis if earliest or latest else Basis.UNKNOWN
    return Interval(
        earliest=earliest, latest=latest, date_prec=ucdp_precision(earliest, latest),
        basis=basis, why=why,
    )  # fmt: skip


def _ordered(earliest: str, latest: str) -> bool:
    width = min(len(earliest), len(latest), 19)
    return earliest[:width] <= latest[:width]


def _find_ends(resolved: Resolved, document: Document) -> tuple[Ends, str]:
    value, why = resolved.value, resolved.why
    if resolved.type is TimexType.SET or value is None:
        return _NONE, why
    if resolved.days is not None:
        return (resolved.days[0].isoformat(), resolved.days[1].isoformat()), why
    if resolved.type is TimexType.DURATION:
        return _read_length(resolved), why
    if value.endswith("_REF"):
        return _read_vague(resolved, document), why
    clock = _read_clock(value, resolved.offset)
    if clock is not None:
        return (clock, clock), why
    days = days_of(value)
    if days is None:
        return _NONE, why
    if resolved.draft.part == "ON":
        return (days[0].isoformat(), (days[1] + timedelta(days=1)).isoformat()), (
            f"{why}; a night and the morning after"
        )
    days, added = _until_update(days, resolved, document)
    narrowed, note = _narrowed(days, resolved, document)
    note += added
    return (narrowed[0].isoformat(), narrowed[1].isoformat()), why + note


def _until_update(
    days: tuple[date, date], resolved: Resolved, document: Document
) -> tuple[tuple[date, date], str]:
    """On a page updated some days later, 'today' may be said of any day until then."""
    if resolved.draft.make != "deictic" or not document.published or not document.updated:
        return days, ""
    late = (document.updated.date() - document.published.date()).days
    if not 0 < late <= _UPDATED_SOON:
        return days, ""
    return (days[0], days[1] + timedelta(days=late)), "; or from the update"


def _read_clock(value: str, zone: str) -> str | None:
    day, _, hours = value.partition("T")
    if not hours[:2].isdigit() or days_of(day) is None or len(day) != 10:
        return None
    if hours[:2] == "24":
        following = date.fromisoformat(day) + timedelta(days=1)
        return f"{following.isoformat()}T00:00:00{_offset(zone)}"
    return f"{day}T{hours[:5]}:00{_offset(zone)}"


def _offset(zone: str) -> str:
    if zone in ("", "Z"):
        return "+00:00" if zone else ""
    return zone if ":" in zone else f"{zone}:00"


def _narrowed(
    days: tuple[date, date], resolved: Resolved, document: Document
) -> tuple[tuple[date, date], str]:
    first, last = days
    flow, seen = resolved.draft.flow, document.day
    if flow == "earlier" and seen and first < seen <= last:
        return (first, seen - timedelta(days=1)), "; before the day of publication"
    if flow == "later" and seen and first <= seen < last:
        return (seen, last), "; from the day of publication on"
    length = (last - first).days + 1
    if length < 6 or resolved.mod not in ("START", "MID", "END"):
        return days, ""
    third = length // 3
    marks = {
        "START": (first, first + timedelta(days=third - 1)),
        "MID": (first + timedelta(days=third), last - timedelta(days=third)),
        "END": (last - timedelta(days=third - 1), last),
    }
    return marks[resolved.mod], f"; {resolved.mod.lower()}: a third of it"


def _read_length(resolved: Resolved) -> Ends:
    draft, anchor = resolved.draft, resolved.anchor
    if anchor is None or (draft.shift is None and "age" not in draft.flags):
        return _NONE
    if draft.some or draft.num is None:
        if draft.shift == 1:
            return anchor.isoformat(), None
        return None, anchor.isoformat()
    count = draft.num
    if draft.shift == 1:
        end = shifted(anchor, draft.unit or "D", count)
        return (anchor.isoformat(), end.isoformat()) if end else _NONE
    begin = shifted(anchor, draft.unit or "D", -count)
    return (begin.isoformat(), anchor.isoformat()) if begin else _NONE


def _read_vague(resolved: Resolved, document: Document) -> Ends:
    seen = document.day
    if seen is None:
        return _NONE
    today = seen.isoformat()
    if resolved.value == "PRESENT_REF":
        return today, today
    told = resolved.anchor.isoformat() if resolved.anchor else today
    return (None, told) if resolved.value == "PAST_REF" else (told, None)


def _open_by_word(ends: Ends, relation: str, resolved: Resolved, document: Document) -> Ends:
    first, last = ends
    now = document.last.date().isoformat() if document.last else None
    if resolved.type is TimexType.DURATION or (resolved.value or "").endswith("_REF"):
        return ends
    if relation == "since" and first:
        return first, now if now is None or now >= first[:10] else None
    if relation in ("until", "by") and last:
        return None, last
    if (
        resolved.type is TimexType.TIME
        and first
        and "T" in first
        and relation in ("before", "after")
    ):
        midnight = f"{first[:10]}T{'00:00:00' if relation == 'before' else '23:59:59'}{first[19:]}"
        return (midnight, first) if relation == "before" else (first, midnight)
    if relation == "before" and first:
        return None, _shift_day(first, -1)
    if relation == "after" and last and resolved.draft.make == "calendar":
        return last, now
    if relation == "after" and last:
        return _shift_day(last, 1), None
    return ends


def _shift_day(day: str, days: int) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def document_of(
    published: str | None, updated: str | None, *, local: str | None = None
) -> Document:
    """A report's own times from its ISO stamps; the hour counts only where it is given."""
    stamp = _read_stamp(published)
    return Document(
        published=stamp,
        updated=_read_stamp(updated),
        local=local,
        timed=published is not None and "T" in published,
    )


def _read_stamp(iso: str | None) -> datetime | None:
    """A local date-time; None for what is no date, or none that a report can have."""
    if iso is None:
        return None
    try:
        stamp = datetime.fromisoformat(iso).replace(tzinfo=None)
    except ValueError:
        return None
    return stamp if _FIRST_YEAR <= stamp.year <= _LAST_YEAR else None
