"""Calendar dates, years, decades, centuries and festivals: drafts to values."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from dateline.model import Basis
from dateline.times.calendar import Days, days_of, value_of
from dateline.times.draft import Draft
from dateline.times.festivals import Festival, festivals
from dateline.times.state import Resolved, State, result, year_text

# months since a date without a year last was, from which on it rather lies ahead: where a word
# of the future stands by, and where none does or only one that says something
_LONG_AGO, _RATHER_LONG_AGO = 5, 10
_FORWARD = 8  # months back from which on a history has gone on into the next year


def calendar_date(state: State, draft: Draft) -> Resolved | None:
    """A date, a month or a year, with the year that it leaves open."""
    if draft.year is not None:
        year, why, basis = full_year(state, draft), "as stated", Basis.STATED
    elif draft.shift is not None:
        year, why, basis = _shifted_year(state, draft)
    else:
        year, why, basis = _year_for(state, draft)
    value = _date_value(year, draft)
    if value is None:
        return None
    return result(draft, value, basis=basis, why=why)


def week_of(state: State, draft: Draft) -> Resolved | None:
    """The week in which a date lies: "the week of 5 May"."""
    day = calendar_date(state, draft)
    days = days_of(day.value) if day and day.value else None
    if day is None or days is None:
        return None
    return replace(day, value=value_of(days[0], "W"))


def full_year(state: State, draft: Draft) -> int | None:
    """The year that a draft names, two figures filled up."""
    assert draft.year is not None
    if not draft.short_year:
        return draft.year
    base = state.story.year if state.history else None
    if base is None and state.document.day:
        base = state.document.day.year
    if base is None:
        return 1900 + draft.year
    year = base // 100 * 100 + draft.year
    return year if state.history or year <= base + 10 else year - 100


def _shifted_year(state: State, draft: Draft) -> tuple[int | None, str, Basis]:
    base = state.base(draft)
    if base is None:
        return None, "no year to count from", Basis.UNKNOWN
    year = base.year + (draft.shift or 0)
    if draft.make == "date" and draft.month and "year" not in draft.text.lower():
        year = _relative_month(draft, base)
    return year, state.why(draft, "counted from"), Basis.RELATIVE


def _relative_month(draft: Draft, base: date) -> int:
    month, shift = draft.month or 1, draft.shift or 0
    if shift < 0:
        return base.year - (month >= base.month)
    if shift > 0:
        return base.year + (month <= base.month)
    return base.year


def _year_for(state: State, draft: Draft) -> tuple[int | None, str, Basis]:
    if state.history and state.story.year is not None:
        return _told_year(state, draft), "in the year told of", Basis.INFERRED
    day = state.document.day
    if day is None:
        return None, "no year is named", Basis.UNKNOWN
    if draft.month is None:
        return day.year, "in the year of publication", Basis.RELATIVE
    carried = state.carried_year(draft) if draft.make == "date" and draft.wd is None else None
    if carried is not None:
        return carried, f"{carried}, the year told before it", Basis.INFERRED
    return _nearest_year(state, draft, day)


def _told_year(state: State, draft: Draft) -> int:
    year, told = state.story.year or 0, state.story.month
    if told is not None and draft.month is not None and told - draft.month >= _FORWARD:
        return year + 1
    return year


def _nearest_year(state: State, draft: Draft, day: date) -> tuple[int, str, Basis]:
    month, number = draft.month or 1, draft.day
    if draft.wd and number:
        fitting = _year_by_weekday(day.year, month, number, draft.wd)
        if fitting:
            return fitting, "the year in which that day is this weekday", Basis.RELATIVE
    here, there = (day.month, day.day), (month, number or day.day)
    if here == there:
        return day.year, "the time of publication", Basis.RELATIVE
    last, coming = day.year - (there > here), day.year + (there < here)
    since = (day.month - month) % 12 or (12 if there > here else 0)
    if _lies_ahead(state, draft, since):
        return coming, "the next one after publication, by tense", Basis.RELATIVE
    return last, "the last one before publication", Basis.RELATIVE


def _lies_ahead(state: State, draft: Draft, since: int) -> bool:
    """Whether a date without a year lies ahead, given the months since it last was."""
    tense = state.direction(draft)
    if tense > 0:
        return since >= _LONG_AGO
    if tense == -2:
        return False
    return since >= _RATHER_LONG_AGO


def daylast(state: State, draft: Draft) -> Resolved | None:
    """A day told by number alone, of the month told of last."""
    told = state.story.value
    if told is None or state.story.month is None:
        return None
    value = f"{told[:7]}-{draft.day:02d}"
    if days_of(value) is None:
        return None
    return result(draft, value, basis=Basis.INFERRED, why="month and year of the last date")


def yearlast(state: State, draft: Draft) -> Resolved | None:
    """The second year of a range, of which only two figures are written."""
    told = state.story.year
    if told is None or draft.year is None or draft.year <= told % 100:
        return None
    return result(draft, f"{told // 100:02d}{draft.year:02d}", why="century of the last year")


def rangeyear(draft: Draft, following: Draft | None) -> Resolved | None:
    """The first of two years before our era, of which only the second says so."""
    if following is None or following.year is None or draft.year is None:
        return None
    year = -draft.year if following.bc else draft.year
    return result(draft, _date_value(year, replace(draft, month=None)), why="era of the next")


def ancient(state: State, draft: Draft) -> Resolved | None:
    """A year of three figures counts as one where the text is told in such years."""
    told = state.story.year
    if told is None or abs(told) >= 1000 or draft.year is None:
        return None
    year = -draft.year if told < 0 else draft.year
    return result(draft, _date_value(year, draft), basis=Basis.INFERRED, why="in the era told of")


def unread(_state: State, draft: Draft) -> Resolved:
    """An expression whose value is not read: another calendar, an unnamed period."""
    return result(draft, None, basis=Basis.UNKNOWN, why="a calendar that is not read")


def decade(state: State, draft: Draft) -> Resolved | None:
    """A decade: 193 for the 1930s."""
    decade = draft.decade or 0
    if draft.short_year:
        base = (state.story.year if state.history else None) or (
            state.document.day.year if state.document.day else 1999
        )
        decade += base // 100 * 10
        if decade * 10 > base:
            decade -= 10
    return result(draft, f"{decade:03d}")


def century(_state: State, draft: Draft) -> Resolved | None:
    """A century: 17 for the eighteenth."""
    if draft.century is None or draft.century > 22:
        return None
    if draft.bc:
        return result(draft, f"BC{draft.century - 1:02d}")
    return result(draft, f"{draft.century - 1:02d}")


def festival(state: State, draft: Draft) -> Resolved | None:
    """A day that calendars name, nearest to publication where no year is told: "Easter"."""
    festival = festivals()[draft.value or ""]
    near = state.story.year if state.history else None
    day = state.document.day
    if draft.year is not None or near is not None:
        days = festival.days(draft.year if draft.year is not None else near or 0)
    elif day is None:
        days = None
    else:
        days = _nearest_festival(state, draft, festival, day)
    if days is None:
        return result(draft, None, basis=Basis.UNKNOWN, why="no year is named")
    value = days[0].isoformat() if days[0] == days[1] else value_of(days[0], "M")
    basis = Basis.RELATIVE if draft.year is None else Basis.STATED
    resolved = result(draft, value, basis=basis, why=f"the festival of {days[0].year}")
    return replace(resolved, days=days)


def _nearest_festival(state: State, draft: Draft, festival: Festival, day: date) -> Days | None:
    known = [d for y in (-1, 0, 1) if (d := festival.days(day.year + y)) is not None]
    if state.direction(draft) > 0:
        return min((d for d in known if d[1] >= day), default=None)
    return min(known, key=lambda d: abs((d[0] - day).days), default=None)


def _date_value(year: int | None, draft: Draft) -> str | None:
    text = year_text(year)
    if draft.month is None:
        return None if year is None else text
    text += f"-{draft.month:02d}"
    if draft.day is None:
        return text
    text += f"-{draft.day:02d}"
    if year is not None and year > 0 and days_of(text) is None:
        return None
    return text


def _year_by_weekday(near: int, month: int, day: int, wd: int) -> int | None:
    for year in (near, near - 1, near + 1):
        try:
            if date(year, month, day).isoweekday() == wd:
                return year
        except ValueError:
            continue
    return None
