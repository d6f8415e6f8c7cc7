"""Drafts to TIMEX3 types and values: one anchor each, by rules that name no language.

What a draft leaves open comes from the report's own day (news) or from the time told of
(histories, and expressions like 'the next day'); TimeML and TIMEX3 (Pustejovsky et al. 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from dateline.model import TimexType
from dateline.times import dates, hours, lengths, relative, seasons
from dateline.times.calendar import days_of
from dateline.times.draft import Draft
from dateline.times.state import Resolved, Setting, State, result

_ASIDE = 16  # characters between an hour and the day that it is of
_LENDING = 30  # characters between a date without a year and the one that has it
_FAR = 2  # years that a history does not leap over by a bare year

MAKERS: Mapping[str, Callable[[State, Draft], Resolved | None]] = MappingProxyType(
    {
        "date": dates.calendar_date,
        "fiscal": dates.calendar_date,
        "weekof": dates.week_of,
        "daylast": dates.daylast,
        "yearlast": dates.yearlast,
        "ancient": dates.ancient,
        "unread": dates.unread,
        "decade": dates.decade,
        "century": dates.century,
        "festival": dates.festival,
        "season": seasons.season,
        "quarter": seasons.quarter,
        "half": seasons.half_year,
        "deictic": relative.deictic,
        "weekday": relative.weekday,
        "relunit": relative.relunit,
        "ago": relative.distance,
        "duration": lengths.length,
        "partial": lengths.part_of_time,
        "set": lengths.repeated,
        "vague": lengths.vague,
        "clock": hours.clock,
        "partof": hours.clock,
        "partday": hours.partday,
        "nightto": hours.nightto,
    }
)


def resolve(drafts: Sequence[Draft], setting: Setting) -> list[Resolved]:
    """A text's drafts in their order, each anchored; those that mean no time are left out."""
    state = State(setting)
    found: list[Resolved] = []
    for index, draft in enumerate(drafts):
        resolved = _resolve_one(state, draft, _following(drafts, index))
        if resolved is None:
            continue
        found.append(resolved)
        if resolved.draft.make == "quarter":
            state.story.quarter = resolved.value
            state.quarter_at = draft.end
        state.carry_year(resolved)
        if _leads_story(state, resolved):
            state.story.tell(resolved.value or "")
            state.told_at = draft.end
    return found


def _following(drafts: Sequence[Draft], index: int) -> Draft | None:
    """The next draft; for an hour the one after the same hour elsewhere, which stands in brackets
    before the day: '10:35 a.m. (0735 GMT) Friday'."""
    rest = drafts[index + 1 : index + 3]
    if not rest:
        return None
    hours = drafts[index].make == rest[0].make == "clock"
    bracketed = hours and rest[0].start - drafts[index].end == len(" (")
    if bracketed and len(rest) > 1 and _lends_day(rest[0], rest[1]):
        return replace(rest[1], start=rest[0].start)
    return rest[0]


def _resolve_one(state: State, draft: Draft, following: Draft | None) -> Resolved | None:
    if draft.make == "dayrange":
        return _dayrange(state, draft, following)
    if draft.make == "rangeyear":
        return dates.rangeyear(draft, following)
    if draft.make == "clock" and following is not None and _lends_day(draft, following):
        return hours.clock(state, _with_day(draft, following))
    if draft.partial and following is not None and following.make == "date":
        lent = _lend_year(draft, following)
        if lent is not None:
            return dates.calendar_date(state, lent)
    return MAKERS[draft.make](state, draft)


def _leads_story(state: State, resolved: Resolved) -> bool:
    """Whether what follows may be told from this time on: not from a decade, nor in a history
    from a year that is only compared with."""
    if not resolved.value or resolved.type not in (TimexType.DATE, TimexType.TIME):
        return False
    if resolved.draft.make in ("decade", "century"):
        return False
    return not state.history or _leads_on(state, resolved.draft, resolved.value)


def _leads_on(state: State, draft: Draft, value: str) -> bool:
    """Whether a history goes on from a time: not from the previous year; and from another year
    than the one told of only where it opens a paragraph or is a heading, or is neither far off
    and bare nor told by the way, as an end or as to come."""
    if draft.make == "relunit" and draft.unit == "Y" and (draft.shift or 0) < 0:
        return False
    told, year = state.story.year, value[:4]
    if told is None or not year.isdigit() or int(year) == told or state.teller.opens(draft):
        return True
    if abs(int(year) - told) > _FAR and len(value) == 4:
        return False
    return not state.teller.is_aside(draft) and state.direction(draft) <= 0


def _dayrange(state: State, draft: Draft, following: Draft | None) -> Resolved | None:
    """The first day of a range, whose month and year stand with the last one."""
    if following is None or following.month is None:
        return None
    whole = _resolve_one(state, following, None)
    if whole is None or whole.value is None:
        return None
    value = f"{whole.value[:7]}-{draft.day:02d}"
    if days_of(value) is None:
        return None
    return result(draft, value, basis=whole.basis, why="month and year of the next date")


def _lends_day(draft: Draft, following: Draft) -> bool:
    free = draft.day is None and draft.wd is None and draft.shift is None
    dated = following.make in ("date", "weekday", "clock", "deictic") and (
        following.day is not None or following.wd is not None or following.shift is not None
    )
    return free and dated and following.start - draft.end <= _ASIDE


def _with_day(draft: Draft, following: Draft) -> Draft:
    return replace(
        draft, year=following.year, month=following.month, day=following.day, wd=following.wd,
        shift=following.shift, short_year=following.short_year,
        unit=following.unit if following.wd else draft.unit,
    )  # fmt: skip


def _lend_year(draft: Draft, following: Draft) -> Draft | None:
    """A date without a year takes it from the date that follows close by."""
    if following.year is None or following.short_year or draft.month is None:
        return None
    if following.month is None or following.start - draft.end > _LENDING:
        return None
    return replace(draft, year=following.year - (draft.month > following.month))


__all__ = ["Resolved", "Setting", "resolve"]
