"""Codes that the reader was not fitted on: words tell them, the reader says who, whom, where, when.

The words of a language stand in `data/own.<language>.yaml`. A deed that the reader found at such
words takes their code; where it found none, it is asked about them (encoder/deeds.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.codebook import codebook
from dateline.events.files import read_yaml
from dateline.events.inflect import plural, verb_forms
from dateline.events.lines import tells_nothing
from dateline.events.phrases import Hit, PhraseIndex
from dateline.events.words import Words, split, words_of
from dateline.model import Analysis, Asked, Coding

LANGUAGES = ("en", "ru", "uk")
_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX", "ADJ"})
_MARKS = frozenset(".,;:!?()—–")
"""Marks that end what a word is about; what is quoted goes on (is "shut down")."""


class Row(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell one code; see data/own.en.yaml for the fields."""

    code: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    about: str | None = None


class OwnFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """data/own.<language>.yaml, as it stands there."""

    language: str
    rows: tuple[Row, ...]
    scores: dict[str, float]
    groups: dict[str, tuple[str, ...]] = {}
    ends: frozenset[str] = frozenset()
    reach: int = 0
    blocked: tuple[str, ...] = ()
    irregular: dict[str, tuple[str, str]] = {}


class Entry(Struct, frozen=True, gc=False):
    """One surface form: the code that it tells, as the file lists it, as verb, noun or phrase."""

    code: str
    base: str
    form: str
    about: str | None


class Found(Struct, frozen=True, gc=False):
    """Words [first, last) of a sentence that tell a code."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True)
class OwnWords:
    """A language's words for such codes, ready to be looked up."""

    file: OwnFile
    entries: PhraseIndex[Entry]
    groups: Mapping[str, PhraseIndex[None]]
    blocked: PhraseIndex[None]

    def find(self, words: Words) -> Iterator[Found]:
        """What a sentence's words tell, of those that overlap the longest."""
        lower = words.lower
        hits = self.entries.find(lower)
        if not hits:
            return
        taken = {i for hit in self.blocked.find(lower) for i in range(hit.first, hit.last)}
        last = 0
        for hit in sorted(hits, key=lambda h: (h.first, -h.last)):
            free = hit.first >= last and not taken.intersection(range(hit.first, hit.last))
            if free and self._is_about(lower, hit):
                last = hit.last
                yield Found(hit.first, hit.last, hit.payload)

    def _is_about(self, lower: tuple[str, ...], hit: Hit[Entry]) -> bool:
        """Whether a thing of the group that the entry wants stands in it, before it, or is its
        object; what a preposition names after it is not what was done."""
        group = hit.payload.about
        if group is None:
            return True
        first, last = hit.first, hit.last
        while first > max(0, hit.first - self.file.reach) and lower[first - 1] not in _MARKS:
            first -= 1
        stops = _MARKS | self.file.ends
        while last < min(len(lower), hit.last + self.file.reach) and lower[last] not in stops:
            last += 1
        return bool(self.groups[group].find(lower[first:last]))


def ask_own(coding: Coding) -> tuple[Asked, ...]:
    """The words of a report that tell a code which the reader was not fitted on.

    "Riverton was without electricity" -> "without electricity": damage.utility
    """
    analysis, text = coding.linguistics(), coding.report.text
    own = own_words(analysis.lang or "en")
    if own is None:
        return ()
    return tuple(
        Asked(
            start=words.starts[found.first], end=words.ends[found.last - 1],
            type=found.entry.code, rule=rule_line(own.file.language, found.entry.base),
            score=own.file.scores["alone" if found.entry.about is None else "about"],
            denies=found.entry.form == "phrase",
        )
        for sentence in analysis.sentences
        if not tells_nothing(coding.report, sentence)
        for words in [words_of(text, sentence.start, sentence.end)]
        for found in own.find(words)
        if _stands_as(found, words, analysis)
    )  # fmt: skip


def _stands_as(found: Found, words: Words, analysis: Analysis) -> bool:
    """Whether a word is the noun or the verb that the entry means, where tags are known."""
    if found.entry.form == "phrase" or found.last - found.first > 1:
        return True
    inside = analysis.tokens_in(words.starts[found.first], words.ends[found.last - 1])
    tags = {analysis.tokens[i].pos for i in inside} - {None}
    return not tags or not tags.isdisjoint(_NOUNS if found.entry.form == "noun" else _VERBS)


@cache
def own_words(language: str) -> OwnWords | None:
    """The words of a language, or None where it has none."""
    path = files("dateline.events") / "data" / f"own.{language}.yaml"
    return read_own(path.read_bytes(), where=path.name) if path.is_file() else None


def read_own(data: bytes, *, where: str) -> OwnWords:
    """The words in some YAML; ConfigError names file and field."""
    file = read_yaml(data, OwnFile, where)
    entries: PhraseIndex[Entry] = PhraseIndex()
    for row in file.rows:
        for base, form, words in list_forms(row, file):
            entries.add(split(words), Entry(row.code, base, form, row.about))
    groups = {name: _build_index(words, file) for name, words in file.groups.items()}
    return OwnWords(file, entries, groups, _build_index(file.blocked, file, inflected=False))


def list_forms(row: Row, file: OwnFile) -> Iterator[tuple[str, str, str]]:
    """The entry, how it stands, and each of its surface forms; English inflects, the others give
    their endings with "*"."""
    english = file.language == "en"
    for base in row.verbs:
        verb, _, rest = base.partition(" ")
        forms = verb_forms(verb, file.irregular) if english else {verb: "base"}
        yield from ((base, "verb", f"{form} {rest}".strip()) for form in forms)
    for base in row.nouns:
        yield from ((base, "noun", form) for form in {base, plural(base, {}) if english else base})
    yield from ((base, "phrase", base) for base in row.phrases)


def _build_index(
    words: Sequence[str], file: OwnFile, *, inflected: bool = True
) -> PhraseIndex[None]:
    index: PhraseIndex[None] = PhraseIndex()
    for word in words:
        english = inflected and file.language == "en"
        for form in {word, plural(word, {}) if english else word}:
            index.add(split(form), None)
    return index


@cache
def rule_line(language: str, base: str) -> str:
    """File and line of an entry."""
    name = f"own.{language}.yaml"
    lines = (files("dateline.events") / "data" / name).read_text(encoding="utf-8").splitlines()
    begun = lines.index("rows:")
    at = next((n + 1 for n in range(begun, len(lines)) if base in lines[n]), None)
    return f"{name}:{at}" if at else name


def shipped_faults() -> list[str]:
    """What of the shipped words can never have an effect, or names what is not there."""
    return [
        f"own.{language}.yaml: {fault}"
        for language in LANGUAGES
        if (own := own_words(language)) is not None
        for fault in list_faults(own.file)
    ]


def list_faults(file: OwnFile) -> Iterator[str]:
    """The faults of one file: no such code or group, a word twice, a word that is blocked."""
    seen: set[tuple[str, str]] = set()
    blocked = _build_index(file.blocked, file, inflected=False)
    for row in file.rows:
        if row.code not in codebook().codes:
            yield f"{row.code!r} is no code of the codebook"
        if row.about is not None and row.about not in file.groups:
            yield f"{row.code}: there is no group {row.about!r}"
        listed = {"verb": row.verbs, "noun": row.nouns, "phrase": row.phrases}
        for form, base in ((form, base) for form, bases in listed.items() for base in bases):
            if (form, base) in seen:
                yield f"{row.code}: {base!r} is listed before"
            if blocked.find(split(base)):
                yield f"{row.code}: {base!r} is blocked"
            seen.add((form, base))
