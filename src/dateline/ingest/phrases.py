"""What the readers know of a language's news pages: months, labels, credits, boilerplate."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model.errors import ConfigError

_FALLBACK = "en"


class Phrases(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The phrases of one language; all lists but `months` and `weekdays` are regular expressions.

    `day_first`: whether 4/11 is the 4th of November; None: usage differs, so it is said to be
    ambiguous. `byline_places` lead from a name to a place, `particles` are the small words of
    names; `dash_speaks`: a dash at the beginning of a line is speech. `boilerplate` matches
    from the beginning of a line, `credits` up to its end, `box_openers` a
    whole line over links to other stories. `columns`: small words of the first
    rows of tables.
    """

    lang: str
    day_first: bool | None
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    date_glue: tuple[str, ...] = ()
    zones: dict[str, str] = {}
    bylines: tuple[str, ...] = ()
    byline_joins: tuple[str, ...] = ()
    byline_places: tuple[str, ...] = ()
    particles: frozenset[str] = frozenset()
    dash_speaks: bool = False
    credits: tuple[str, ...] = ()
    agency_credits: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    box_openers: tuple[str, ...] = ()
    columns: frozenset[str] = frozenset()

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """Every written form of a month, in small letters, with its number from 1."""
        return {
            name.lower(): number
            for number, names in enumerate(self.months, start=1)
            for name in names
        }

    def pattern(self, field: str, template: str, *, case: bool = False) -> re.Pattern[str] | None:
        """One expression that matches any entry of a field, put for {} in the template."""
        return _pattern(self.lang, field, template, case)


@cache
def _pattern(lang: str, field: str, template: str, case: bool) -> re.Pattern[str] | None:  # noqa: FBT001
    entries: tuple[str, ...] = getattr(_one(lang), field)
    if not entries:
        return None
    return re.compile(template.replace("{}", f"(?:{'|'.join(entries)})"), 0 if case else re.I)


def phrases(lang: str | None) -> tuple[Phrases, ...]:
    """The phrases to look for in a text of this language: its own, then English."""
    if lang is None or lang == _FALLBACK or lang not in languages():
        return (_one(_FALLBACK),)
    return (_one(lang), _one(_FALLBACK))


def all_phrases() -> tuple[Phrases, ...]:
    """The phrases of every language, English first."""
    return (_one(_FALLBACK), *(_one(lang) for lang in languages() if lang != _FALLBACK))


@cache
def languages() -> tuple[str, ...]:
    """Languages that have a file."""
    folder = files("dateline.ingest") / "data" / "lang"
    return tuple(
        sorted(p.name.removesuffix(".yaml") for p in folder.iterdir() if p.name.endswith(".yaml"))
    )


@cache
def _one(lang: str) -> Phrases:
    path = files("dateline.ingest") / "data" / "lang" / f"{lang}.yaml"
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=Phrases)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a file of phrases: {error}", where=path.name, remedy="see docs/add-a-language.md"
        ) from error
