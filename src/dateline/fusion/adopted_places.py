"""Deeds without a place that other reports tell of one place only: they take it from there.

"The sixth reactor was shut down" tells no place; where every other report of those days that tells
of a shutdown in like words has it at one plant, it is that plant's. "The army retook Amiriya" names
a place that was not seen to be one; where a report of those days has a like deed at a place of
that name, it is there. Invariant: one candidate place, never the nearest or the most frequent of
several.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from dateline.fusion.deed_places import Grade, Spot
from dateline.fusion.deeds import Days, Deed, place_deed, shipped_rules
from dateline.fusion.linkage import LATER, day_level, is_kin_type, opposed
from dateline.fusion.words_told import text_around
from dateline.model import ToponymKind
from dateline.text.transliterate import match_key

MOST = 100
"""Deeds of one word and of those days beyond which it tells nothing apart."""
LIKE = 2
"""Rare words in common from which two tell in like words; one is enough beside the same trigger."""
BESIDE = 1
"""Days that two like tellings may lie apart."""
LEAST = 4
"""Letters of a name that is looked for in words."""
NO_DAYS = (0, 0)
"""The days of a deed of which no day is known."""
_WORD = re.compile(r"\w+")
Index = Mapping[tuple[str, str], Sequence[Deed]]
"""Placed deeds by family and rare word, in the order of their first days."""


def adopt_places(deeds: Iterable[Deed]) -> list[Deed]:
    """The deeds, those without a place at the one that they name or that all like ones have."""
    given = list(deeds)
    index, names = index_lenders(given), index_names(given)
    return [place_as(d, _adopted(d, index, names)) for d in given]


def adoption_pairs(deeds: Sequence[Deed]) -> Iterable[tuple[Deed, Deed]]:
    """Every placeless deed with each that its place may come from, or be doubtful through."""
    index, names = index_lenders(deeds), index_names(deeds)
    for deed in deeds:
        if is_placeless(deed):
            yield from ((deed, other) for other in find_like(deed, index))
        if is_unplaced(deed):
            yield from ((deed, other) for other in find_named(deed, names))


def _adopted(deed: Deed, index: Index, names: Index) -> Spot | None:
    named = named_place(find_named(deed, names)) if is_unplaced(deed) else None
    if named is None and is_placeless(deed):
        return common_place(find_like(deed, index))
    return named


def place_as(deed: Deed, spot: Spot | None) -> Deed:
    """A deed at a place that others tell, where it is no count of many; None: as its report tells
    it."""
    return deed if spot is None else place_deed(replace(deed, count=()), spot)


def is_unplaced(deed: Deed) -> bool:
    """Whether it names no settlement or site itself."""
    return not deed.wide and not deed.spot.place_is_told and deed.days is not None


def named_place(named: Sequence[Deed]) -> Spot | None:
    """The place of that name; None: there is none, or several are called so."""
    spots = {o.spot.key: o.spot for o in named}
    if len(spots) != 1:
        return None
    (spot,) = spots.values()
    return replace(spot, grade=Grade.CLAIM, role=None)


def find_named(deed: Deed, names: Index) -> list[Deed]:
    """Deeds of other reports of its family and days, at a place whose written name stands in the
    words around its own."""
    text = text_around(deed.fact)
    near = _lenders(deed, words_sought(text), names, days_named(deed))
    return [other for other in near if _is_named(deed, other, text)]


def words_sought(text: str) -> set[str]:
    """The words with which a name in a text may begin: no word in small letters, but one behind a
    mark, with which a name may begin too.

    "planes struck Amiriya" -> {"Amiriya"}
    """
    return {
        m.group()
        for m in _WORD.finditer(text)
        if not m.group()[0].islower() or text[max(0, m.start() - 1) : m.start()].strip()
    }


def _is_named(a: Deed, b: Deed, text: str) -> bool:
    if a.fact.report == b.fact.report or day_level(a, b) in ("apart", "long"):
        return False
    told = " ".join(t.text for t in a.fact.named)
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None and name not in told
        for name in names_lent(b)
    )


def names_lent(deed: Deed) -> list[str]:
    """The names of its place as written there, where they are names that a word of the language
    is not: in capitals, or in a script without them."""
    if not deed.spot.place_is_own:
        return []
    return [
        t.text
        for t in deed.fact.named
        if t.kind is ToponymKind.LITERAL
        and len(t.text) >= LEAST
        and not t.text[0].islower()
        and _WORD.search(t.text) is not None
        and match_key(t.text) in deed.spot.names
    ]


def first_words(names: Iterable[str]) -> set[str]:
    """The first word of each name."""
    return {word.group() for name in names if (word := _WORD.search(name)) is not None}


def _lenders(deed: Deed, words: Iterable[str], index: Index, days: Days) -> list[Deed]:
    """Deeds of a deed's family and of these days that lend a place under one of these words, by
    key; a word under which too many of them do is passed over."""
    near: dict[str, Deed] = {}
    for word in sorted(words):
        told = list(_of_days(days, index.get((deed.family, word), ())))
        if len(told) <= MOST:
            near.update((other.key, other) for other in told)
    return [other for _, other in sorted(near.items())]


def _of_days(days: Days, told: Sequence[Deed]) -> Iterator[Deed]:
    """Those that may be of these days; of which no day is known may be of any."""
    first, last = days
    undated = bisect_right(told, NO_DAYS[0], key=_begins)
    end = bisect_right(told, last, key=_begins)
    start = max(undated, bisect_left(told, first - longest(), key=_begins))
    yield from told[:undated]
    yield from (d for d in told[start:end] if days_lent(d)[1] >= first)


def days_named(deed: Deed) -> Days:
    """The first and last day of deeds whose places it may name."""
    first, last = deed.days or NO_DAYS
    return first - reach_of_names(), last + reach_of_names()


@cache
def reach_of_names() -> int:
    """Days that a deed may lie apart from one whose place it names."""
    rules = shipped_rules()
    told_after = max(rules.told_after, rules.recalled_after)
    return max(LATER, told_after, *rules.once.values(), *rules.sites.values())


@cache
def longest() -> int:
    """Days from the first to the last on which one deed may have been."""
    return max(shipped_rules().deed_days, shipped_rules().untold)


def days_lent(deed: Deed) -> Days:
    """The days on which it was, or may have been as its report is dated."""
    return deed.days or deed.window or NO_DAYS


def _begins(deed: Deed) -> int:
    return days_lent(deed)[0]


def is_placeless(deed: Deed) -> bool:
    """Whether it is a single deed that no place at all is told for."""
    single = not deed.count and deed.fact.event.type not in shipped_rules().lasting
    return deed.spot.grade is Grade.NONE and single and deed.days is not None


def find_like(deed: Deed, index: Index) -> list[Deed]:
    """Deeds of other reports at a place, in like words and of those days."""
    near = _lenders(deed, deed.words, index, days_beside(deed))
    return [other for other in near if _is_like(deed, other)]


def days_beside(deed: Deed) -> Days:
    """The first and last day of deeds that may be told in like words."""
    first, last = deed.days or NO_DAYS
    return first - BESIDE, last + BESIDE


def _is_like(a: Deed, b: Deed) -> bool:
    if a.fact.report == b.fact.report or a.fact.denied != b.fact.denied or opposed(a, b):
        return False
    if not is_kin_type(a, b) or day_level(a, b) not in ("day", "near", "next"):
        return False
    shared = len(a.words & b.words)
    same = a.fact.event.trigger.text.casefold() == b.fact.event.trigger.text.casefold()
    return shared >= LIKE or (shared == 1 and same)


def common_place(like: Sequence[Deed]) -> Spot | None:
    """The place of all these deeds; None: they have none, or several."""
    if len({o.spot.key for o in like}) != 1:
        return None
    return replace(like[0].spot, grade=Grade.STORY, role=None)


def lends_place(deed: Deed) -> bool:
    """Whether others may take the place of a deed."""
    return deed.spot.place_is_own and deed.days is not None


def index_lenders(deeds: Iterable[Deed]) -> Index:
    """The deeds that lend their places, by family and rare word."""
    return _index((deed, deed.words) for deed in deeds if lends_place(deed))


def index_names(deeds: Iterable[Deed]) -> Index:
    """The deeds that lend the names of their places, by family and first word of the name."""
    return _index((deed, first_words(names_lent(deed))) for deed in deeds)


def _index(told: Iterable[tuple[Deed, Iterable[str]]]) -> Index:
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed, words in sorted(told, key=lambda pair: _begins(pair[0])):
        for word in words:
            found[deed.family, word].append(deed)
    return found
