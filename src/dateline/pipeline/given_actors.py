"""The actors of given events: names as data sets write them, as the actors that reports name.

"Military Forces of Russia (2000-)" is the actor "Russian forces" that a report's "Russian army" is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.mentions.drafts import KINDS, Draft, of_entry, of_state
from dateline.mentions.entries import entries, forces_name, people_name, states
from dateline.mentions.records import Entry, Sense
from dateline.mentions.registry import actor_id, actor_of
from dateline.model import Actor, ActorKind, DataSet, Mention, Report, Span, content_id
from dateline.pipeline.given_fields import Fields, first_of
from dateline.text.yaml_files import read_yaml

_YEARS = re.compile(r"\s*\((?:\d{4})?\s*-\s*(?:\d{4})?\s*\)")
_WHERE = re.compile(r"\s*\([^()]*\)\s*$")
LONGEST = 300
"""Characters of a name that are looked at: more is no name."""
_GROUPS = (Sense.GROUP, Sense.FORCE, Sense.BODY)


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """A form of names: `words` with `{state}` in it; what actor it is of that state."""

    words: str
    sector: str
    kind: ActorKind


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Form], ...]:
    data = (files("dateline.pipeline") / "data" / "given_actors.yaml").read_bytes()
    found = read_yaml(
        data, tuple[Form, ...], where="pipeline/data/given_actors.yaml", remedy="see its comments"
    )
    return tuple((_pattern(form.words), form) for form in found)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        re.escape(words).replace(r"\{state\}", r"(?P<state>[^()]+?)") + r"(?:\W.*)?", re.I
    )


class Cast(Struct, frozen=True, kw_only=True):
    """Who did it and who had it done to them (ids), their records, and where they are named."""

    did: tuple[str, ...] = ()
    undergone: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    why: tuple[str, ...] = ()


def cast_of(report: Report, fields: Fields, known: DataSet) -> Cast:
    """The actors of a row."""
    drafts: list[tuple[Span, Draft, bool]] = []
    for columns, did in ((known.actors.did, True), (known.actors.undergone, False)):
        words = first_of(fields, columns)
        if words is not None:
            column = next(name for name in columns if name in fields)
            told = fields.get(known.actors.classes.get(column, ""))
            sector = known.actors.sectors.get(told.text) if told else None
            drafts.append((words, draft_of(words.text, sector), did))
    written = first_of(fields, known.types.columns)
    stood = known.actors.states.get(written.text, ()) if written else ()
    drafts += [(written, of_state(country), True) for country in stood if written]
    return _cast(report, drafts)


def _cast(report: Report, drafts: list[tuple[Span, Draft, bool]]) -> Cast:
    did: list[str] = []
    undergone: list[str] = []
    actors: dict[str, Actor] = {}
    mentions: dict[tuple[int, int], Mention] = {}
    for words, draft, acts in drafts:
        key = actor_id(draft, report, words.start)
        actors.setdefault(key, actor_of(key, draft, report))
        (did if acts else undergone).append(key)
        kind = KINDS[draft.kind]
        mentions.setdefault(
            (words.start, words.end),
            Mention(
                words.start, words.end, words.text,
                id=content_id("men", report.id, words.start, words.end, kind), kind=kind, actor=key,
            ),
        )  # fmt: skip
    return Cast(
        did=tuple(dict.fromkeys(did)),
        undergone=tuple(dict.fromkeys(undergone)),
        actors=tuple(actors.values()),
        mentions=tuple(mentions[place] for place in sorted(mentions)),
        why=tuple(f"given: {w.text!r} is {d.name}" for w, d, _ in drafts if w.text != d.name),
    )


def draft_of(written: str, sector: str | None = None) -> Draft:
    """The actor that a data set's name stands for; a group of that name where none is known.

    "Government of Ukraine" -> Ukraine; "RSF: Rapid Support Forces" -> the Rapid Support Forces
    """
    name = " ".join(_YEARS.sub(" ", written[:LONGEST]).split())
    for pattern, form in _forms():
        match = pattern.fullmatch(name)
        country = _state(match["state"]) if match else None
        if country is not None:
            return _of_form(form, country, name)
    for part in _parts(name):
        entry = _names().get(part.casefold())
        if entry is not None:
            return of_entry(entry)
    return Draft(name=name or written, kind=ActorKind.GROUP, sector=sector, plural=True)


def _of_form(form: Form, country: str, name: str) -> Draft:
    if form.kind is ActorKind.STATE:
        return of_state(country)
    if form.kind is ActorKind.FORCE and form.sector == "MIL":
        name = forces_name(country)
    if form.kind is ActorKind.GROUP:  # a people: civilians are no party, whatever their country
        return Draft(
            name=people_name(country), kind=form.kind, sector=form.sector, country=country,
            plural=True,
        )  # fmt: skip
    return Draft(name=name, kind=form.kind, side=country, sector=form.sector, country=country)


def _parts(name: str) -> list[str]:
    """What of a name may be known: all of it, what follows a short form, the short form, what
    stands before a bracket."""
    short, colon, rest = name.partition(": ")
    parts = [name, rest, short] if colon else [name]
    parts += [_WHERE.sub("", part) for part in tuple(parts)]
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


@cache
def _names() -> dict[str, Entry]:
    """Groups, forces and bodies by name; the first that has it."""
    found: dict[str, Entry] = {}
    for name, entry in entries():
        if entry.sense in _GROUPS:
            found.setdefault(name.casefold(), entry)
    return found


@cache
def _states_by_name() -> dict[str, str]:
    return {
        name.casefold(): country
        for country, state in states().items()
        for name in (state.name, *state.names)
    }


def _state(written: str) -> str | None:
    """A state by name, as data sets write it: "Russia", "Russia (Soviet Union)"."""
    known = _states_by_name()
    words = written.strip().casefold()
    while words and words not in known:
        words = words.rpartition(" ")[0].rstrip(",")
    return known.get(words)
