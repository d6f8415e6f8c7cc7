"""Words by which a report in a language read by phrases shows its conflict, with their points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.mentions.conflict import PARTY, PEOPLE, SHORT, STATE, WORD
from dateline.mentions.entries import states
from dateline.mentions.records import Sense
from dateline.mentions.tongue import tongue
from dateline.mentions.tongue_names import Table, named
from dateline.model import Token, shipped_conflicts

Points = dict[str, float]


def points(tokens: Sequence[Token], lang: str) -> Points:
    """Points by conflict; no name counts more than twice, what many bear only once."""
    data, table = tongue(lang), _list_marks(lang)
    told = [(t, p) for t in tokens for p in data.pieces(t.text)]
    words = [data.forms(piece) for _, piece in told]
    totals: Points = defaultdict(float)
    seen: dict[int, int] = defaultdict(int)
    at = 0
    while at < len(words):
        found = table.at(words, at)
        if found is None:
            at += 1
            continue
        size, marks = found
        seen[id(marks)] += 1
        for slug, value in marks.items():
            if seen[id(marks)] <= (1 if value < WORD else 2):
                totals[slug] += value
        at += size
    return totals


@cache
def _list_marks(lang: str) -> Table[Points]:
    table: Table[Points] = Table()
    data = tongue(lang)
    for phrase, slug, value in _list_given(lang):
        key = data.key(phrase)
        if key and len("".join(key)) > 2:
            row = table.put(key, {})
            row[slug] = max(value, row.get(slug, 0.0))
    return table


def _list_given(lang: str) -> Iterator[tuple[str, str, float]]:
    for conflict in shipped_conflicts():
        yield from ((word, conflict.slug, WORD) for word in conflict.words if word[0].isupper())
    for slug, words in tongue(lang).conflicts.items():
        yield from ((word, slug, WORD) for word in words)
    for phrase, entry in named(tongue(lang)):
        short = phrase.isupper() and len(phrase) <= SHORT
        short = short or (entry.sense is Sense.PERSON and " " not in phrase)
        if entry.conflict is not None:
            yield phrase, entry.conflict, STATE if short else PARTY
        elif entry.sense in (Sense.STATE, Sense.DEMONYM):
            rows = _fighting().get((entry.country or "", entry.sense), {})
            yield from ((phrase, slug, value) for slug, value in rows.items())


@cache
def _fighting() -> dict[tuple[str, Sense], Points]:
    """Points of a state's name and of its adjective, as English names have them."""
    found: dict[tuple[str, Sense], Points] = defaultdict(dict)
    alpha3 = {state.alpha2: code for code, state in states().items()}
    for conflict in shipped_conflicts():
        fighting = [alpha3[code] for code in conflict.countries]
        for country in fighting[:1]:
            found[country, Sense.STATE][conflict.slug] = STATE
        for party in conflict.parties:
            country = party.country or ""
            if party.kind == "state" and country in fighting:
                found[country, Sense.DEMONYM][conflict.slug] = PEOPLE
                if states()[country].name in party.names:
                    found[country, Sense.STATE][conflict.slug] = PARTY
    return found
