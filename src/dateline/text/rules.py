"""What the segmenter knows of a language: a YAML file each in data/lang, or `generic`."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from dateline.model.errors import ConfigError

GENERIC = "generic"


class LanguageRules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """How a language writes words and ends sentences; all words without their last period.

    `titles` never end a sentence; `numbered` do not before a digit; `abbreviations` end one
    only before one of `starters`. `clitics` are regular expressions of word ends that stand as
    words of their own, `proclitics` of word beginnings; `contractions` say after how many
    characters a written word is cut in two. `spaced_closers` are closing marks that are written
    apart from what they close.
    """

    lang: str
    hyphens: Literal["split", "keep"] = "keep"
    hyphen_prefixes: frozenset[str] = frozenset()
    hyphen_suffixes: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()
    proclitics: tuple[str, ...] = ()
    contractions: dict[str, int] = {}
    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    not_initials: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    spaced_closers: frozenset[str] = frozenset()

    @cached_property
    def dotted(self) -> frozenset[str]:
        """Every word that keeps its period."""
        return self.titles | self.numbered | self.abbreviations

    @cached_property
    def clitic(self) -> re.Pattern[str] | None:
        """Matches the clitic at the end of a word, the host before it."""
        return re.compile(f"(?<=.)(?:{'|'.join(self.clitics)})$", re.I) if self.clitics else None

    @cached_property
    def proclitic(self) -> re.Pattern[str] | None:
        """Matches the clitic at the beginning of a word."""
        return (
            re.compile(f"(?:{'|'.join(self.proclitics)})(?=.)", re.I) if self.proclitics else None
        )


@cache
def rules(lang: str | None) -> LanguageRules:
    """The rules of a language (ISO 639-1), or the generic ones where it has no file."""
    folder = files("dateline.text") / "data" / "lang"
    path = folder / f"{lang}.yaml"
    if lang is None or not lang.isalpha() or not path.is_file():
        path = folder / f"{GENERIC}.yaml"
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=LanguageRules)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a language file: {error}", where=path.name, remedy="see docs/add-a-language.md"
        ) from error
