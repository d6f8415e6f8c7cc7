"""Which conflict a report is about: names of its parties, places and words, counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from dateline.mentions.entries import demonyms, leaders, states
from dateline.mentions.genders import genders
from dateline.mentions.lexicon import Key, keys
from dateline.mentions.stems import normal
from dateline.model import Conflict, Report, Token, shipped_conflicts

ENOUGH = 1.5
"""Points that a report must have to count as being about a conflict."""

WORD, PARTY, STATE, PEOPLE = 1.0, 1.5, 0.7, 0.5
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
    found = [(word, WORD) for word in conflict.words]
    alpha3 = {state.alpha2: code for code, state in states().items()}
    fighting = [alpha3[c] for c in conflict.countries if c in alpha3]
    found += [(name, STATE) for code in fighting[:1] for name in states()[code].names]
    for party in conflict.parties:
        names = (*party.names, *party.forces, *party.offices, *party.persons)
        found += [(name, STATE if _short(name) else PARTY) for name in names]
        found += [(name, PARTY if _rare(name) else STATE) for name in map(surname, party.persons)]
        if party.kind == "state" and party.country in fighting:
            found += [(word, PEOPLE) for word in demonyms(party.country)]
    return [(name, value) for name, value in found if len(name) > 2 and _marked(name)]


def surname(person: str) -> str:
    """The last word of a full name; nothing of a name of one word."""
    return person.split()[-1] if " " in person else ""


def _rare(name: str) -> bool:
    """Whether a surname shows a conflict alone: no given name, and nobody's in another file."""
    return normal(name) not in genders() and len(_bearers().get(name, ())) == 1


@cache
def _bearers() -> dict[str, frozenset[str]]:
    """The conflicts, or states and bodies, that persons of a surname act in."""
    found: dict[str, set[str]] = defaultdict(set)
    for conflict in shipped_conflicts():
        for party in conflict.parties:
            for person in party.persons:
                found[surname(person)].add(conflict.slug)
    for leader in leaders():
        found[surname(leader.name)].add(leader.side or leader.name)
    return {name: frozenset(where) for name, where in found.items()}


def _marked(name: str) -> bool:
    """Whether a word is a name: small letters begin one only in Cyrillic adjectives."""
    return name[0].isupper() or not name.isascii()


def _short(name: str) -> bool:
    """Whether a name is an acronym that others may bear too."""
    return name.isupper() and len(name) <= SHORT


def _points(tokens: Sequence[Token], norms: Sequence[str]) -> dict[str, float]:
    """Points by conflict; no name counts more than twice, what many bear only once."""
    totals: dict[str, float] = defaultdict(float)
    seen: dict[Key, int] = defaultdict(int)
    table = vocabulary()
    for i in [i for i, norm in enumerate(norms) if norm in table]:
        norm = norms[i]
        if tokens[i].text[0].islower() and norm.isascii():
            continue
        for rest, marks in table[norm]:
            if rest and tuple(norms[i + 1 : i + 1 + len(rest)]) != rest:
                continue
            seen[norm, *rest] += 1
            for slug, value in marks:
                if seen[norm, *rest] <= (1 if value < WORD else 2):
                    totals[slug] += value
    return totals


def select(report: Report, tokens: Sequence[Token], norms: Sequence[str]) -> Conflict | None:
    """The shipped conflict that most of the report's names belong to, if enough of them do."""
    return most_told(report, _points(tokens, norms))


def most_told(report: Report, totals: Mapping[str, float]) -> Conflict | None:
    """The conflict with the most points, if it has enough; those of other times have fewer."""
    day = (report.published or "")[:10]
    best, top = None, 0.0
    for conflict in shipped_conflicts():
        score = totals.get(conflict.slug, 0.0)
        if day and not conflict.start <= day <= (conflict.end or "9999"):
            score *= _OTHER_TIMES
        if score > top:
            best, top = conflict, score
    return best if top >= ENOUGH else None
