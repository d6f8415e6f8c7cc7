"""The words of scope of a language: negation, modality, light verbs, clause breaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.files import read_yaml
from dateline.events.phrases import PhraseIndex
from dateline.events.words import split

KINDS = ("negators", "hypothetical", "future", "demanded", "historical")

MUTE = "·"


class ScopeWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """data/scope.<lang>.yaml, as it stands there."""

    language: str
    negators: tuple[str, ...]
    hypothetical: tuple[str, ...]
    future: tuple[str, ...]
    demanded: tuple[str, ...]
    historical: tuple[str, ...]
    free_order: bool = False
    superlatives: tuple[str, ...] = ()
    implicatives: tuple[str, ...] = ()
    light_verbs: frozenset[str] = frozenset()
    subject_after: frozenset[str] = frozenset()
    occurrence: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    breaks: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    background: frozenset[str] = frozenset()
    conditionals: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    dative: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    partitives: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    not_governors: frozenset[str] = frozenset()
    not_own: frozenset[str] = frozenset()
    sayings: frozenset[str] = frozenset()
    courtesy: frozenset[str] = frozenset()
    strict_demands: frozenset[str] = frozenset()
    unreal: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    idle: tuple[str, ...] = ()
    passive_ends: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Scope:
    """A language's words of scope, and an index of the cues by their kind."""

    words: ScopeWords
    cues: PhraseIndex[str]
    idle: PhraseIndex[None]

    def heard(self, lower: tuple[str, ...]) -> tuple[str, ...]:
        """The words with those of idle phrases blotted out ("not only", "no fewer than")."""
        hits = self.idle.find(lower)
        if not hits:
            return lower
        mute = {i for hit in hits for i in range(hit.first, hit.last)}
        return tuple(MUTE if i in mute else word for i, word in enumerate(lower))


@cache
def scope(language: str) -> Scope | None:
    """The scope words of a language, or None where there are none."""
    path = files("dateline.events") / "data" / f"scope.{language}.yaml"
    if not path.is_file():
        return None
    words = read_yaml(path.read_bytes(), ScopeWords, path.name)
    cues: PhraseIndex[str] = PhraseIndex()
    for kind in KINDS:
        for phrase in getattr(words, kind):
            cues.add(split(phrase), kind)
    idle: PhraseIndex[None] = PhraseIndex()
    for phrase in words.idle:
        idle.add(split(phrase), None)
    return Scope(words, cues, idle)
