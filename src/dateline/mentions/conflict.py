"""Which conflict a report is about: names of its parties, places and words, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from dateline.mentions.entries import states
from dateline.mentions.lexicon import Key, keys
from dateline.model import Conflict, Report, shipped_conflicts

ENOUGH = 1.5
"""Points that a report must have to count as being about a conflict."""

_WORD, _PARTY, _STATE = 1.0, 1.5, 0.7
_OTHER_TIMES = 0.3
SHORT = 4
"""Letters of the longest acronym that alone does not show a conflict."""

Vocabulary = dict[str, tuple[tuple[Key, tuple[tuple[str, float], ...]], ...]]


@cache
def vocabulary() -> Vocabulary:
    """First normal form of a name -> its rest, and the conflicts it speaks for with points."""
    points: dict[Key, dict[str, float]] = {}
    for conflict in shipped_conflicts():
        for name, value in _marks(conflict):
            for key in keys(name):
                row = points.setdefault(key, {})
                row[conflict.slug] = max(value, row.get(conflict.slug, 0.0))
    table: dict[str, list[tuple[Key, tuple[tuple[str, float], ...]]]] = {}
    for key, row in points.items():
        table.setdefault(key[0], []).append((key[1:], tuple(row.items())))
    return {first: tuple(rows) for first, rows in table.items()}


@cache
def place_words(slug: str) -> frozenset[str]:
    """First words, in normal form, of the places that mark a report as being on a conflict."""
    words = next(c.words for c in shipped_conflicts() if c.slug == slug)
    return frozenset(key[0] for word in words for key in keys(word))


def _marks(conflict: Conflict) -> list[tuple[str, float]]:
    found = [(word, _WORD) for word in conflict.words]
    alpha3 = {state.alpha2: code for code, state in states().items()}
    fought_in = {alpha3[c] for c in conflict.countries[:1] if c in alpha3}
    for code in fought_in:
        found += [(name, _STATE) for name in states()[code].names]
    for party in conflict.parties:
        names = (*party.names, *party.forces, *party.offices, *party.persons)
        found += [(name, _STATE if _short(name) else _PARTY) for name in names]
    return [(name, value) for name, value in found if name[0].isupper() and len(name) > 2]


def _short(name: str) -> bool:
    """Whether a name is an acronym that others may bear too."""
    return name.isupper() and len(name) <= SHORT


def select(report: Report, norms: Sequence[str]) -> Conflict | None:
    """The shipped conflict that most of the report's names belong to, if enough of them do."""
    totals: dict[str, float] = defaultdict(float)
    table = vocabulary()
    for i, norm in enumerate(norms):
        for rest, marks in table.get(norm, ()):
            if not rest or tuple(norms[i + 1 : i + 1 + len(rest)]) == rest:
                for slug, value in marks:
                    totals[slug] += value
    day = (report.published or "")[:10]
    best, top = None, 0.0
    for conflict in shipped_conflicts():
        score = totals[conflict.slug]
        if day and not conflict.start <= day <= (conflict.end or "9999"):
            score *= _OTHER_TIMES
        if score > top:
            best, top = conflict, score
    return best if top >= ENOUGH else None
