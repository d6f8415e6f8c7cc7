"""The cue lexicons: one YAML file a language, with verbs, nouns and phrases that attribute."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import Certainty, ConfigError, Stance

LANGUAGES = ("en", "uk", "ru")
_BRACES = re.compile(r"^(.*?)\{([^}]*)\}(.*)$")
_VOWELS = "aeiou"


class VerbRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of verbs; `frame`: say, tell, to, np, amount or show (see cues.en.yaml)."""

    stance: Stance
    frame: str
    certainty: Certainty = Certainty.CERTAIN
    lemmas: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class NounRow(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns with content; `bare`: also without 'that', and with nobody named as source."""

    words: tuple[str, ...]
    stance: Stance = Stance.ASSERT
    certainty: Certainty = Certainty.CERTAIN
    bare: bool = False


class Syntax(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Small words by their use in the patterns; languages leave out what they do not need."""

    joins: frozenset[str]
    that: frozenset[str]
    ends_open: frozenset[str]
    articles: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    noun_before: frozenset[str] = frozenset()
    noun_after: frozenset[str] = frozenset()
    inside_names: frozenset[str] = frozenset()
    after_source: frozenset[str] = frozenset({","})
    no_more: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    not_after_noun: frozenset[str] = frozenset()
    passive_after: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()


class CueFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file cues.<language>.yaml."""

    verbs: tuple[VerbRow, ...]
    according: tuple[str, ...]
    reportive: dict[str, Certainty]
    passive: dict[str, Certainty]
    nouns: dict[str, NounRow]
    that: frozenset[str]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    clause: frozenset[str]
    relative: frozenset[str]
    leads: frozenset[str]
    subjects: frozenset[str]
    trailers: frozenset[str]
    days: frozenset[str]
    carriers: frozenset[str]
    showers: frozenset[str]
    syntax: Syntax
    hearers: frozenset[str] = frozenset()
    performed: dict[str, tuple[str, ...]] = {}
    not_told: tuple[str, ...] = ()
    no_source: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    amount_at: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    before_nouns: frozenset[str] = frozenset()
    irregular: dict[str, tuple[str, ...]] = {}
    as_: tuple[str, ...] = msgspec.field(default=(), name="as")


class Verb(Struct, frozen=True):
    """One form of a cue verb and what it says of its content."""

    form: str
    lemma: str
    stance: Stance
    certainty: Certainty
    frame: str


class Cues:
    """The compiled cue lexicon of one language: lookups by lower-case words."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.file = _read_file(f"cues.{lang}.yaml")
        self.verbs: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
        for row in self.file.verbs:
            for form, lemma in _list_forms(row, self.file.irregular):
                first, *rest = form.split()
                verb = Verb(form, lemma, row.stance, row.certainty, row.frame)
                self.verbs.setdefault(first, []).append((tuple(rest), verb))
        for options in self.verbs.values():
            options.sort(key=lambda option: -len(option[0]))
        self.past = frozenset(
            form for row in self.file.verbs for lemma in row.lemmas
            for form in _list_past_forms(lemma.split()[0], self.file.irregular)
        )  # fmt: skip
        syntax = self.file.syntax
        self.small = syntax.ends_open | syntax.joins | self.file.before_nouns
        self.small |= self.file.determiners | self.file.that
        self.nouns = {word: row for row in self.file.nouns.values() for word in row.words}
        self.according = _phrases(self.file.according)
        self.as_ = _phrases(self.file.as_)
        self.firsts = frozenset(
            {*self.according, *self.verbs, *self.file.reportive, *self.file.passive, *self.nouns}
        )

    def verb_at(self, lows: list[str], i: int) -> tuple[int, list[Verb]]:
        """Length and readings of the cue verb at token i; (0, []) where there is none."""
        length, found = 0, []
        for rest, verb in self.verbs.get(lows[i], ()):
            size = 1 + len(rest)
            if size < length:
                break
            if not rest or tuple(lows[i + 1 : i + size]) == rest:
                length = size
                found.append(verb)
        return length, found

    @staticmethod
    def phrase_at(table: dict[str, list[tuple[str, ...]]], lows: list[str], i: int) -> int:
        """Tokens of the phrase of a table that begins at token i, or 0."""
        for rest in table.get(lows[i], ()):
            if tuple(lows[i + 1 : i + 1 + len(rest)]) == rest:
                return 1 + len(rest)
        return 0


def _phrases(phrases: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        table.setdefault(first, []).append(tuple(rest))
    for options in table.values():
        options.sort(key=len, reverse=True)
    return table


def _list_forms(row: VerbRow, irregular: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    found = []
    for lemma in row.lemmas:
        head, *rest = lemma.split()
        tail = "".join(f" {word}" for word in rest)
        found += [(form + tail, lemma) for form in {head, *irregular.get(head, _inflected(head))}]
    for pattern in row.forms:
        found += [(form, pattern) for form in _expanded(pattern)]
    return found


def _list_past_forms(head: str, irregular: dict[str, tuple[str, ...]]) -> list[str]:
    forms = irregular.get(head, _inflected(head))
    return [form for form in forms[1:] if not form.endswith("ing")]


def _inflected(verb: str) -> tuple[str, ...]:
    """Third person, past and -ing form of a regular English verb."""
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith(("s", "sh", "ch", "x")):
        return verb + "es", verb + "ed", verb + "ing"
    return verb + "s", verb + "ed", verb + "ing"


def _expanded(pattern: str) -> list[str]:
    match = _BRACES.match(pattern)
    if not match:
        return [pattern]
    return [match[1] + part + match[3] for part in match[2].split(",")]


def _read_file(name: str) -> CueFile:
    path = files("dateline.claims") / "data" / name
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=CueFile)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a cue file: {error}", where=name, remedy="see docs/reading-claims.md"
        ) from error


@cache
def cues(lang: str | None) -> Cues:
    """The cue lexicon of a language; that of English for languages without a file."""
    return Cues(lang) if lang in LANGUAGES else cues("en")
