"""What expressions are anchored to: the report's own times, its register, the time told of."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec import Struct

from dateline.times.calendar import days_of
from dateline.times.lexicon import Lexed, Lexicon

HISTORY, NEWS = "history", "news"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d")
_YEAR = re.compile(r"\d{4}")


class Document(Struct, frozen=True, kw_only=True):
    """A report's own times as local date-times; None: unknown. `timed`: the hour is known;
    `local`: the IANA zone of where the events are, which 'local time' means."""

    published: datetime | None
    updated: datetime | None = None
    timed: bool = False
    local: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published.date() if self.published else None

    @property
    def last(self) -> datetime | None:
        """The last moment that the text can speak of as past."""
        known = [t for t in (self.published, self.updated) if t]
        return max(known) if known else None


class Story:
    """The time told of: the last day, month or year that the text has named so far.

    `month` is the last one named within the year told of; `quarter` the last one named.
    """

    def __init__(self) -> None:
        self.value: str | None = None
        self.quarter: str | None = None
        self.month: int | None = None

    def tell(self, value: str) -> None:
        """Take the calendar part of a resolved value as the time told of."""
        plain = value.split("T")[0]
        if days_of(plain) is None and not plain.startswith("BC"):
            return
        before = self.year
        self.value = plain
        if _MONTH.match(plain):
            self.month = int(plain[5:7])
        elif self.year != before:
            self.month = None

    @property
    def year(self) -> int | None:
        """The year told of."""
        if self.value and self.value.startswith("BC"):
            return -int(self.value[2:6])
        found = _YEAR.match(self.value or "")
        return int(found[0]) if found else None

    @property
    def day(self) -> date | None:
        """The day told of, if one is."""
        found = _DAY.match(self.value or "")
        return date.fromisoformat(found[0]) if found else None

    def within(self) -> date | None:
        """The first day of the time told of."""
        days = days_of(self.value) if self.value else None
        return days[0] if days else None


def register_of(lexed: Lexed, lexicon: Lexicon, document: Document) -> str:
    """History or news: a history has no day of publication, or names past years or eras (BC) five
    times as often as days seen from publication (today, Friday, last week), and at least four
    times."""
    if document.day is None:
        return HISTORY
    years = _count_years(lexed, lexicon, document.day.year - 1)
    years += _count_symbols(lexed.symbols, lexicon, ("ERAWORD",))
    deictic = _count_symbols(lexed.symbols, lexicon, ("DEIX", "WEEKDAY", "LAST", "AGO"))
    return HISTORY if years >= 4 and years >= 5 * deictic else NEWS


def _count_years(lexed: Lexed, lexicon: Lexicon, before: int) -> int:
    wanted = set(lexicon.symbols_of("YEARISH"))
    places = (i for i, symbol in enumerate(lexed.symbols) if symbol in wanted)
    return sum(int(lexed.raw(i)) < before for i in places)


def _count_symbols(symbols: str, lexicon: Lexicon, groups: Sequence[str]) -> int:
    wanted = {s for group in groups for s in lexicon.symbols_of(group)}
    counter: Callable[[str], int] = symbols.count
    return sum(counter(symbol) for symbol in wanted)
