"""One language's ways with toponyms: the files of data/lang."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model.errors import ConfigError
from dateline.places.keys import fold

_NOTHING = re.compile(r"(?!)")


class _File(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    before: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    kinds: dict[str, str] = {}
    exonyms: dict[str, tuple[str, ...]] = {}
    nouns: tuple[str, ...] = ()
    trusted: bool = False
    acting: str | None = None
    owned: str | None = None
    dealt: str | None = None
    institution: str | None = None
    institution_before: str | None = None
    areas: dict[str, str] = {}
    compass: dict[str, str] = {}
    numbers: dict[str, int] = {}
    endings: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Language:
    """Compiled patterns and word lists of one language.

    `trusted`: of what the neural reader has read, its names alone count, as it says they are used;
    `kinds`: words of a kind of place -> the same in kinds.yaml; `links` stand between them and the
    name; `nouns`: words of places that name none, where no capital tells.
    """

    def __init__(self, code: str, given: _File) -> None:
        self.code = code
        self._given = given
        self.before = frozenset(given.before)
        self.joins = frozenset(given.joins)
        self.never = frozenset(given.never)
        self.clitics = tuple(sorted(given.clitics, key=len))
        self.articles = given.articles
        self.links = tuple(sorted(given.of, key=len, reverse=True))
        self.kinds = dict(sorted(given.kinds.items(), key=lambda row: -len(row[0])))
        self.nouns = frozenset(given.nouns)
        self.trusted = given.trusted
        self.exonyms = given.exonyms
        self.acting = re.compile(given.acting) if given.acting else _NOTHING
        self.owned = re.compile(given.owned, re.I) if given.owned else _NOTHING
        self.dealt = re.compile(given.dealt, re.I) if given.dealt else _NOTHING
        self.institution = re.compile(given.institution) if given.institution else _NOTHING
        prior = given.institution_before
        self.institution_before = re.compile(prior) if prior else _NOTHING
        self.compass = given.compass
        self.numbers = given.numbers

    @cached_property
    def foreign(self) -> bool:
        """Whether its names are looked up by its own table and without its own small words."""
        return bool(self.exonyms)

    @cached_property
    def _called(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, written in self.exonyms.items():
            for exonym in written:
                found.setdefault(fold(exonym), []).append(name)
        return found

    def called(self, name: str) -> list[str]:
        """What the gazetteer calls the places that this language has such a name for."""
        return self._called.get(fold(name), [])

    @cached_property
    def areas(self) -> dict[str, re.Pattern[str]]:
        """The patterns beside a toponym that narrow or widen it, by rule."""
        cased = ("bank_alone", "part")
        return {
            name: re.compile(pattern, 0 if name in cased else re.I)
            for name, pattern in self._given.areas.items()
        }

    def forms(self, word: str) -> tuple[str, ...]:
        """The forms that the gazetteer may have a word of the text under; itself first."""
        if not self._given.endings:
            return (word,)
        return _forms(self._given.endings, word)


@cache
def _forms(endings: tuple[tuple[str, tuple[str, ...]], ...], word: str) -> tuple[str, ...]:
    lowered = word.lower()
    found = dict.fromkeys([word])
    for written, firsts in endings:
        if lowered.endswith(written) and len(word) - len(written) >= 2:
            stem = word[: len(word) - len(written)]
            found |= dict.fromkeys(stem + first for first in firsts)
    return tuple(found)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a file."""
    folder = files("dateline.places") / "data" / "lang"
    names = (path.name for path in folder.iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


@cache
def language(code: str | None) -> Language:
    """The language with this ISO 639-1 code; English's ways where there is no file for it."""
    known = code if code in languages() else "en"
    path = files("dateline.places") / "data" / "lang" / f"{known}.yaml"
    try:
        given = msgspec.yaml.decode(path.read_bytes(), type=_File)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a file of place patterns: {error}", where=str(path), remedy="see docs/places.md"
        ) from error
    return Language(known, given)
