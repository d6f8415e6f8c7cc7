"""Seasons, quarters and halves of years: drafts to values."""

from __future__ import annotations

from datetime import date

from dateline.model import Basis
from dateline.times.calendar import days_of, shifted, value_of
from dateline.times.dates import full_year
from dateline.times.draft import Draft
from dateline.times.state import Resolved, State, result, year_text

_CLOSE_BY = 300  # characters


def season(state: State, draft: Draft) -> Resolved | None:
    """A season of a year; the north's, as in TIMEX3."""
    year, basis, why = draft.year, Basis.STATED, "as stated"
    if year is not None:
        year = full_year(state, draft)
    else:
        base = state.base(draft)
        if base is None:
            return result(draft, f"XXXX-{draft.season}", basis=Basis.UNKNOWN, why="no year")
        year, basis = _season_year(state, draft, base), Basis.RELATIVE
        why = state.why(draft, "counted from")
    return result(draft, f"{year_text(year)}-{draft.season}", basis=basis, why=why)


def _season_year(state: State, draft: Draft, base: date) -> int:
    first = days_of(f"{base.year:04d}-{draft.season}")
    assert first is not None
    if state.history or draft.story:
        return base.year + (draft.shift == 1 and draft.story and base >= first[0])
    if draft.shift == -1:
        return base.year - (first[1] >= base)
    if draft.shift == 1:
        return base.year + (first[0] <= base)
    ahead = draft.shift == 0 or state.direction(draft) > 0
    return base.year - (first[0] > base and not ahead)


def quarter(state: State, draft: Draft) -> Resolved | None:
    """A quarter of a year, of the last one where the year is not told: "the third quarter"."""
    if not draft.quarter or draft.quarter > 4:
        return None
    if draft.year is not None:
        return result(draft, f"{full_year(state, draft):04d}-Q{draft.quarter}")
    base = state.base(draft)
    if base is None:
        return result(draft, f"XXXX-Q{draft.quarter}", basis=Basis.UNKNOWN, why="no year")
    now = (base.month - 1) // 3 + 1
    year = base.year + (draft.shift or 0)
    if draft.shift is None and draft.quarter > now + 1 and state.direction(draft) <= 0:
        year -= 1
    value = f"{year:04d}-Q{draft.quarter}"
    return result(draft, value, basis=Basis.RELATIVE, why=state.why(draft, "counted from"))


def half_year(state: State, draft: Draft) -> Resolved | None:
    """A half of a year, named with its year or as of publication: "the first half of 2022"."""
    if draft.half not in (1, 2) or draft.month:
        return result(draft, None, basis=Basis.UNKNOWN, why="half of a month")
    base = state.base(draft)
    year = draft.year if draft.year is not None else base and base.year + (draft.shift or 0)
    if not year:
        return None
    return result(draft, f"{year:04d}-H{draft.half}")


def compared_quarter(state: State, draft: Draft, day: date) -> str | None:
    """The quarter that a comparison with the year before speaks of: the last one named if
    it was close by, else the last whole one; None where no quarter has been named."""
    if state.story.quarter is None:
        return None
    if draft.start - state.quarter_at < _CLOSE_BY:
        return state.story.quarter
    before = shifted(day, "Q", -1)
    return value_of(before, "Q") if before else None
