"""Times seen from the report or from the time told of: drafts to values."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.model import Basis, TimexType
from dateline.times.calendar import shifted, value_of
from dateline.times.draft import Draft
from dateline.times.seasons import compared_quarter
from dateline.times.state import Resolved, State, result, year_text

_SEASON_STARTS = ("SP", "SU", "FA", "WI")


def deictic(state: State, draft: Draft) -> Resolved | None:
    """Today, yesterday, last night: days from the day of publication."""
    base = state.document.day if not state.history else (state.story.within() or state.document.day)
    day = shifted(base, "D", draft.shift or 0) if base else None
    if day is None:
        value = "PRESENT_REF" if not draft.shift else None
        return result(draft, value, basis=Basis.UNKNOWN, why="no day to count from")
    value = day.isoformat()
    if draft.part and draft.part != "ON":
        value += f"T{draft.part}"
    elif draft.part == "ON":
        value += "TNI"
    return result(draft, value, basis=Basis.RELATIVE, why=state.why(draft, "counted from"))


def weekday(state: State, draft: Draft) -> Resolved | None:
    """A weekday, by the words before it, by tense, or the last one."""
    base = state.document.day if not state.history else state.story.day
    if base is None or draft.wd is None:
        part = f"T{draft.part}" if draft.part else ""
        value = f"XXXX-WXX-{draft.wd}{part}"
        return result(draft, value, basis=Basis.UNKNOWN, why="no day to count from")
    day, why = _day_of_week(state, draft, base)
    value = day.isoformat() + (f"T{draft.part}" if draft.part else "")
    return result(draft, value, basis=Basis.RELATIVE, why=why)


def _day_of_week(state: State, draft: Draft, base: date) -> tuple[date, str]:
    wd = draft.wd or 1
    if draft.unit == "W":
        monday = shifted(base, "D", 1 - base.isoweekday() + 7 * (draft.shift or 0))
        assert monday is not None
        day = shifted(monday, "D", wd - 1) or base
        return day, "the weekday of that week, seen from publication"
    back = (base.isoweekday() - wd) % 7
    ahead = (wd - base.isoweekday()) % 7
    tense = state.direction(draft) if draft.shift is None else 0
    if draft.shift == -1:
        return shifted(base, "D", -(back or 7)) or base, "the last one before publication"
    if draft.shift == 1:
        return shifted(base, "D", ahead or 7) or base, "the next one after publication"
    if draft.shift == 0 or tense > 0:
        return shifted(base, "D", ahead) or base, "the next one from publication, by tense"
    if _later_than_published(state, draft, back):
        back = 7
    return shifted(base, "D", -back) or base, "the last one up to publication"


def _later_than_published(state: State, draft: Draft, back: int) -> bool:
    last = state.document.last
    if back or draft.hour is None or last is None or not state.document.timed:
        return False
    return (draft.hour, draft.minute or 0) > (last.hour, last.minute)


def relunit(state: State, draft: Draft) -> Resolved | None:
    """This, last, next, the same day, week, month or year."""
    unit = draft.unit or "D"
    if "yearago" in draft.flags:
        return _year_ago(state, draft)
    base = state.base(draft)
    if base is None:
        return _ancient_year(state, draft, draft.shift or 0)
    if unit in _SEASON_STARTS:
        return result(draft, f"{base.year:04d}-{unit}", basis=Basis.RELATIVE)
    if unit == "P":
        value = compared_quarter(state, draft, base)
        return result(draft, value, basis=Basis.INFERRED, why="the period reported on")
    if unit in ("TH", "TM", "TS"):
        return result(draft, f"P1{unit}", kind=TimexType.DURATION, basis=Basis.UNKNOWN)
    if unit == "D" and state.story.day is None and (draft.story or draft.same):
        return _unknown_day(state, draft)
    if unit == "WE" and "the" in draft.flags and not state.history:
        return _weekend(state, draft, base)
    if (unit == "Q" and not state.history and draft.flags & {"latest", "the"}) or (
        unit == "Q" and draft.same
    ):
        value = compared_quarter(state, draft, base) or value_of(base, "Q")
        return result(draft, value, basis=Basis.RELATIVE, why="the quarter reported on")
    if "latest" in draft.flags and unit == "Q":
        day = shifted(base, "Q", -1)
    else:
        day = shifted(base, unit, draft.shift or 0)
    if day is None:
        return None
    value = value_of(day, unit) + (f"T{draft.part}" if draft.part else "")
    return result(draft, value, basis=Basis.RELATIVE, why=state.why(draft, "counted from"))


def _weekend(state: State, draft: Draft, base: date) -> Resolved:
    ahead = state.direction(draft) > 0
    back = base.isoweekday() if base.isoweekday() < 6 and not ahead else 0
    why = "the last weekend" if back else "the weekend of that week"
    value = value_of(base - timedelta(days=back), "WE")
    return result(draft, value, basis=Basis.RELATIVE, why=f"{why}, seen from publication")


def _unknown_day(state: State, draft: Draft) -> Resolved:
    part = f"T{draft.part}" if draft.part else ""
    if not state.history and draft.same and state.document.day:
        value = state.document.day.isoformat() + part
        return result(draft, value, basis=Basis.RELATIVE, why="the day of publication")
    return result(draft, f"XXXX-XX-XX{part}", basis=Basis.UNKNOWN, why="of a day not named")


def _year_ago(state: State, draft: Draft) -> Resolved | None:
    day = state.document.day
    if day is None:
        return None
    quarter = compared_quarter(state, draft, day)
    if quarter:
        value = (
            f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"
            if draft.year is None
            else (f"{draft.year:04d}{quarter[4:]}")
        )
        return result(draft, value, basis=Basis.RELATIVE, why="a year before that quarter")
    year = draft.year if draft.year is not None else day.year - 1
    return result(draft, f"{year:04d}", basis=Basis.RELATIVE, why="a year before")


def distance(state: State, draft: Draft) -> Resolved | None:
    """A number of days, weeks or years before or after a day: "two days ago", "a week later"."""
    sign = 1 if draft.direction in ("later", "hence") else -1
    if draft.some:
        return _some_ago(state, draft, sign)
    unit, count = draft.unit or "D", draft.num or 1
    if unit == "Y" and count == 1 and sign < 0 and state.story.quarter:
        return _year_ago(state, draft)
    base = _ago_base(state, draft)
    if base is None:
        return _ancient_year(state, draft, sign * count)
    if unit in ("TH", "TM", "TS"):
        return _hours_ago(draft, base)
    told_from = draft.direction not in ("ago", "hence") and state.story.value is not None
    if draft.direction == "later" and not told_from and state.direction(draft) <= 0:
        return result(draft, None, basis=Basis.UNKNOWN, why="counted from a day not named")
    if unit in ("D", "N") and told_from and state.story.day is None:
        value = f"{base.year:04d}-XX-XX"
        return result(draft, value, basis=Basis.UNKNOWN, why="of a day not named")
    day = shifted(base, unit, sign * count)
    if day is None:
        return None
    why = f"counted from {'the time told of' if told_from else 'publication'}"
    return result(draft, value_of(day, unit), basis=Basis.RELATIVE, why=why)


def _ancient_year(state: State, draft: Draft, count: float) -> Resolved:
    told = state.story.year
    if told is None or draft.unit != "Y":
        return result(draft, None, basis=Basis.UNKNOWN, why="no day to count from")
    value = year_text(told + round(count))
    return result(draft, value, basis=Basis.INFERRED, why="counted from the year told of")


def _ago_base(state: State, draft: Draft) -> date | None:
    if draft.direction in ("ago", "hence") and not state.history:
        return state.document.day
    if state.story.value is not None:
        return state.story.within()
    return state.document.day


def _some_ago(state: State, draft: Draft, sign: int) -> Resolved:
    value = "FUTURE_REF" if sign > 0 else "PAST_REF"
    return result(draft, value, basis=Basis.RELATIVE, why="vague", anchor=_ago_base(state, draft))


def _hours_ago(draft: Draft, base: date) -> Resolved:
    return result(draft, base.isoformat() + "TXX", basis=Basis.RELATIVE, why="hours from that day")
