"""Words as an index keeps them, and as a query asks for them, in any script.

A word is kept as it is written, without case and marks. A name is also kept under the key that
its spellings share across transliterations, and under its consonants, by which it meets scripts
that do not write all vowels: Kherson is `kherson`, `ǀgerson` and `ǃgrsn`; خيرسون is `ǁgrsn`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from dateline.text.transliterate import match_key, strip_marks

KEY, BARE_BONES, FULL_BONES = "ǀ", "ǁ", "ǃ"
"""Letters that no text begins a word with: key, consonants of an abjad, of another script."""
TELLING = 3
"""Consonants that tell a name from others; of fewer the vowels are kept."""
LONGEST = 64
"""Letters of a word that are kept; what is longer is no word that a person looks for."""
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`ʹʻ][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_ABJAD = re.compile("[\u0590-\u06ff]")
_ARTICLE = re.compile("^al(?=...)")
_VOWELS = re.compile("[aeiou]")
_SOUNDS = str.maketrans("pveo", "bfiu")
PREFIX = "*"


def index_text(text: str, *, names: bool = False) -> str:
    """What an index keeps of a text, its tokens joined by spaces.

    `names`: all of it is names; without, those words are that have a capital or know none.
    """
    words = [match[0] for match in _WORD.finditer(text)]
    named = words if names else [word for word in words if word != word.lower() or _caseless(word)]
    forms = [(_key(w), _bones(w)) for w in named]
    tokens = [token for word in words for token in _plain(word)]
    tokens += [key for key, _ in forms if key]
    tokens += [bones for _, bones in forms if bones]
    return " ".join(tokens)


class Phrase(Struct, frozen=True):
    """Tokens that must follow each other; `prefix`: the last is the beginning of one."""

    tokens: tuple[str, ...]
    prefix: bool = False


class Matcher:
    """Words of a query: the phrases that an index is asked for, and where they stand in a text."""

    def __init__(self, text: str, *, across_scripts: bool = True) -> None:
        self._prefix = text.endswith(PREFIX)
        self._words = [match[0] for match in _WORD.finditer(text)]
        self._across = across_scripts

    def phrases(self) -> tuple[Phrase, ...]:
        """Any of which finds the words; none: there are no words."""
        if not self._words:
            return ()
        plain = tuple(token for word in self._words for token in _plain(word))
        found = [Phrase(plain, self._prefix)]
        if self._across:
            keys = tuple(_key(word) for word in self._words)
            found += [Phrase(keys, self._prefix)] if all(keys) else []
            found += [Phrase(bones) for bones in self._bones()] if not self._prefix else []
        return tuple(dict.fromkeys(found))

    def _bones(self) -> Iterator[tuple[str, ...]]:
        """Consonants as an abjad writes them; of an abjad's word those of other scripts too."""
        bones = [_bones(word)[1:] for word in self._words]
        if all(bones):
            yield tuple(BARE_BONES + b for b in bones)
            if any(map(_ABJAD.search, self._words)):
                yield tuple(FULL_BONES + b for b in bones)

    def marks(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in a text: ranges [start, end) in order, none over another."""
        last = 0
        for start, end in sorted(self._runs(list(_WORD.finditer(text)))):
            if start >= last:
                yield start, end
                last = end

    def _runs(self, words: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
        for phrase in self.phrases():
            tokens = [
                (token, match.start(), match.end())
                for match in words
                for token in _tokens(match[0], phrase.tokens[0][:1])
            ]
            yield from _runs(tokens, phrase)


def _runs(tokens: Sequence[tuple[str, int, int]], phrase: Phrase) -> Iterator[tuple[int, int]]:
    length = len(phrase.tokens)
    for at in range(len(tokens) - length + 1):
        run = tokens[at : at + length]
        *whole, last = (token for token, _, _ in run)
        ended = last.startswith(phrase.tokens[-1]) if phrase.prefix else last == phrase.tokens[-1]
        if ended and tuple(whole) == phrase.tokens[:-1]:
            yield run[0][1], run[-1][2]


def _tokens(word: str, form: str) -> tuple[str, ...]:
    """A word's tokens in one form, as a phrase of that form may hold them."""
    if form == KEY:
        return (_key(word),)
    if form in (BARE_BONES, FULL_BONES):
        return (_bones(word),)
    return _plain(word)


def _caseless(word: str) -> bool:
    return word.lower() == word.upper() and not word.isdigit()


@lru_cache(maxsize=65_536)
def _plain(word: str) -> tuple[str, ...]:
    return tuple(token[:LONGEST] for token in _PLAIN.findall(strip_marks(word).casefold()))


@lru_cache(maxsize=65_536)
def _key(word: str) -> str:
    key = match_key(word).replace(" ", "")
    return KEY + key[:LONGEST] if key else ""


@lru_cache(maxsize=65_536)
def _bones(word: str) -> str:
    """`ǃgrsn` of Kherson, `ǁgrsn` of خيرسون; of few consonants the vowels by their kind."""
    abjad = _ABJAD.search(word) is not None
    key = match_key(word).replace(" ", "").translate(_SOUNDS)
    if abjad:
        key = _ARTICLE.sub("", key)
    consonants = _VOWELS.sub("", key)
    bones = consonants if len(consonants) >= TELLING else key
    return (BARE_BONES if abjad else FULL_BONES) + bones[:LONGEST] if bones else ""


def name_keys(name: str) -> tuple[str, str]:
    """The key of a whole name, and its consonants; '' where its words have none.

    >>> name_keys("Tal Afar"), name_keys("تلعفر")[1]
    (('ǀtal ǀafar', 'ǃtl ǃafar'), 'ǁtlfr')
    """
    words = [match[0] for match in _WORD.finditer(name)]
    keys, bones = [_key(word) for word in words], [_bones(word) for word in words]
    return (" ".join(keys) if all(keys) else "", " ".join(bones) if all(bones) else "")
