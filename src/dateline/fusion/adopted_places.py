"""Deeds without a place that other reports tell of one place only: they take it from there.

"The sixth reactor was shut down" tells no place; where every other report of those days that tells
of a shutdown in like words has it at one plant, it is that plant's. "The army retook Amiriya" names
a place that was not seen to be one; where a report of those days has a like deed at a place of
that name, it is there. Invariant: one candidate place, never the nearest or the most frequent of
several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Deed, place_deed, shipped_rules
from dateline.fusion.linkage import day_level, is_kin_type, opposed
from dateline.fusion.words_told import text_around
from dateline.model import ToponymKind
from dateline.text.transliterate import match_key

MOST = 100
"""Deeds of one word beyond which it tells nothing apart."""
LIKE = 2
"""Rare words in common from which two tell in like words; one is enough beside the same trigger."""
LEAST = 4
"""Letters of a name that is looked for in words."""
_WORD = re.compile(r"\w+")
Index = Mapping[tuple[str, str], Sequence[Deed]]
"""Placed deeds by family and rare word."""


def adopt_places(deeds: Iterable[Deed]) -> list[Deed]:
    """The deeds, those without a place at the one that they name or that all like ones have."""
    given = list(deeds)
    index, names = _index(given), _name_index(given)
    return [_adopt(d, index, names) for d in given]


def adoption_pairs(deeds: Sequence[Deed]) -> Iterable[tuple[Deed, Deed]]:
    """Every placeless deed with each that its place may come from, or be doubtful through."""
    index, names = _index(deeds), _name_index(deeds)
    for deed in deeds:
        if is_placeless(deed):
            yield from ((deed, other) for other in find_like(deed, index))
        if is_unplaced(deed):
            yield from ((deed, other) for other in find_named(deed, names))


def _adopt(deed: Deed, index: Index, names: Index) -> Deed:
    if is_unplaced(deed):
        named = {o.spot.key: o.spot for o in find_named(deed, names)}
        if len(named) == 1:
            (spot,) = named.values()
            return place_deed(replace(deed, count=()), replace(spot, grade=Grade.CLAIM, role=None))
    return _adopted(deed, find_like(deed, index)) if is_placeless(deed) else deed


def is_unplaced(deed: Deed) -> bool:
    """Whether it names no settlement or site itself."""
    return not deed.wide and not deed.spot.place_is_told and deed.days is not None


def find_named(deed: Deed, names: Index) -> list[Deed]:
    """Deeds of other reports of its family and days, at a place whose written name stands in the
    words around its own."""
    text = text_around(deed.fact)
    near = {o.key: o for w in _WORD.findall(text) for o in names.get((deed.family, w), ())}
    return [o for _, o in sorted(near.items()) if _is_named(deed, o, text)]


def _is_named(a: Deed, b: Deed, text: str) -> bool:
    if a.fact.report == b.fact.report or day_level(a, b) in ("apart", "long"):
        return False
    told = " ".join(t.text for t in a.fact.named)
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None and name not in told
        for name in _names_of(b)
    )


def _names_of(deed: Deed) -> Iterable[str]:
    """The names of its place as written there, where they are names that a word of the language
    is not: in capitals, or in a script without them."""
    return (
        t.text
        for t in deed.fact.named
        if t.kind is ToponymKind.LITERAL
        and match_key(t.text) in deed.spot.names
        and len(t.text) >= LEAST
        and not t.text[0].islower()
    )


def is_placeless(deed: Deed) -> bool:
    """Whether it is a single deed that no place at all is told for."""
    single = not deed.count and deed.fact.event.type not in shipped_rules().lasting
    return deed.spot.grade is Grade.NONE and single and deed.days is not None


def find_like(deed: Deed, index: Index) -> list[Deed]:
    """Deeds of other reports at a place, in like words and of those days."""
    near = {o.key: o for w in sorted(deed.words) for o in index.get((deed.family, w), ())}
    return [o for _, o in sorted(near.items()) if _is_like(deed, o)]


def _is_like(a: Deed, b: Deed) -> bool:
    if a.fact.report == b.fact.report or a.fact.denied != b.fact.denied or opposed(a, b):
        return False
    if not is_kin_type(a, b) or day_level(a, b) not in ("day", "near", "next"):
        return False
    shared = len(a.words & b.words)
    same = a.fact.event.trigger.text.casefold() == b.fact.event.trigger.text.casefold()
    return shared >= LIKE or (shared == 1 and same)


def _adopted(deed: Deed, like: Sequence[Deed]) -> Deed:
    if len({o.spot.key for o in like}) != 1:
        return deed
    spot = like[0].spot
    return place_deed(deed, replace(spot, grade=Grade.STORY, role=None))


def _index(deeds: Iterable[Deed]) -> Index:
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.spot.place_is_own:
            for word in deed.words:
                found[deed.family, word].append(deed)
    return {key: told for key, told in found.items() if len(told) <= MOST}


def _name_index(deeds: Iterable[Deed]) -> Index:
    """Placed deeds by family and first word of the written name of their place."""
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.spot.place_is_own:
            for word in {_WORD.findall(name)[0] for name in _names_of(deed)}:
                found[deed.family, word].append(deed)
    return {key: told for key, told in found.items() if len(told) <= MOST}
