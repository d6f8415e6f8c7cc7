"""The data files of this room other than cues, and phrases looked up in them."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeVar

import msgspec
from msgspec import Struct

from dateline.model import Certainty, ConfigError
from dateline.text.patterns import one_of

T = TypeVar("T")
LANGUAGES = ("en", "uk", "ru")


class Hedges(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One file hedges.<language>.yaml; its patterns match text in small letters (`small`)."""

    hedges: dict[Certainty, tuple[str, ...]]
    decline: tuple[str, ...]
    demand: tuple[str, ...]
    imperative: frozenset[str]
    predict: tuple[str, ...]
    estimate: tuple[str, ...]
    modals: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    set_phrases: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()

    @cached_property
    def idle(self) -> re.Pattern[str]:
        """Matches set phrases whose words mean something else in them."""
        return phrases(self.set_phrases, small=True)

    @cached_property
    def hedge(self) -> re.Pattern[str]:
        """Matches any hedge, the longest first."""
        return phrases([p for row in self.hedges.values() for p in row], small=True)

    @cached_property
    def degrees(self) -> dict[str, Certainty]:
        """The certainty that each hedge leaves."""
        return {phrase: degree for degree, row in self.hedges.items() for phrase in row}

    @cached_property
    def vaguely(self) -> re.Pattern[str]:
        """Matches what says that nobody vouches for a source."""
        return phrases(self.vague)

    @cached_property
    def declines(self) -> re.Pattern[str]:
        """Matches what a source says that declines to speak."""
        return phrases(self.decline, small=True)

    @cached_property
    def demands(self) -> re.Pattern[str]:
        """Matches words of obligation."""
        return phrases(self.demand, small=True)

    @cached_property
    def predicts(self) -> re.Pattern[str]:
        """Matches the future tense."""
        return phrases(self.predict, small=True)


class SourceWords(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """One file sources.<language>.yaml."""

    social_media: tuple[str, ...]
    imagery: tuple[str, ...]
    document: tuple[str, ...]
    unnamed: tuple[str, ...]
    anonymous: tuple[str, ...]
    head_ends: frozenset[str]
    citing: tuple[str, ...]
    platforms: tuple[str, ...]
    articles: frozenset[str] = frozenset()
    audience: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    nobody: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    taking_up: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    presents: tuple[str, ...] = ()

    @cached_property
    def presented(self) -> re.Pattern[str]:
        """Matches what opens a line that presents a quotation: 'From the desk of NAME:'."""
        return phrases(self.presents)

    @cached_property
    def quotes(self) -> re.Pattern[str]:
        """Matches cues whose subject is the source: 'was quoted as saying by'."""
        return phrases(self.quoted)

    @cached_property
    def heard(self) -> re.Pattern[str]:
        """Matches those who only hear a claim: "told reporters" names no relay."""
        return phrases(self.audience)

    @cached_property
    def kinds(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Source kinds with a pattern of their words, in the order in which they are tried."""
        return tuple(
            (kind, phrases(getattr(self, kind)))
            for kind in ("social_media", "imagery", "document", "unnamed")
        )

    @cached_property
    def anonymously(self) -> re.Pattern[str]:
        """Matches what says that a source is not to be named."""
        return phrases(self.anonymous)

    @cached_property
    def cited(self) -> re.Pattern[str]:
        """Matches what stands between an outlet and the source that it cites."""
        return phrases(self.citing)

    @cached_property
    def carried(self) -> re.Pattern[str]:
        """Matches the names of platforms."""
        return phrases(self.platforms)


def phrases(found: list[str] | tuple[str, ...], *, small: bool = False) -> re.Pattern[str]:
    """A pattern of whole words, longer phrases first, apostrophes of either kind.

    `small`: it is given small letters only, which `re` matches much faster than either case.
    """
    if not found:
        return re.compile(r"(?!)")
    wanted = [phrase.lower() for phrase in found] if small else found
    words = one_of(wanted, escape=_escaped)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.NOFLAG if small else re.I)


def small(text: str) -> str:
    """The text in small letters, character for character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _escaped(part: str) -> str:
    return re.escape(part).replace("'", "['’]").replace("\\ ", r"\s+")


@cache
def hedges(lang: str | None) -> Hedges:
    """The hedges of a language; those of English for languages without a file."""
    return _read_lexicon("hedges", lang, Hedges)


@cache
def source_words(lang: str | None) -> SourceWords:
    """The source words of a language; those of English for languages without a file."""
    return _read_lexicon("sources", lang, SourceWords)


def _read_lexicon(name: str, lang: str | None, kind: type[T]) -> T:
    file = f"{name}.{lang if lang in LANGUAGES else 'en'}.yaml"
    path = files("dateline.claims") / "data" / file
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a lexicon file: {error}", where=file, remedy="see docs/reading-claims.md"
        ) from error
