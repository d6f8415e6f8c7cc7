"""The conflict's own calendar: 'since the invasion began', 'before the war'.

What the events are called and when they were is data of the conflict; how a language says that
something is dated by them is data of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dateline.model import Basis, CalendarEntry, Conflict, TimexType
from dateline.times.context import Document
from dateline.times.draft import Draft
from dateline.times.language import LanguageData, language
from dateline.times.state import Resolved

_MODS = {"before": "BEFORE", "after": "AFTER", "since": "ON_OR_AFTER", "until": "BEFORE"}


class EventCalendar:
    """The dated events of one conflict as one language refers to them."""

    def __init__(self, conflict: Conflict, data: LanguageData) -> None:
        self._entries = conflict.calendar
        relations = data.relations
        self._relations = {
            word.lower(): name
            for name in ("since", "until", "before", "after")
            for word in getattr(relations, name)
        }
        self._pattern = self._compile(data) if self._entries and self._relations else None

    def _compile(self, data: LanguageData) -> re.Pattern[str]:
        names = _listed([name for entry in self._entries for name in entry.names])
        nouns = rf"(?:{_listed(data.begin_nouns)})\s+" if data.begin_nouns else ""
        nouns = rf"(?:(?:the\s+)?{nouns})?" if nouns else ""
        verbs = rf"(?:\s+(?:\w+\s+){{0,3}}?(?:{_listed(data.begin_verbs)})\b)?"
        return re.compile(
            rf"\b(?P<relation>{_listed(list(self._relations))})\s+{nouns}"
            rf"(?:[\w'’-]+\s+){{0,3}}?(?P<name>{names})\b"
            rf"{verbs if data.begin_verbs else ''}",
            re.IGNORECASE,
        )

    def find(self, text: str, document: Document) -> Iterator[Resolved]:
        """Expressions that date something by an event of the calendar."""
        if self._pattern is None:
            return
        for found in self._pattern.finditer(text):
            entry = self._entry(found["name"], document.day)
            if entry is not None:
                relation = self._relations[re.sub(r"\s+", " ", found["relation"].lower())]
                yield _resolved(found, entry, relation)

    def _entry(self, name: str, seen: date | None) -> CalendarEntry | None:
        """The latest entry of that name that had begun when the report was published."""
        low = name.lower()
        fitting = [
            e for e in self._entries
            if low in (n.lower() for n in e.names)
            and (seen is None or date.fromisoformat(e.start) <= seen)
        ]  # fmt: skip
        return max(fitting, key=lambda e: e.start, default=None)


def _resolved(found: re.Match[str], entry: CalendarEntry, relation: str) -> Resolved:
    start, end = found.span()
    draft = Draft(
        start=start, end=end, text=found[0], make="calendar", direction=relation,
        year=int(entry.start[:4]),
    )  # fmt: skip
    over = relation == "after" and entry.end is not None
    value = entry.end if over and entry.end else entry.start
    return Resolved(
        draft=draft, type=TimexType.DATE, value=value, mod=_MODS[relation],
        basis=Basis.RELATIVE, why=f"{found['name']}: {value} in the conflict's calendar",
    )  # fmt: skip


def _listed(words: Sequence[str]) -> str:
    escaped = (re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return "|".join(sorted(escaped, key=len, reverse=True))


@lru_cache(maxsize=64)
def event_calendar(conflict: Conflict, code: str) -> EventCalendar:
    """The calendar of a conflict in a shipped language."""
    return EventCalendar(conflict, language(code))
