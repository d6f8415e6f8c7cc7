"""A named year carries on: "In 2014 they took Sanaa. On 21 September they entered the palace."

Invariant: a year is carried only within its paragraph, over at most two ends of sentences, never
past an expression that counts from publication, and never to a day after publication.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from dateline.model import Basis
from dateline.times.draft import Draft
from dateline.times.language import LanguageData

_WINDOW = 160
_STOP = re.compile(r"[.!?;]\s+(?=\W*[^\W\d_a-zа-яёіїєґ]|\W*\d)|\n")
_CLOSED = re.compile(r"[.!?,;:)]|$|\s*\n")
_LEADING = 3  # words of its sentence before a year that opens it
_HEADING = 70  # characters of a line that may be a heading
_BESIDE = 5  # characters between "last year" and the month that is of it
# ends of sentences that a year is carried over: one that opened its sentence, and any other
_LEADING_ENDS, _OTHER_ENDS = 2, 1
_NEW_YEAR = 8  # months back from which on a story has gone on into the next year


class Told(Struct, frozen=True, gc=False, kw_only=True):
    """A year that a sentence tells of: `month` is the last one named in it, `end` where it was
    told last, `leads` whether it opened its sentence, `beside` whether only what stands next to
    it is of it ("last year in March")."""

    year: int
    month: int | None
    end: int
    leads: bool
    beside: bool = False


class YearTeller:
    """Says which expressions of a text tell a year, and which dates without one take it."""

    def __init__(self, text: str, data: LanguageData) -> None:
        relations = data.relations
        self._text = text
        self._within = _ending(relations.within)
        opened = (relations.since, relations.until, relations.before, relations.after, relations.by)
        self._opened = _ending((*(w for words in opened for w in words), *relations.range_open))
        self._until = _ending(relations.until_only)
        self._aside = re.compile(rf"\b(?:{_listed(relations.aside)})\b", re.IGNORECASE)
        self._can_tell = bool(relations.within)

    def tell(self, draft: Draft, value: str | None, basis: Basis) -> Told | None:
        """The year that an expression tells the sentences after it, if it does."""
        if not self._can_tell or value is None or not value[:4].isdigit():
            return None
        year = int(value[:4])
        if draft.make == "relunit" and draft.unit == "Y" and len(value) == 4:
            return Told(year=year, month=None, end=draft.end, leads=False, beside=True)
        if draft.make != "date" or basis is not Basis.STATED or draft.bc:
            return None
        head = self._sentence_before(draft.start)
        placed = (
            not self._opened.search(head) if draft.day is not None else self._within.search(head)
        )
        leads = len(head.split()) <= _LEADING and "," not in head
        closes = _CLOSED.match(self._text, draft.end) and not self._aside.search(head)
        if not placed or not (leads or closes):
            return None
        return Told(year=year, month=draft.month, end=draft.end, leads=leads)

    def year_for(self, told: Told, draft: Draft, day: date) -> int | None:
        """The year of a date without one, as told before it; None where it is not of that year."""
        between = self._text[told.end : draft.start]
        ends = len(_STOP.findall(between))
        if (
            "\n" in between
            or ends > (_LEADING_ENDS if told.leads else _OTHER_ENDS)
            or draft.month is None
        ):
            return None
        if told.beside and (ends or len(between) > _BESIDE):
            return None
        if not (ends or told.leads or told.beside):
            return None
        year = told.year
        if told.month is not None and told.month - draft.month >= _NEW_YEAR:
            year += 1
        return (
            year if (year, draft.month, draft.day or 1) <= (day.year, day.month, day.day) else None
        )

    def opens(self, draft: Draft) -> bool:
        """Whether an expression stands in a heading or at the beginning of a paragraph."""
        start = self._text.rfind("\n", 0, draft.start) + 1
        end = self._text.find("\n", draft.end)
        line = self._text[start : end if end >= 0 else None].rstrip()
        if len(line) <= _HEADING and not line.endswith((".", ":", ";")):
            return True
        return start > 0 and len(self._text[start : draft.start].split()) <= _LEADING

    def is_aside(self, draft: Draft) -> bool:
        """Whether an expression is told by the way or is an end: "who fled in", "until"."""
        head = self._sentence_before(draft.start)
        return bool(self._aside.search(head) or self._until.search(head))

    def _sentence_before(self, start: int) -> str:
        window = self._text[max(0, start - _WINDOW) : start]
        return _STOP.split(window)[-1]


def _ending(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{_listed(words)})\s+$", re.IGNORECASE)


def _listed(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or r"(?!)"
