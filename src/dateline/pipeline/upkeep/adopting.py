"""Places that deeds without one take from others, by name or from like tellings, as reports come.

Invariant: what `adopt_places` gives among all deeds. A deed's place hangs on the deeds of its
family and days that share a rare word with it, or at whose place a name in its words is; where one
of these changes, it is looked for again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

import msgspec

from dateline.fusion.adopted_places import (
    BESIDE,
    MOST,
    NO_DAYS,
    Index,
    common_place,
    days_beside,
    days_lent,
    days_named,
    find_like,
    find_named,
    first_words,
    index_lenders,
    index_names,
    is_placeless,
    is_unplaced,
    lends_place,
    longest,
    named_place,
    names_lent,
    reach_of_names,
    words_sought,
)
from dateline.fusion.deed_places import Spot
from dateline.fusion.deeds import Days, Deed
from dateline.fusion.words_told import text_around
from dateline.pipeline.upkeep.keys import key_of
from dateline.pipeline.upkeep.reading import Prepared, Reader, encode_adopted
from dateline.store import KeptLike

NAMED = "\x1f"
"""Stands before each name that a deed lends: such a row has no other trigger."""
LAST_DAY = 10_000_000
"""A day after all others."""
ByWord = dict[str, list[KeptLike]]


class Adopting:
    """Follows what changed reports change in which deeds take which places."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._tables = reader.tables
        self._lenders: dict[tuple[int, Days], ByWord] = {}

    def replace_places(self, reports: Sequence[Prepared]) -> list[Prepared]:
        """Takes the deeds of changed reports for those that they had; the other reports of which
        some deed is at another place now."""
        changed: set[KeptLike] = set()
        for report in reports:
            kept, fresh = self._tables.like_in(report.number), set(_rows(report))
            self._tables.replace_like(kept - fresh, fresh - kept)
            changed |= kept ^ fresh
        self._lenders.clear()
        own = {report.number for report in reports}
        seeking = self._seeking(changed)
        others = self._reader.numbered(seeking - own)
        return [r for r in (*reports, *others) if self._adopt(r) and r.number not in own]

    def _seeking(self, changed: Iterable[KeptLike]) -> set[int]:
        """The reports that seek places in words of these."""
        lenders: dict[tuple[int, int, int], set[str]] = defaultdict(set)
        for row in changed:
            if row.lends:
                lenders[row.key, *_days_of_seekers(row)].update(row.words.split())
        found: set[int] = set()
        for (key, first, last), words in lenders.items():
            rows = self._between(key, (first, last), lends=False)
            found |= {row.report for row in rows if not words.isdisjoint(row.words.split())}
        return found

    def _adopt(self, report: Prepared) -> bool:
        """Gives a report's deeds the places that they take now; whether one is another."""
        places = {deed.key: self._place_of(deed) for deed in report.placed}
        found = {key: spot for key, spot in places.items() if spot is not None}
        if found == report.adopted:
            return False
        self._tables.keep_adopted(report.number, encode_adopted(found))
        report.adopt(found)
        return True

    def _place_of(self, deed: Deed) -> Spot | None:
        """The place that a deed takes, by name first."""
        named = named_place(self._find_named(deed)) if is_unplaced(deed) else None
        if named is None and is_placeless(deed):
            return common_place(self._find_like(deed))
        return named

    def _between(self, key: int, days: Days, *, lends: bool) -> list[KeptLike]:
        return self._tables.like_between(key, days, lends=lends, slack=longest())

    def _find_like(self, deed: Deed) -> list[Deed]:
        trigger = deed.fact.event.trigger.text.casefold()
        telling, rows = _tell_apart(deed.words, [self._lent(_key(deed), days_beside(deed))])
        near = {row.report for row in rows if _may_be_like(row, deed, trigger)}
        return find_like(deed, _under(telling, index_lenders(self._deeds_of(near))))

    def _find_named(self, deed: Deed) -> list[Deed]:
        text, key = text_around(deed.fact), _name_key(deed)
        lent = [self._lent(key, days_named(deed)), self._lent(key, NO_DAYS)]
        telling, rows = _tell_apart(words_sought(text), lent)
        near = {row.report for row in rows if _may_be_named(row, text)}
        return find_named(deed, _under(telling, index_names(self._deeds_of(near))))

    def _lent(self, key: int, days: Days) -> ByWord:
        """What deeds of these days lend, by word; read once while nothing changes."""
        found = self._lenders.get((key, days))
        if found is None:
            found = self._lenders[key, days] = defaultdict(list)
            for row in self._between(key, days, lends=True):
                for word in row.words.split():
                    found[word].append(row)
        return found

    def _deeds_of(self, reports: Iterable[int]) -> list[Deed]:
        return [deed for report in self._reader.numbered(reports) for deed in report.placed]


def _days_of_seekers(row: KeptLike) -> Days:
    """The days of those that may take what a deed lends."""
    if not row.trigger.startswith(NAMED):
        return row.first - BESIDE, row.last + BESIDE
    if (row.first, row.last) == NO_DAYS:
        return NO_DAYS[0], LAST_DAY
    return row.first - reach_of_names(), row.last + reach_of_names()


def _tell_apart(words: Iterable[str], lent: Sequence[ByWord]) -> tuple[set[str], list[KeptLike]]:
    """Of some words those under which no more is lent than tells apart, and what is."""
    found = {word: [row for told in lent for row in told.get(word, ())] for word in words}
    telling = {word for word, rows in found.items() if len(rows) <= MOST}
    return telling, [row for word in telling for row in found[word]]


def _under(words: Container[str], index: Index) -> Index:
    return {key: told for key, told in index.items() if key[1] in words}


def _may_be_like(row: KeptLike, deed: Deed, trigger: str) -> bool:
    return row.trigger == trigger or len(deed.words.intersection(row.words.split())) > 1


def _may_be_named(row: KeptLike, text: str) -> bool:
    return any(name in text for name in row.trigger.split(NAMED)[1:])


def _rows(report: Prepared) -> Iterator[KeptLike]:
    """What a report's deeds lend and seek."""
    for deed in report.placed:
        lends = lends_place(deed)
        if (lends or is_placeless(deed)) and deed.days is not None and deed.words:
            trigger = deed.fact.event.trigger.text.casefold()
            words = " ".join(sorted(deed.words))
            compared = _compared(deed) if lends else 0
            yield KeptLike(
                _key(deed), lends, *deed.days, report.number, deed.key, trigger, words, compared
            )  # fmt: skip
        yield from _name_rows(report, deed)


def _name_rows(report: Prepared, deed: Deed) -> Iterator[KeptLike]:
    """The names that a deed lends, and the words in which it seeks one."""
    names = sorted(set(names_lent(deed)))
    if names:
        words, trigger = first_words(names), "".join(NAMED + name for name in names)
        yield _name_row(report, deed, days_lent(deed), words, trigger, lends=True)
    if is_unplaced(deed) and deed.days is not None:
        words = words_sought(text_around(deed.fact))
        if words:
            yield _name_row(report, deed, deed.days, words, "", lends=False)


def _name_row(
    report: Prepared, deed: Deed, days: Days, words: Iterable[str], trigger: str, *, lends: bool
) -> KeptLike:
    told, compared = " ".join(sorted(words)), _compared(deed) if lends else 0
    return KeptLike(_name_key(deed), lends, *days, report.number, deed.key, trigger, told, compared)


def _compared(deed: Deed) -> int:
    """The number of what decides whether others take a deed's place, beside its words, and of the
    place that they take."""
    fact = deed.fact
    told = (
        fact.event.type, fact.denied, fact.sides, fact.camp, fact.hour, deed.gain, deed.loss,
        deed.days, deed.window, deed.exact, deed.of_report, deed.recalled, deed.spot,
    )  # fmt: skip
    return key_of("lent", msgspec.json.encode(told, order="deterministic").decode())


def _key(deed: Deed) -> int:
    return key_of("like", deed.family)


def _name_key(deed: Deed) -> int:
    """The key of the names that deeds of a family lend and seek."""
    return key_of("name", deed.family)
