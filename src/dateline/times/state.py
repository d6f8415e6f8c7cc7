"""What resolving carries along: the report's own time, the time told of, and what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Basis, TimexType
from dateline.times.calendar import Days
from dateline.times.carry_over import Told, YearTeller
from dateline.times.context import HISTORY, Document, Story
from dateline.times.draft import Draft


class Resolved(Struct, frozen=True, gc=False, kw_only=True):
    """Type and value of a draft, how it was anchored, and why in words.

    `anchor`: the day that a duration or a vague expression is counted from; `days`: the days
    that it covers where its value does not say them ('the last week of August'); `offset`: the
    zone of an hour, as Z or +02:00, where one is said.
    """

    draft: Draft
    type: TimexType
    value: str | None
    mod: str | None = None
    basis: Basis = Basis.STATED
    why: str = "as stated"
    anchor: date | None = None
    days: Days | None = None
    offset: str = ""


class Setting(Struct, frozen=True, gc=False, kw_only=True):
    """What a text's drafts are resolved in; `direction` gives the tense around a draft."""

    document: Document
    register: str
    direction: Callable[[Draft], int]
    teller: YearTeller


class State:
    """The setting, the time told of, and where in the text it was told."""

    def __init__(self, setting: Setting) -> None:
        self.document = setting.document
        self.direction = setting.direction
        self.teller = setting.teller
        self.told_year: Told | None = None
        self.history = setting.register == HISTORY
        self.story = Story()
        self.quarter_at = 0
        self.told_at = 0

    def base(self, draft: Draft) -> date | None:
        """The day that a relative expression counts from; None: unknown."""
        told = draft.story or draft.same or self.history or draft.direction in ("later", "earlier")
        if told and self.story.value is not None:
            return self.story.within()
        return self.document.day

    def carry_year(self, resolved: Resolved) -> None:
        """Take or drop the year that sentences of news go on with after this expression."""
        draft, value = resolved.draft, resolved.value
        told = self.teller.tell(draft, value, resolved.basis)
        if told is not None:
            self.told_year = told
        elif self.told_year is not None and resolved.basis is Basis.INFERRED and draft.partial:
            month = draft.month or self.told_year.month
            year = int((value or "")[:4] or self.told_year.year)
            self.told_year = replace(
                self.told_year, year=year, month=month, end=draft.end, beside=False
            )
        elif resolved.type in (TimexType.DATE, TimexType.TIME):
            self.told_year = None

    def carried_year(self, draft: Draft) -> int | None:
        """The year told before a date without one, where it goes on with it."""
        told, day = self.told_year, self.document.day
        if told is None or day is None or self.direction(draft) > 0:
            return None
        return self.teller.year_for(told, draft, day)

    def why(self, draft: Draft, how: str) -> str:
        """In words what `base` chose."""
        told = draft.story or draft.same or self.history
        if told and self.story.value is not None:
            return f"{how} the time told of, {self.story.value}"
        return f"{how} publication"


def result(
    draft: Draft, value: str | None, *, kind: TimexType | None = None,
    basis: Basis = Basis.STATED, why: str = "as stated", anchor: date | None = None,
) -> Resolved:  # fmt: skip
    """What a draft means; `kind` is TIME where the value has one, else DATE, if not given."""
    timed = bool(value) and "T" in str(value) and str(value)[0] in "0123456789X"
    return Resolved(
        draft=draft, type=kind or (TimexType.TIME if timed else TimexType.DATE), value=value,
        mod=draft.mod, basis=basis, why=why, anchor=anchor,
    )  # fmt: skip


def year_text(year: int | None) -> str:
    """A year in ISO 8601, in TIMEX2's form (BC0480) where it is before our era."""
    return "XXXX" if year is None else f"{year:04d}" if year >= 0 else f"BC{-year:04d}"
