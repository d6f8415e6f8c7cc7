"""Times counted from something else: 'two days after the raid', 'за день до штурму'.

What they are counted from is, in this order: a date or an event of the conflict's calendar that
follows them in the clause; a day that the report tells of with the same noun elsewhere; nothing
that is known, which leaves an open interval and never the day of publication itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Basis, Interval, TimexType
from dateline.times.calendar import days_of, shifted, value_of
from dateline.times.context import Document
from dateline.times.interval import interval_of
from dateline.times.language import Counting, TenseData, language
from dateline.times.precision import ucdp_precision
from dateline.times.reader import after, before
from dateline.times.state import Resolved
from dateline.times.tense import Tense

_CLAUSE = re.compile(r"[,.;:!?()\n]|\s[–—-]\s")
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_REACH = 60  # characters from the word of counting to what it counts from
_SOON = 150  # characters
_APPOSED = re.compile(r",\s(?:\w+\s)?")
_NOUNS = 5  # words in which the noun of an event stands
_MAKES = ("duration", "ago", "relunit", "partday")
_HOURS = ("TH", "TM", "TS")


class Counted(Struct, frozen=True, gc=False, kw_only=True):
    """What is counted from something: by the position of the expression, with its interval; and
    the positions of the dates that are now a part of such an expression."""

    made: Mapping[int, tuple[Resolved, Interval]]
    taken: frozenset[int]


class _Offset(Struct, frozen=True, gc=False, kw_only=True):
    """An expression with a word of counting: `sign` 1 after, -1 before; `tail`: where the words
    of what it is counted from begin."""

    index: int
    resolved: Resolved
    sign: int
    tail: int


class Counter:
    """The words of counting of one language."""

    def __init__(self, data: Counting, tense: TenseData) -> None:
        self._tense = Tense(tense)
        self._words = {1: _listed(data.after), -1: _listed(data.before)}
        self._stops = frozenset(data.stops)
        self._light = frozenset(data.light)
        self._lasting = _listed(data.lasting)["before"]

    def find(self, text: str, found: Sequence[Resolved], document: Document) -> Counted:
        """The expressions of a text that are counted from something."""
        made: dict[int, tuple[Resolved, Interval]] = {}
        taken: set[int] = set()
        for index, resolved in enumerate(found):
            if index in taken or not _countable(resolved):
                continue
            following = found[index + 1] if index + 1 < len(found) else None
            offset = self._offset(text, index, resolved)
            if offset is None or (following and _length_follows(offset, following)):
                continue
            counted = None
            if index and (same := _same_as(found[index - 1], resolved, text)):
                made[index] = _count_back(offset, same, document)
                continue
            if following is not None and self._reaches(offset, following, text):
                counted = _count_from(offset, following, text, document, basis=Basis.RELATIVE)
                taken.add(index + 1)
            elif told := self._find_told_day(text, offset, found) or self._just_told(offset, found):
                counted = _count_from(offset, told, text, document, basis=Basis.INFERRED)
            made[index] = counted or self._leave_open(text, offset, document)
        return Counted(made=made, taken=frozenset(taken))

    def _offset(self, text: str, index: int, resolved: Resolved) -> _Offset | None:
        draft = resolved.draft
        if self._lasting.search(text[max(0, draft.start - 24) : draft.start]):
            return None
        for sign, words in self._words.items():
            inside = words["end"].search(draft.text)
            beside = words["next"].match(text, draft.end)
            if not inside and not beside:
                continue
            tail = beside.end() if beside else draft.end
            following = _WORD.match(text, tail + 1) if text[tail : tail + 1] == " " else None
            numbered = text[tail + 1 : tail + 2].isdigit()
            if not numbered and (following is None or following[0].lower() in self._stops):
                return None
            return _Offset(index=index, resolved=resolved, sign=sign, tail=tail)
        return None

    def _reaches(self, offset: _Offset, following: Resolved, text: str) -> bool:
        """Whether the next expression is what this one is counted from."""
        draft = following.draft
        if following.type not in (TimexType.DATE, TimexType.TIME) or draft.end <= offset.tail:
            return False
        if (following.value or "").endswith("_REF"):
            return False
        start = draft.start
        if start < offset.tail:  # the calendar's expressions begin with the word of counting
            return draft.make == "calendar"
        between = text[offset.tail : start]
        return len(between) <= _REACH and not _CLAUSE.search(between)

    def _find_told_day(
        self, text: str, offset: _Offset, found: Sequence[Resolved]
    ) -> Resolved | None:
        """The day that another sentence tells of with the same noun."""
        stems = self._list_stems(text, offset.tail)
        if not stems:
            return None
        own = _sentence(text, offset.resolved.draft.start)
        days = [
            other for other in found
            if other.type in (TimexType.DATE, TimexType.TIME)
            and not own[0] <= other.draft.start < own[1]
            and _one_day(other)
            and _speaks(text, other.draft.start, stems)
        ]  # fmt: skip
        earlier = [other for other in days if other.draft.start < own[0]]
        return earlier[-1] if earlier else (days[0] if days else None)

    def _just_told(self, offset: _Offset, found: Sequence[Resolved]) -> Resolved | None:
        """The day told of just before, which 'hours after' and 'the day after' count from."""
        draft = offset.resolved.draft
        soon = draft.unit in _HOURS or draft.make == "relunit"
        if not soon or not offset.index:
            return None
        last = found[offset.index - 1]
        close = draft.start - last.draft.end <= _SOON
        return (
            last
            if close and last.type in (TimexType.DATE, TimexType.TIME) and _one_day(last)
            else None
        )

    def _leave_open(
        self, text: str, offset: _Offset, document: Document
    ) -> tuple[Resolved, Interval]:
        """Counted from something that nothing dates: on one side of the report's last day."""
        draft = offset.resolved.draft
        last = document.last.date().isoformat() if document.last else None
        ahead = self._tense.direction(before(text, draft.start), after(text, offset.tail)) > 0
        interval = Interval(
            earliest=last if ahead else None, latest=None if ahead else last, date_prec=None,
            basis=Basis.RELATIVE if last else Basis.UNKNOWN,
            why=f"counted from what is not dated; {'from' if ahead else 'up to'} publication",
        )  # fmt: skip
        value = offset.resolved.value
        if offset.resolved.type is not TimexType.DURATION and (draft.unit or "D") == "D":
            value = "XXXX-XX-XX" + (f"T{draft.part}" if draft.part else "")
        return replace(offset.resolved, value=value), interval

    def _list_stems(self, text: str, tail: int) -> tuple[str, ...]:
        stop = _CLAUSE.search(text, tail, tail + _REACH)
        clause = text[tail : stop.start() if stop else tail + _REACH]
        words = _WORD.findall(clause)[:_NOUNS]
        return tuple(
            _cut_ending(w) for w in words if w.islower() and len(w) > 3 and w not in self._light
        )


def _countable(resolved: Resolved) -> bool:
    """Whether an expression is a length, or a day, that counts from what is told."""
    draft = resolved.draft
    if draft.make == "relunit":
        return draft.story
    if draft.make == "ago":
        return draft.direction == "hence"
    return draft.make in _MAKES and draft.shift is None


def _same_as(last: Resolved, resolved: Resolved, text: str) -> Resolved | None:
    """The day that an expression is in apposition to: 'on Tuesday, two days after the raid'."""
    between = text[last.draft.end : resolved.draft.start]
    dated = last.type in (TimexType.DATE, TimexType.TIME) and _one_day(last)
    return last if dated and _APPOSED.fullmatch(between) else None


def _count_back(offset: _Offset, same: Resolved, document: Document) -> tuple[Resolved, Interval]:
    """A length that stands beside the day of its end: it tells when that was which it counts from,
    so 'taken on Friday, a day after it was shelled' has Thursday for what follows."""
    told = interval_of(same, document)
    back = replace(offset, sign=-offset.sign)
    first = _move_by(told.earliest, back) if told.earliest else None
    last = _move_by(told.latest, back) if told.latest else None
    earliest, latest = (first[0].isoformat() if first else None), told.latest
    if first is not None and last is not None:
        latest = last[1].isoformat()
    interval = Interval(
        earliest=earliest, latest=latest, date_prec=ucdp_precision(earliest, latest),
        basis=Basis.RELATIVE, why=f"what follows, counted back from {same.draft.text!r}",
    )  # fmt: skip
    return offset.resolved, interval


def _length_follows(offset: _Offset, following: Resolved) -> bool:
    """Whether a length is all that it is counted from: 'two days to a week'."""
    length = following.type is TimexType.DURATION
    return length and following.draft.start - offset.tail <= 2


def _listed(words: Sequence[str]) -> dict[str, re.Pattern[str]]:
    listed = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) or "(?!)"
    return {
        "end": re.compile(rf"(?<=\s)(?:{listed})$", re.IGNORECASE),
        "next": re.compile(rf"\s(?:{listed})\b", re.IGNORECASE),
        "before": re.compile(rf"\b(?:{listed})\s+$", re.IGNORECASE),
    }


def _cut_ending(word: str) -> str:
    size = len(word)
    return word[: size - 3] if size > 7 else word[: size - 1] if size > 4 else word


def _sentence(text: str, at: int) -> tuple[int, int]:
    start = 0
    for stop in _SENTENCE.finditer(text, max(0, at - 1000), at):
        start = stop.end()
    end = _SENTENCE.search(text, at)
    return start, end.start() if end else len(text)


def _speaks(text: str, at: int, stems: Sequence[str]) -> bool:
    start, end = _sentence(text, at)
    words = [word.lower() for word in _WORD.findall(text[start:end])]
    return any(word.startswith(stem) for stem in stems for word in words)


def _one_day(resolved: Resolved) -> bool:
    days = days_of((resolved.value or "").split("T")[0])
    return days is not None and days[0] == days[1]


def _count_from(
    offset: _Offset, anchor: Resolved, text: str, document: Document, *, basis: Basis
) -> tuple[Resolved, Interval] | None:
    """The expression counted from another one; its words too where they follow it."""
    draft = offset.resolved.draft
    joined = basis is Basis.RELATIVE
    end = max(draft.end, anchor.draft.end) if joined else max(draft.end, offset.tail)
    told = interval_of(anchor, document)
    if told.earliest is None or told.latest is None:
        return None
    first, last = _move_by(told.earliest, offset), _move_by(told.latest, offset)
    if first is None or last is None:
        return None
    earliest, latest = first[0].isoformat(), last[1].isoformat()
    interval = Interval(
        earliest=earliest, latest=latest, date_prec=ucdp_precision(earliest, latest), basis=basis,
        why=f"counted from {anchor.draft.text!r}"
        + ("" if joined else ", which the report tells of"),
    )  # fmt: skip
    value = earliest if earliest == latest else value_of(first[0], draft.unit or "D")
    widened = replace(draft, end=end, text=text[draft.start : end])
    made = replace(offset.resolved, draft=widened, type=TimexType.DATE, value=value, basis=basis)
    return made, interval


def _move_by(iso: str, offset: _Offset) -> tuple[date, date] | None:
    """The days that lie so far from a day; as wide as the unit of counting."""
    day, draft = date.fromisoformat(iso[:10]), offset.resolved.draft
    unit = draft.unit or "D"
    if unit in _HOURS:
        count = 0 if draft.some or draft.num is None or unit != "TH" else int(draft.num // 24)
        moved = day + timedelta(days=offset.sign * count)
        other = moved + timedelta(days=offset.sign) if unit == "TH" else moved
        return min(moved, other), max(moved, other)
    if draft.some:
        return None
    end = shifted(day, unit, offset.sign * (draft.num or 1))
    if end is None:
        return None
    return days_of(value_of(end, unit)) if unit != "D" else (end, end)


@cache
def counter(code: str) -> Counter:
    """The words of counting of a shipped language."""
    data = language(code)
    return Counter(data.counting, data.tense)
