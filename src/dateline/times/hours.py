"""Times of the day: drafts to values."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from dateline.model import Basis, TimexType
from dateline.times.calendar import days_of
from dateline.times.dates import calendar_date
from dateline.times.draft import Draft
from dateline.times.relative import deictic, weekday
from dateline.times.state import Resolved, State, result
from dateline.times.zones import LOCAL, offset_at

_SAME_BREATH = 150  # characters


def clock(state: State, draft: Draft) -> Resolved | None:
    """An hour or a part of a day, of the day that is said or told of."""
    day = _clock_day(state, draft)
    hours = (
        f"T{draft.part}" if draft.hour is None else (f"T{draft.hour:02d}:{draft.minute or 0:02d}")
    )
    zone = draft.zone or ""
    if zone[:1] not in ("Z", "+", "-"):
        zone = _offset(state, day, hours, zone)
    if day is None or day.value is None:
        return result(
            draft, f"XXXX-XX-XX{hours}", kind=TimexType.TIME, basis=Basis.UNKNOWN,
            why="of a day not named",
        )  # fmt: skip
    value = day.value.split("T")[0] + hours
    found = result(draft, value, kind=TimexType.TIME, basis=day.basis, why=day.why)
    return replace(found, offset=zone)


def _offset(state: State, day: Resolved | None, hours: str, zone: str) -> str:
    """The offset of a named zone at that hour; nothing where either is not known."""
    if zone == LOCAL:
        zone = state.document.local or ""
    if not zone or day is None or day.value is None or not hours[1:2].isdigit():
        return ""
    return offset_at(zone, day.value.split("T")[0] + hours)


def _clock_day(state: State, draft: Draft) -> Resolved | None:
    if draft.day is not None or draft.month is not None:
        return calendar_date(state, draft)
    if draft.wd is not None:
        return weekday(state, draft)
    if draft.shift is not None:
        return deictic(state, draft)
    base = state.story.day if state.history else state.document.day
    if state.story.day is not None and draft.start - state.told_at < _SAME_BREATH:
        base = state.story.day
    if base is None:
        return None
    return result(draft, base.isoformat(), basis=Basis.RELATIVE, why="on the day told of")


def nightto(state: State, draft: Draft) -> Resolved | None:
    """The night that ends on a day: it has the value of the evening before."""
    day = _clock_day(state, replace(draft, part=None))
    found = days_of(day.value) if day and day.value else None
    if day is None or found is None:
        return None
    evening = found[0] - timedelta(days=1)
    return result(
        replace(draft, part="ON"), f"{evening.isoformat()}TNI", kind=TimexType.TIME,
        basis=day.basis, why=f"the night to {day.value}",
    )  # fmt: skip


def partday(state: State, draft: Draft) -> Resolved | None:
    """A part of a day that is not said."""
    base = state.document.day if not state.history else None
    if base is None:
        value = f"XXXX-XX-XXT{draft.part}"
        return result(draft, value, basis=Basis.UNKNOWN, why="of a day not named")
    value = f"{base.isoformat()}T{draft.part}"
    return result(draft, value, basis=Basis.RELATIVE, why="of the day of publication")
