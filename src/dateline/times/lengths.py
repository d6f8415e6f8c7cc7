"""Lengths of time, repeated times and vague words: drafts to values."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from dateline.model import Basis, TimexType
from dateline.times.calendar import days_of, shifted
from dateline.times.dates import calendar_date
from dateline.times.draft import Draft
from dateline.times.state import Resolved, State, result

_DURATION_UNITS = {"E": "E", "C": "C", "N": "D", "WE": "D"}
_SET_UNITS = {"E": "P1E", "C": "P1C", "WE": "XXXX-WXX-WE"}


def length(state: State, draft: Draft) -> Resolved | None:
    """A length of time; its days where it ends or begins at a known day."""
    value = duration_value(draft)
    anchor = state.base(draft) if draft.shift in (-1, 1) or "age" in draft.flags else None
    why = "no beginning or end is said" if anchor is None else state.why(draft, "ending at")
    basis = Basis.UNKNOWN if anchor is None else Basis.RELATIVE
    return result(draft, value, kind=TimexType.DURATION, basis=basis, why=why, anchor=anchor)


def part_of_time(state: State, draft: Draft) -> Resolved | None:
    """The first or last so many days, weeks, months of a month or a year."""
    whole = calendar_date(state, draft)
    if whole is None or whole.value is None:
        return None
    draft = replace(draft, num=draft.num or (None if draft.some else 1.0), mod=None)
    days = _part_of(days_of(whole.value), draft, last=whole.mod == "END")
    basis = whole.basis if days else Basis.UNKNOWN
    return Resolved(
        draft=draft, type=TimexType.DURATION, value=duration_value(draft), basis=basis,
        why=f"part of {whole.value}", days=days,
    )  # fmt: skip


def repeated(_state: State, draft: Draft) -> Resolved | None:
    """A time that comes again and again: "every Monday", "daily"; it has no day of its own."""
    part = f"T{draft.part}" if draft.part else ""
    if draft.wd:
        value = f"XXXX-WXX-{draft.wd}{part}"
    elif draft.value:
        value = draft.value.rstrip("_")
    elif draft.part:
        value = f"XXXX-XX-XX{part}"
    else:
        value = _SET_UNITS.get(draft.unit or "") or duration_value(draft)
    return result(draft, value, kind=TimexType.SET, basis=Basis.UNKNOWN, why="a repeated time")


def vague(state: State, draft: Draft) -> Resolved:
    """A word that names no day: "now" is the report's own, "recently" lies before it."""
    basis = Basis.DOCUMENT if draft.vague == "PRESENT_REF" else Basis.RELATIVE
    return result(
        draft, draft.vague, kind=TimexType.DATE, basis=basis, why="vague",
        anchor=state.document.day,
    )  # fmt: skip


def duration_value(draft: Draft) -> str:
    """The TIMEX3 value of a length of time: P2W, PT5H, P1.5M, PXD."""
    count = draft.num if draft.num is not None else 1.0
    unit = draft.unit or "D"
    if unit == "F":
        count, unit = count * 2, "W"
    number = "X" if draft.some else f"{count:g}"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{_DURATION_UNITS.get(unit, unit)}"


def _part_of(
    days: tuple[date, date] | None, draft: Draft, *, last: bool
) -> tuple[date, date] | None:
    if days is None or draft.num is None:
        return None
    unit, count = draft.unit or "D", draft.num
    if last:
        begin = shifted(days[1] + timedelta(days=1), unit, -count)
        return (max(begin, days[0]), days[1]) if begin else None
    end = shifted(days[0], unit, count)
    return (days[0], min(end - timedelta(days=1), days[1])) if end else None
