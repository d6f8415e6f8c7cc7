"""Armed people called by whom they follow or whose they are: "Haftar's brigades", "Karen rebels".

The noun says that they fight ("brigades", "rebels"), the name before it who they are. Where that is
the name of a party's people, or of somebody who acts for a party, they are of that party; else they
are a group of this report that bears the whole name, and no other group's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from msgspec.structs import replace

from dateline.mentions.drafts import Draft, Found, headed
from dateline.mentions.entries import demonyms, states
from dateline.mentions.lexicon import lexicon
from dateline.mentions.phrases import Reading
from dateline.mentions.records import Head
from dateline.mentions.stems import normal
from dateline.mentions.surnames import party_surnames
from dateline.model import ActorKind, Conflict, Party, shipped_conflicts

ARMED = frozenset({"force", "unit", "rebels"})
"""Classes of nouns that say of people that they fight."""
OWNS = frozenset({"'s", "’s", "'", "’"})
LONGEST = 3
"""Words of the longest name that stands before such a noun."""


def name_followers(
    reading: Reading, found: Sequence[Found], *, begin: int, limit: int, places: Collection[int]
) -> list[Found]:
    """The names of a sentence, armed people with the name before them.

    `begin`, `limit`: the sentence's tokens [begin, limit); `places`: tokens at which the neural
    reader's places begin.
    """
    out: list[Found] = []
    for one in found:
        head = _armed(reading, one)
        before = out[-1] if out else None
        if head is None:
            out.append(one)
            continue
        first = _name_before(reading, one.first, begin=begin, places=places)
        if first < one.first:
            if before is not None and before.first >= first:
                out.pop()
            out.append(_called(reading, one, first, head))
            continue
        if reading.slavic:
            out.append(_owned_after(reading, one, limit=limit))
            continue
        owner = _owner(reading, one, before, begin=begin)
        if owner is not None and one.draft is not None:
            draft = replace(one.draft, name=reading.words(owner, one.last))
            one.draft, one.anaphor = draft, None
        out.append(one)
    return out


def _armed(reading: Reading, one: Found) -> Head | None:
    """The noun of a group or force of this report alone, where it says that they fight."""
    draft = one.draft
    if draft is None or not draft.local or draft.side is not None:
        return None
    if draft.kind not in (ActorKind.FORCE, ActorKind.GROUP):
        return None
    chain = reading.chain(one.first, one.last)
    return chain[1] if chain is not None and chain[1].cls in ARMED else None


def _name_before(reading: Reading, at: int, *, begin: int, places: Collection[int]) -> int:
    """The first token of the name that stands right before token `at`, else `at`."""
    first = at
    while first > begin and at - first < LONGEST and _is_name(reading, first - 1, begin):
        first -= 1
    where = first > begin and reading.norms[first - 1] in reading.lexicon.locative
    return at if where and first in places else first  # "near Malakal rebels attacked"


def _is_name(reading: Reading, i: int, begin: int) -> bool:
    """Whether token i is a capital word that no list knows, and not for its place alone."""
    token, known, norm = reading.tokens[i], reading.lexicon, reading.norms[i]
    if not token.text[0].isupper() or len(token.text) < 3 or token.pos in ("VERB", "AUX", "ADV"):
        return False
    if norm in (known.determiners | known.modifiers | known.never) or norm in known.heads:
        return False
    named = known.name_at(reading.norms, reading.tokens, i)
    if named is not None and reading.entry(named[1]) is not None:
        return False
    if reading.conflict and norm in party_names(reading.conflict):
        return True
    return token.pos == "PROPN" or not (i == begin or _is_titled(reading, i))


def _is_titled(reading: Reading, i: int) -> bool:
    """Whether the words about token i are written with capitals, as in a headline."""
    if reading.slavic:
        return False
    near = [t.text for t in reading.tokens[max(0, i - 3) : i + 5] if t.text[0].isalpha()]
    return sum(text[0].isupper() for text in near) > len(near) / 2


def _called(reading: Reading, one: Found, first: int, head: Head) -> Found:
    words = reading.words(first, one.last)
    party = party_names(reading.conflict).get(reading.norms[first]) if reading.conflict else None
    if party is not None and one.draft is not None:
        draft = headed(party, head, words, one.draft.sector or head.sector)
    else:
        assert one.draft is not None
        draft = replace(one.draft, name=words)
    return Found(first=first, last=one.last, kind=one.kind, draft=draft, head=one.head,
                 score=one.score, chain=one.chain)  # fmt: skip


def _owned_after(reading: Reading, one: Found, *, limit: int) -> Found:
    """Armed people with the name after them, in a language that says whose they are by its case:
    "підрозділи *Кадирова*"."""
    last = one.last
    while last < min(limit, one.last + LONGEST) and _is_name(reading, last, -1):
        last += 1
    draft = one.draft
    if last == one.last or draft is None:
        return one
    whose = (
        party_surnames(reading.conflict).get(reading.norms[last - 1]) if reading.conflict else None
    )
    of = {"of": whose, "side": whose.side, "country": whose.country} if whose else {}
    draft = replace(draft, name=reading.words(one.first, last), **of)
    return Found(first=one.first, last=last, kind=one.kind, draft=draft, head=one.head,
                 score=one.score, chain=one.chain)  # fmt: skip


def _owner(reading: Reading, one: Found, before: Found | None, *, begin: int) -> int | None:
    """The first token of the name whose the noun is by its possessive, if it is a name."""
    at = one.first - 1
    if at <= begin - 1 or reading.tokens[at].text not in OWNS:
        return None
    if before is not None and before.last == at and reading.tokens[before.first].text[0].isupper():
        return before.first
    first = at
    while first > begin and at - first < LONGEST and reading.tokens[first - 1].text[0].isupper():
        first -= 1
    return first if first < at else None


@cache
def party_names(slug: str) -> dict[str, Draft]:
    """Normal form of a word -> the party whose fighters alone bear it: "Tigrayan" by "Tigrayan
    forces"; no adjective of a state, which the state's own forces bear."""
    conflict = next(c for c in shipped_conflicts() if c.slug == slug)
    owners: dict[str, list[Party]] = defaultdict(list)
    for party, word in _named(conflict):
        if party not in owners[word]:
            owners[word].append(party)
    return {word: _draft(of[0]) for word, of in owners.items() if len(of) == 1}


def _named(conflict: Conflict) -> Iterable[tuple[Party, str]]:
    of_states = {normal(word) for code in states() for word in demonyms(code)}
    heads = lexicon("en").heads
    for party in conflict.parties:
        for name in (*party.names, *party.forces):
            word, _, noun = name.partition(" ")
            row = heads.get(normal(noun), []) if noun and " " not in noun else []
            armed = any(not rest and head.cls in ARMED for rest, head in row)
            if armed and word[0].isupper() and normal(word) not in of_states:
                yield party, normal(word)


def _draft(party: Party) -> Draft:
    return Draft(name=party.name, kind=ActorKind(party.kind), side=party.side,
                 sector=party.sector, country=party.country, gender="n", plural=True)  # fmt: skip
