"""One language's data: words in groups, macros and rules, as written in data/<lang>.yaml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.model import ConfigError

Words = dict[str, dict[str | int, str]]


class RuleData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule: what it makes of a match, the pattern over words, constant slots.

    `wrap` names a macro that may stand before the match; `after` a pattern that must end where
    the match begins; `register` limits the rule to histories or to news.
    """

    make: str
    match: str
    wrap: str | None = None
    after: str | None = None
    register: str | None = None
    constants: dict[str, str | int | float] = msgspec.field(default_factory=dict, name="with")


class TenseData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words and endings that show whether a clause tells of the past or of what is to come.

    `saying`: verbs of saying and of wanting, whose past is not that of what they speak of.
    `carriers`: words after which an ending of the past says nothing of time ('be moved');
    `articles`: after which it is an adjective ('the besieged city').
    `obliging`: words that look ahead before an infinitive ('was to').
    `put_off` and `put_off_to`: 'postponed ... until'.
    """

    past: str = ""
    future: str = ""
    past_endings: str = ""
    future_phrases: tuple[str, ...] = ()
    carriers: str = ""
    future_endings: str = ""
    saying: str = ""
    articles: str = ""
    obliging: str = ""
    put_off: tuple[str, ...] = ()
    put_off_to: tuple[str, ...] = ()


class Relations(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words before an expression that make an open or joined interval of it. `day_points`: where
    it begins with one of these ("before *dawn* on Thursday"), it stays within its day.
    `within`: words that place a deed in a year or month; `aside`: those that begin what is told by
    the way ("who"); `until_only`: those of `until` that never mean "by" or "to"."""

    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    day_points: tuple[str, ...] = ()
    range_open: tuple[str, ...] = ()
    range_join: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    until_only: tuple[str, ...] = ()


class EventWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the language dates by an event: nouns and verbs of beginning; the relations that may
    stand before the event's name itself, and how many words may come between. `names`: what the
    events that conflict files name in English are called."""

    begin_nouns: tuple[str, ...] = ()
    begin_verbs: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    between: int = 0
    names: dict[str, tuple[str, ...]] = {}


class Counting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the language counts from an event: words after the time; `stops`: words after those that
    begin no event; `light`: words that name none; `lasting`: words before a length that goes on."""

    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    lasting: tuple[str, ...] = ()


class LanguageData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that is known of the time expressions of one language.

    Words of the groups in `plain` also count as any other word (LOW, CAP). `apostrophes`: they
    stand inside words. `fold`: letters that writers use for each other ('' for marks that many
    leave out); `proclitics`: words that are written together with the next one,
    and stand outside its expression. `keep_unread`: what the neural reader takes for a time and no
    rule reads is kept as unknown.
    """

    language: str
    words: Words
    rules: tuple[RuleData, ...]
    macros: dict[str, str] = {}
    exact: Words = {}
    plain: tuple[str, ...] = ()
    apostrophes: bool = False
    fold: dict[str, str] = {}
    proclitics: tuple[str, ...] = ()
    keep_unread: bool = False
    tense: TenseData = TenseData()
    relations: Relations = Relations()
    events: EventWords = EventWords()
    counting: Counting = Counting()


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a data file."""
    folder = files("dateline.times") / "data"
    return tuple(sorted(p.name[:-5] for p in folder.iterdir() if len(p.name) == len("en.yaml")))


@cache
def language(code: str) -> LanguageData:
    """A language's data; ConfigError names a wrong file and field."""
    path = files("dateline.times") / "data" / f"{code}.yaml"
    return read_language(path.read_bytes(), where=f"times/data/{code}.yaml")


def read_language(data: bytes, *, where: str) -> LanguageData:
    """The language in some YAML; ConfigError names file and field."""
    try:
        return msgspec.yaml.decode(data, type=LanguageData)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigError(
            f"not a file of time expressions: {error}", where=where, remedy="see docs/times.md"
        ) from error
