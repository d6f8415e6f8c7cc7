"""The trigger lexicon of a language: senses with their frames, word classes, blocked phrases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.events.files import read_yaml
from dateline.events.inflect import plural, verb_forms
from dateline.events.phrases import PhraseIndex
from dateline.events.words import split


class Frame(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One reading of a sense: conditions on word classes, and the code that they give.

    `agent`, `patient`, `with_` (phrases of means), `near` (the clause), `around` (the sentence):
    any of the classes must be there; `none` (the clause), `not_agent`, `not_patient`: none may.
    `carried`: the code is that of the violence told last, and where none was, the frame is not.
    `counted`: an event only with a number of those it befell.
    """

    code: str | None
    agent: frozenset[str] = frozenset()
    patient: frozenset[str] = frozenset()
    with_: frozenset[str] = msgspec.field(name="with", default=frozenset())
    near: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    none: frozenset[str] = msgspec.field(name="not", default=frozenset())
    not_agent: frozenset[str] = frozenset()
    not_patient: frozenset[str] = frozenset()
    verb: frozenset[str] = frozenset()
    noun: bool | None = None
    phrase: bool | None = None
    plover: str | None = None
    acled: str | None = None
    carried: bool = False
    counted: bool = False

    @cached_property
    def conditions(self) -> tuple[tuple[str, frozenset[str], str], ...]:
        """What must be there: where it is told of, the classes, and the field of the features."""
        wanted = (
            ("agent", self.agent, "agent"),
            ("patient", self.patient, "patient"),
            ("with", self.with_, "means"),
            ("clause", self.near, "near"),
            ("sentence", self.around, "around"),
        )
        return tuple(condition for condition in wanted if condition[1])

    def reads(self, base: str, form: str) -> bool:
        """Whether this reading is one of a sense's entry in this form."""
        if self.verb and base not in self.verb:
            return False
        if self.noun is not None and self.noun is not (form == "noun"):
            return False
        return self.phrase is None or self.phrase is (form == "phrase")


class Sense(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell one kind of thing; see data/lexicon.en.yaml for the fields."""

    frames: tuple[Frame, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    of: str = "patient"
    counts: str | None = None
    consequence: bool = False
    base: bool = False
    attributive: bool = True
    movers: bool = False
    undergone: frozenset[str] = frozenset()
    driven: frozenset[str] = frozenset()
    dative: bool = False
    own: frozenset[str] = frozenset()
    mutual: bool = False


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    language: str
    senses: dict[str, Sense]
    irregular: dict[str, tuple[str, str]] = {}
    blocked: tuple[str, ...] = ()


class _Class(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _Classes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    language: str
    classes: dict[str, _Class]
    topics: frozenset[str] = frozenset()
    irregular_plurals: dict[str, str] = {}


class Entry(Struct, frozen=True, gc=False):
    """One surface form of one sense. `form`: how the word stands (base, s, past, simple,
    participle, ing; noun; phrase); `base`: the entry as the lexicon gives it; `frames`: the
    sense's readings that this form can have."""

    sense: str
    base: str
    form: str
    frames: tuple[Frame, ...] = ()

    @property
    def noun(self) -> bool:
        """Whether this form is a noun."""
        return self.form == "noun"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language's triggers, classes and blocked phrases, ready to be looked up."""

    language: str
    senses: Mapping[str, Sense]
    triggers: PhraseIndex[Entry]
    classes: PhraseIndex[str]
    blocked: PhraseIndex[None]
    topics: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lexicon of a language (ISO 639-1), or None where there is none."""
    folder = files("dateline.events") / "data"
    path = folder / f"lexicon.{language}.yaml"
    if not path.is_file():
        return None
    words = read_yaml(path.read_bytes(), _File, path.name)
    kinds = folder / f"classes.{language}.yaml"
    return _compile(words, read_yaml(kinds.read_bytes(), _Classes, kinds.name))


@cache
def beyond_lexicon(language: str) -> Lexicon | None:
    """The words of a language for codes that no reader was fitted on, or None."""
    folder = files("dateline.events") / "data"
    path = folder / f"beyond.{language}.yaml"
    if not path.is_file():
        return None
    words = read_yaml(path.read_bytes(), _File, path.name)
    kinds = folder / f"classes.{language}.yaml"
    return _compile(words, read_yaml(kinds.read_bytes(), _Classes, kinds.name))


def _compile(words: _File, kinds: _Classes) -> Lexicon:
    inflects = words.language == "en"
    triggers: PhraseIndex[Entry] = PhraseIndex()
    for name, sense in words.senses.items():
        for form, entry in _entries(name, sense, words.irregular, inflects=inflects):
            triggers.add(split(form), entry)
    classes: PhraseIndex[str] = PhraseIndex()
    for label, kind in kinds.classes.items():
        for form in _nouns(kind.words, kinds.irregular_plurals, inflects=inflects):
            classes.add(split(form), label)
    blocked: PhraseIndex[None] = PhraseIndex()
    for phrase in words.blocked:
        blocked.add(split(phrase), None)
    return Lexicon(words.language, words.senses, triggers, classes, blocked, kinds.topics)


def _entries(
    name: str, sense: Sense, irregular: Mapping[str, tuple[str, str]], *, inflects: bool
) -> Iterator[tuple[str, Entry]]:
    def made(base: str, form: str) -> Entry:
        frames = tuple(frame for frame in sense.frames if frame.reads(base, form))
        return Entry(name, base, form, frames)

    for verb in sense.verbs:
        if verb.startswith("="):
            yield verb[1:], made(verb[1:], "past")
            continue
        adverb, _, rest = verb.partition(" ")
        if not (rest and adverb.endswith("ly")):
            adverb, rest = "", verb
        first, _, rest = rest.partition(" ")
        forms = verb_forms(first, irregular) if inflects else {first: "verb"}
        for form, how in forms.items():
            yield f"{adverb} {form} {rest}".strip(), made(verb, how)
    for noun in sense.nouns:
        for form in _nouns((noun,), {}, inflects=inflects):
            yield form, made(noun.lstrip("="), "noun")
    for phrase in sense.phrases:
        yield phrase, made(phrase, "phrase")


def _nouns(
    words: tuple[str, ...], irregular: Mapping[str, str], *, inflects: bool
) -> Iterator[str]:
    for word in words:
        exact = word.lstrip("=")
        yield exact
        if inflects and exact == word:
            yield plural(word, irregular)
