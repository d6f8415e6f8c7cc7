"""One name a person across reports: 'Дмитрий Песков' and 'Dmitry Peskov' are one source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from dateline.model import Actor, ActorKind, Coding
from dateline.text.transliterate import latin, match_key

_FULL = 2  # a single word is too little to know a person by
_TELLING = 3  # letters: shorter words, such as "of", tell nothing apart


def with_shared_names(codings: Sequence[Coding]) -> list[Coding]:
    """The codings with each person under one Latin name: the most frequent that a report writes
    so, else the transliteration of the most frequent other. Spans keep the words as written."""
    names = _shared(actor for coding in codings for actor in coding.actors)
    return [with_names(coding, names) for coding in codings]


def spellings(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those names that begin so word by word, in any order and script, or that hold the words as
    they stand: 'Ministry of Defence' finds 'Russian defence ministry', 'Peskov' 'Песков'."""
    keys = _key(words).split()
    told = [key for key in keys if len(key) >= _TELLING] or keys
    plain = words.casefold()
    return tuple(name for name in names if plain in name.casefold() or _begin_so(told, name))


def _begin_so(keys: Sequence[str], name: str) -> bool:
    own = _key(name).split()
    return bool(keys) and all(any(word.startswith(key) for word in own) for key in keys)


def _shared(actors: Iterable[Actor]) -> dict[str, str]:
    groups = count_spellings(actors)
    return {name: best for counts in groups.values() for name, best in shared_of(counts).items()}


def count_spellings(actors: Iterable[Actor]) -> dict[str, Counter[str]]:
    """How often each name of a person is told, by the key that its spellings have in common."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        if _known(actor):
            groups[_key(actor.name)][actor.name] += 1
    return groups


def shared_of(counts: Mapping[str, int]) -> dict[str, str]:
    """The one name for each spelling of a person's, by how often each is told."""
    if not counts:
        return {}
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    best = next((n for n in ordered if latin(n) == n), _spelled(ordered[0]))
    return dict.fromkeys(ordered, best)


def _spelled(name: str) -> str:
    """In Latin letters where its script writes all vowels."""
    return latin(name) if any("\u0400" <= c <= "\u04ff" for c in name) else name


def with_names(coding: Coding, names: Mapping[str, str]) -> Coding:
    """A coding with its persons under these names."""
    if not any(_known(a) and names.get(a.name, a.name) != a.name for a in coding.actors):
        return coding
    actors = tuple(
        msgspec.structs.replace(a, name=names.get(a.name, a.name)) if _known(a) else a
        for a in coding.actors
    )
    return msgspec.structs.replace(coding, actors=actors)


def _known(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON and len(actor.name.split()) >= _FULL


@lru_cache(maxsize=65_536)
def _key(name: str) -> str:
    return match_key(name)
