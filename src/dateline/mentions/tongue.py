"""What is known of a language that is read by whole phrases: the files actors.<language>.yaml.

The neural reader gives the phrases of such a language; its file gives names and nouns to read them
by. The actors are those of the English lexicon: a file only says what they are called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files

from msgspec import Struct

from dateline.mentions.files import read
from dateline.text.transliterate import strip_marks

_PIECE = re.compile(r"\w+")
_SHORTEST = 3
"""Letters that a word must keep without the word that is written together with it."""


class HeadWords(Struct, frozen=True, forbid_unknown_fields=True, rename={"cls": "class"}):
    """A row of heads, as in heads.en.yaml; its words without articles and prepositions."""

    cls: str
    sector: str
    words: tuple[str, ...]
    name: str | None = None
    own: bool = True
    alone: bool = True
    """Whether the noun by itself names the state's own: "the army", not "troops"."""


class Tongue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One file actors.<language>.yaml.

    `fold`: letters that writers use for each other; `proclitics`: words written together with the
    next one, `enclitics` with the one before; `article`: one that is; `small`: words that names and
    nouns are looked up without; `definite`: those of them that make a noun one known of, where the
    article is a word; `genitive`: words between people and whom they follow; `inside`: words before
    a place where people only are; `plural`: endings of adjectives that stand for a people;
    `inflect`: an ending of `of`'s words -> the endings of all its forms. `of` and `people` give the
    adjectives (`_` stands for a space) and the peoples of states, `states` and `seats` further
    names of states and of their seats of government, `aliases` what actors of the English lexicon
    are called, `conflicts` words that mark a report as being on a conflict. `never`: English names
    that are words of this language.
    """

    lang: str
    fold: dict[str, str] = {}
    proclitics: tuple[str, ...] = ()
    article: str = ""
    enclitics: tuple[str, ...] = ()
    small: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    plural: tuple[str, ...] = ()
    former: frozenset[str] = frozenset()
    pro: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    inflect: tuple[tuple[str, tuple[str, ...]], ...] = ()
    of: dict[str, str]
    people: dict[str, str] = {}
    states: dict[str, tuple[str, ...]] = {}
    seats: dict[str, tuple[str, ...]] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    conflicts: dict[str, tuple[str, ...]] = {}
    never: frozenset[str] = frozenset()
    heads: tuple[HeadWords, ...] = ()

    @cached_property
    def folds(self) -> dict[int, str]:
        """`fold` as a table for str.translate."""
        return str.maketrans(self.fold)

    @cached_property
    def dropped(self) -> frozenset[str]:
        """The words that names are looked up without, in plain letters."""
        return frozenset(self.plain(word) for word in self.small)

    def is_definite(self, opening: Sequence[str], noun: str) -> bool:
        """Whether small words before a noun, or its own article, make it one known of."""
        plain = [self.plain(word).strip("'’") for word in opening]
        if self.article:
            ends = (noun.removeprefix(clitic) for clitic in ("", *self.proclitics))
            return any(end.startswith(self.article) for end in ends) or noun.startswith("لل")
        return not {self.plain(word) for word in self.definite}.isdisjoint(plain)

    def plain(self, word: str) -> str:
        """A word in small letters without marks: 'Ejército' -> 'ejercito', 'أمّة' -> 'امه'."""
        return strip_marks(word.lower().translate(self.folds)).translate(self.folds)

    def pieces(self, token: str) -> list[str]:
        """The words in what stands between spaces, but for the small ones: "d'Ivoire" -> ivoire."""
        found = _PIECE.findall(self.plain(token.replace(".", "")))
        return [piece for piece in found if piece not in self.dropped]

    def key(self, phrase: str) -> tuple[str, ...]:
        """The words that a name is kept under."""
        return tuple(self.bare(piece) for word in phrase.split() for piece in self.pieces(word))

    def is_people(self, country: str, word: str) -> bool:
        """Whether a form of a state's adjective stands for its people: 'rusos', not 'ruso'."""
        listed = self.of.get(country, "").split()
        return word.endswith(self.plural) and word not in {self.plain(one) for one in listed}

    def bare(self, word: str) -> str:
        """A word without the article that is written together with it."""
        rest = word.removeprefix(self.article) if self.article else word
        return rest if len(rest) >= _SHORTEST - 1 else word

    def forms(self, word: str) -> tuple[str, ...]:
        """What a word of a text may be kept under: itself, then without what is written with it."""
        found = {self.bare(word): None}
        for clitic in self.proclitics:
            if word.startswith(clitic) and len(word) - len(clitic) >= _SHORTEST:
                found[self.bare(word[len(clitic) :])] = None
        for form in tuple(found):
            for ending in self.enclitics:
                if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST:
                    found[form[: -len(ending)]] = None
        return tuple(found)

    def inflected(self, word: str) -> tuple[str, ...]:
        """All forms of an adjective: 'ruso' -> ruso, rusa, rusos, rusas."""
        for ending, others in self.inflect:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                return tuple(stem + other for other in others)
        return (word,)


@cache
def tongues() -> tuple[str, ...]:
    """The codes of the languages that have a file."""
    folder = files("dateline.mentions") / "data"
    names = (path.name for path in folder.iterdir())
    return tuple(sorted(n[len("actors.") : -len(".yaml")] for n in names if n[:7] == "actors."))


@cache
def tongue(lang: str) -> Tongue:
    """A language's file; ConfigError names file and field."""
    return read(f"actors.{lang}.yaml", Tongue)
