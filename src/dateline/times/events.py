"""The conflict's own calendar: 'since the invasion began', 'before the war'.

What the events are called and when they were is data of the conflict; how a language says that
something is dated by them is data of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from dateline.model import Basis, CalendarEntry, Conflict, TimexType
from dateline.times.context import Document
from dateline.times.draft import Draft
from dateline.times.language import LanguageData, language
from dateline.times.state import Resolved

_YEAR = re.compile(r"(?:\s+\w+){0,2}?\s+\w{1,2}\s+(\d{4})\b")
_MODS = {"before": "BEFORE", "after": "AFTER", "since": "ON_OR_AFTER", "until": "BEFORE"}


class EventCalendar:
    """The dated events of one conflict as one language refers to them."""

    def __init__(self, conflict: Conflict, data: LanguageData) -> None:
        self._entries = tuple(_add_names(entry, data) for entry in conflict.calendar)
        relations = data.relations
        self._relations = {
            word.lower(): name
            for name in ("since", "until", "before", "after")
            for word in getattr(relations, name)
        }
        self._pattern = self._compile(data) if self._entries and self._relations else None

    def _compile(self, data: LanguageData) -> re.Pattern[str]:
        names = _one_of([name for entry in self._entries for name in entry.names])
        words = data.events
        bare = [w for w, name in self._relations.items() if name in words.bare]
        between = rf"(?:[\w'’-]+\s+){{0,{words.between}}}?"
        starts = [rf"(?P<relation>{_one_of(bare)})\s+{between}(?P<name>{names})\b"]
        if words.begin_nouns:
            begun = rf"(?:[\w'’]+\s+)?(?:{_one_of(words.begin_nouns)})\s+(?:[\w'’-]+\s+){{0,3}}?"
            every = _one_of(list(self._relations))
            starts.insert(0, rf"(?P<begun>{every})\s+{begun}(?P<of>{names})\b")
        verbs = ""
        if words.begin_verbs:
            verbs = rf"(?:\s+(?:\w+\s+){{0,3}}?(?:{_one_of(words.begin_verbs)})\b)?"
        firsts = re.escape("".join(sorted({word[0] for word in self._relations})))
        return re.compile(rf"\b(?=[{firsts}])(?:{'|'.join(starts)}){verbs}", re.IGNORECASE)

    def find(self, text: str, document: Document) -> Iterator[Resolved]:
        """Expressions that date something by an event of the calendar."""
        if self._pattern is None:
            return
        for found in self._pattern.finditer(text):
            told = _YEAR.match(text, found.end())
            groups = found.groupdict()
            name = groups["name"] or groups.get("of") or ""
            entry = self._find_entry(name, document.day, year=told and told[1])
            if entry is not None:
                word = groups["relation"] or groups.get("begun") or ""
                relation = self._relations[re.sub(r"\s+", " ", word.lower())]
                yield _resolved(found, entry, name, relation)

    def _find_entry(
        self, name: str, seen: date | None, *, year: str | None
    ) -> CalendarEntry | None:
        """The latest entry of that name, and of that year if one is told, that had begun when the
        report was published."""
        low = " ".join(name.lower().replace("’", "'").split())
        fitting = [
            e for e in self._entries
            if low in (n.lower() for n in e.names)
            and (year is None or e.start.startswith(year))
            and (seen is None or date.fromisoformat(e.start) <= seen)
        ]  # fmt: skip
        return max(fitting, key=lambda e: e.start, default=None)


def _add_names(entry: CalendarEntry, data: LanguageData) -> CalendarEntry:
    """An entry with its names in the language too."""
    more = (name for known in entry.names for name in data.events.names.get(known, ()))
    return replace(entry, names=(*entry.names, *more))


def _resolved(found: re.Match[str], entry: CalendarEntry, name: str, relation: str) -> Resolved:
    start, end = found.span()
    draft = Draft(
        start=start, end=end, text=found[0], make="calendar", direction=relation,
        year=int(entry.start[:4]),
    )  # fmt: skip
    over = relation == "after" and entry.end is not None
    value = entry.end if over and entry.end else entry.start
    return Resolved(
        draft=draft, type=TimexType.DATE, value=value, mod=_MODS[relation],
        basis=Basis.RELATIVE, why=f"{name}: {value} in the conflict's calendar",
    )  # fmt: skip


def _one_of(words: Sequence[str]) -> str:
    escaped = (re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words)
    return "|".join(sorted(escaped, key=len, reverse=True))


@lru_cache(maxsize=64)
def event_calendar(conflict: Conflict, code: str) -> EventCalendar:
    """The calendar of a conflict in a shipped language."""
    return EventCalendar(conflict, language(code))
