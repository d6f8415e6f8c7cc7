"""The names and nouns of a language read by phrases, as tables to look up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Generic, TypeVar

from dateline.mentions.entries import entries, like, state_entry, states
from dateline.mentions.records import Entry, Head, Sense
from dateline.mentions.tongue import HeadWords, Tongue, tongue
from dateline.model import ConfigError

T = TypeVar("T")
Forms = Sequence[Sequence[str]]
_SHARED = frozenset({Sense.PERSON, Sense.GROUP, Sense.FORCE, Sense.BODY, Sense.OUTLET})
"""Senses of English names that other languages of its letters use too."""


class Table(Generic[T]):
    """Values by sequences of words; the longest that fits at a place is found."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[tuple[str, ...], T]] = {}

    def put(self, key: tuple[str, ...], value: T) -> T:
        """Keep a value under some words, or give the one that is kept there already."""
        return self._rows.setdefault(key[0], {}).setdefault(key[1:], value)

    def at(self, words: Forms, i: int) -> tuple[int, T] | None:
        """How many words from place i the longest key has, and its value."""
        best: tuple[int, T] | None = None
        for form in words[i]:
            for rest, value in self._rows.get(form, {}).items():
                size = 1 + len(rest)
                if best is not None and size <= best[0]:
                    continue
                if i + size <= len(words) and all(
                    word in forms for word, forms in zip(rest, words[i + 1 : i + size], strict=True)
                ):
                    best = (size, value)
        return best


class TongueNames:
    """Names with their entries and nouns with their heads."""

    def __init__(self, data: Tongue) -> None:
        self.data = data
        self.names: Table[list[Entry]] = Table()
        self.heads: Table[tuple[HeadWords, Head]] = Table()
        for phrase, entry in named(data):
            key = data.key(phrase)
            if key:
                rows = self.names.put(key, [])
                if entry not in rows:
                    rows.append(entry)
        for row in data.heads:
            head = Head(cls=row.cls, sector=row.sector, name=row.name, own=row.own)
            for word in row.words:
                self.heads.put(data.key(word), (row, head))


def named(data: Tongue) -> Iterator[tuple[str, Entry]]:
    """Every name of the language with its reading, those of its own file first."""
    yield from _of_states(data)
    english = _by_phrase()
    for known, names in data.aliases.items():
        if known not in english:
            raise ConfigError(
                f"no actor is called {known!r}", where=f"mentions/data/actors.{data.lang}.yaml",
                remedy="name it as the English lexicon does",
            )  # fmt: skip
        for name in names:
            for entry in english[known]:
                yield name, like(entry, name, entry.sense)
    for phrase, found in english.items():
        if phrase not in data.never and not phrase.islower():
            yield from ((phrase, entry) for entry in found if entry.sense in _SHARED)


def _of_states(data: Tongue) -> Iterator[tuple[str, Entry]]:
    for country, state in states().items():
        entry = state_entry(country)
        for name in (*state.exonyms.get(data.lang, ()), *data.states.get(country, ())):
            yield name, like(entry, name, Sense.STATE)
        for name in data.seats.get(country, ()):
            yield name, like(entry, name, Sense.SEAT)
        for word in data.of.get(country, "").split():
            for form in data.inflected(word.replace("_", " ")):
                yield form, like(entry, form, Sense.DEMONYM)
        for word in data.people.get(country, "").split():
            yield word, like(entry, word, Sense.PEOPLE)


@cache
def _by_phrase() -> dict[str, list[Entry]]:
    """The readings of every English name, also under what its actor is called."""
    found: dict[str, list[Entry]] = {}
    for phrase, entry in entries():
        for name in {phrase, entry.name}:
            rows = found.setdefault(name, [])
            if entry not in rows:
                rows.append(entry)
    return found


@cache
def tongue_names(lang: str) -> TongueNames:
    """The tables of a language."""
    return TongueNames(tongue(lang))
