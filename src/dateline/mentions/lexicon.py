"""The actor lexicon: states, peoples, seats, bodies, parties and persons, by language.

Everything in it is data: this folder's files and the conflict files of the model. A compiled
lexicon is a table from the first normal form of a name to the rest of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from dateline.mentions.entries import entries
from dateline.mentions.files import read
from dateline.mentions.genders import genders
from dateline.mentions.records import Entry, Head, Words
from dateline.mentions.stems import normal
from dateline.model import Token

LANGUAGES = ("en", "uk", "ru")
_PIECE = re.compile(r"[^\W_]\.(?:[^\W_]\.)+|['’]s\b|\w+(?:['’ʼ](?!s\b)\w+)*|[^\w\s]")
_HYPHENED = re.compile(
    r"[^\W_]\.(?:[^\W_]\.)+|['’]s\b|\w+(?:-\w+)*(?:['’ʼ](?!s\b)\w+)*(?:-\w+)*|[^\w\s]"
)
_CYRILLIC = re.compile("[а-яёіїєґ]", re.I)

Key = tuple[str, ...]
Table = dict[str, list[tuple[Key, tuple[Entry, ...]]]]
HeadTable = dict[str, list[tuple[Key, Head]]]


class Lexicon:
    """The names and nouns that the reader of one language knows."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = read(f"words.{lang}.yaml", Words)
        self.names = _read_table(_readable(entries(), lang))
        self.heads = _head_table(lang)
        self.genders = genders()
        self.modifiers = frozenset(map(normal, self.words.modifiers))
        self.deeds = frozenset(map(normal, self.words.deeds))
        self.arms = frozenset(map(normal, self.words.arms))
        self.of_states = frozenset(map(normal, self.words.of_states))
        self.former = frozenset(map(normal, self.words.former))
        self.locative = frozenset(map(normal, self.words.locative))
        self.determiners = frozenset(map(normal, self.words.determiners))
        self.anaphors = {normal(w): kind for kind, ws in self.words.anaphors.items() for w in ws}
        self.never = frozenset(w.lower() for w in self.words.never)
        self.nouns_only = {normal(word) for word in self.words.nouns_only}
        self.not_alone = frozenset(key for w in self.words.not_alone for key in keys(w))
        self.pronouns = {w.lower(): p for w, p in self.words.pronouns.items()}
        self.own = frozenset(key for w in self.words.relative.own for key in keys(w))
        self.other = frozenset(key for w in self.words.relative.other for key in keys(w))
        self.relative = frozenset(key[0] for key in self.own | self.other)
        self.firsts = frozenset(
            {*self.names, *self.heads, *self.modifiers, *self.relative, *map(normal, self.pronouns)}
        )

    def name_at(
        self, norms: Sequence[str], tokens: Sequence[Token], i: int
    ) -> tuple[int, tuple[Entry, ...]] | None:
        """Length and readings of the longest name that begins at token i; None past the end."""
        if i >= len(norms):
            return None
        second = norms[i + 1] if i + 1 < len(norms) else None
        for rest, found in self.names.get(norms[i], ()):
            if rest and rest[0] != second:
                continue
            end = i + 1 + len(rest)
            if rest and tuple(norms[i + 1 : end]) != rest:
                continue
            fit = tuple(e for e in found if _has_its_case(e, tokens, i, end))
            if fit:
                return end - i, fit
        return None

    def head_at(self, norms: Sequence[str], i: int) -> tuple[int, Head] | None:
        """Length and head of the longest heading noun that begins at token i; None past the end."""
        if i >= len(norms):
            return None
        for rest, head in self.heads.get(norms[i], ()):
            end = i + 1 + len(rest)
            if not rest or tuple(norms[i + 1 : end]) == rest:
                return end - i, head
        return None


def _has_its_case(entry: Entry, tokens: Sequence[Token], first: int, last: int) -> bool:
    text = tokens[first].text
    if entry.upper:
        return all(t.text.isupper() or not t.text[0].isalpha() for t in tokens[first:last])
    if entry.capitals > 1:
        return sum(not t.text[0].islower() for t in tokens[first:last]) >= entry.capitals
    return not entry.capital or not text[0].islower()


@cache  # the lexicons of all languages have the same names
def keys(phrase: str) -> frozenset[Key]:
    """The normal forms of a phrase's words, with hyphens cut and kept; no article of a name."""
    found = set()
    for pattern in (_PIECE, _HYPHENED):
        key = tuple(normal(piece) for piece in pattern.findall(phrase))
        proper = phrase.startswith("the ") and phrase[4].isupper()
        found.add(key[1:] if proper else key)
    return frozenset(found)


def _readable(found: Iterable[tuple[str, Entry]], lang: str) -> Iterator[tuple[str, Entry]]:
    for phrase, entry in found:
        if lang in ("uk", "ru") or not _CYRILLIC.search(phrase):
            yield phrase, entry


def _read_table(found: Iterable[tuple[str, Entry]]) -> Table:
    groups: dict[Key, list[Entry]] = {}
    for phrase, entry in found:
        for key in keys(phrase):
            rows = groups.setdefault(key, [])
            if entry not in rows:
                rows.append(entry)
    table: Table = {}
    for key, rows in groups.items():
        table.setdefault(key[0], []).append((key[1:], tuple(rows)))
    for options in table.values():
        options.sort(key=lambda option: -len(option[0]))
    return table


class _HeadRow(Struct, frozen=True, forbid_unknown_fields=True, rename={"cls": "class"}):
    cls: str
    sector: str
    words: tuple[str, ...]
    name: str | None = None
    own: bool = True


def _head_table(lang: str) -> HeadTable:
    table: dict[Key, Head] = {}
    for row in read(f"heads.{lang}.yaml", list[_HeadRow]):
        head = Head(cls=row.cls, sector=row.sector, name=row.name, own=row.own)
        for word in row.words:
            for key in keys(word):
                table.setdefault(key, head)
    result: HeadTable = {}
    for key, head in table.items():
        result.setdefault(key[0], []).append((key[1:], head))
    for options in result.values():
        options.sort(key=lambda option: -len(option[0]))
    return result


@cache
def lexicon(lang: str | None) -> Lexicon:
    """The lexicon of a language; that of English for languages without files."""
    return Lexicon(lang) if lang in LANGUAGES else lexicon("en")
