"""Every name of the lexicon with its reading: the data files of this room and the conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from dateline.mentions.files import read
from dateline.mentions.records import Entry, Sense
from dateline.model import ActorKind, Conflict, Party, shipped_conflicts

SHORT = 3
"""Acronyms of so few letters mean an armed group only in reports on its conflict."""


class State(Struct, frozen=True):
    """A state of states.json; `exonyms`: its names by language."""

    name: str
    alpha2: str
    names: tuple[str, ...]
    capital: str | None
    exonyms: dict[str, tuple[str, ...]] = {}


class People(Struct, frozen=True):
    """Adjectives and nouns of a people, of demonyms.yaml."""

    of: tuple[str, ...]
    people: tuple[str, ...] = ()


class Seats(Struct, frozen=True):
    """seats.yaml."""

    more: dict[str, tuple[str, ...]]
    always: dict[str, tuple[str, ...]]
    sectors: dict[str, str]


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of organisations.yaml."""

    sector: str
    kind: ActorKind
    side: str | None
    name: str
    names: tuple[str, ...]
    country: str | None = None
    igo: bool = False


@cache
def states() -> dict[str, State]:
    """States by ISO 3166-1 alpha-3."""
    return read("states.json", dict[str, State])


@cache
def demonym(country: str) -> str:
    """The first adjective of a state ('Russian'), or its name."""
    people = _peoples().get(country)
    if people:
        return people.of[0]
    return states()[country].name if country in states() else country


def demonyms(country: str) -> tuple[str, ...]:
    """The adjectives of a state, in all languages."""
    people = _peoples().get(country)
    return people.of if people else ()


@cache
def people_name(country: str) -> str:
    """What the people of a state are called ('Russians')."""
    people = _peoples().get(country)
    return people.people[0] if people and people.people else f"{demonym(country)}s"


@cache
def _peoples() -> dict[str, People]:
    return read("demonyms.yaml", dict[str, People])


@cache
def state_entry(country: str) -> Entry:
    """The actor that a state is."""
    name = states()[country].name if country in states() else country
    return Entry(
        sense=Sense.STATE, name=name, kind=ActorKind.STATE, side=country, sector="GOV",
        country=country,
    )  # fmt: skip


@cache
def forces_name(country: str) -> str:
    """What the regular forces of a state are called, however a report words it."""
    return f"{demonym(country)} forces"


@cache
def entries() -> tuple[tuple[str, Entry], ...]:
    """Every name and its reading; one name may have several."""
    return tuple(_entries())


def _entries() -> Iterator[tuple[str, Entry]]:
    yield from _list_states()
    yield from _list_demonyms()
    yield from _list_seats()
    yield from _list_bodies()
    yield from _list_outlets()
    yield from _national_forces()
    yield from _list_leaders()
    for conflict in shipped_conflicts():
        for party in conflict.parties:
            yield from _list_party(conflict, party)


def like(entry: Entry, phrase: str, sense: Sense) -> Entry:
    """An entry under another phrase, which says whether its letters must be capitals."""
    upper = phrase.isupper() and len(phrase.replace(".", "")) <= 5
    return Entry(
        sense=sense, name=entry.name, kind=entry.kind, side=entry.side, sector=entry.sector,
        country=entry.country, conflict=entry.conflict, wide=entry.wide,
        upper=upper, capital=phrase[0].isupper(),
        capitals=sum(word[0].isupper() for word in phrase.split()),
    )  # fmt: skip


def _list_states() -> Iterator[tuple[str, Entry]]:
    for country, state in states().items():
        for name in {state.name, *state.names}:
            yield name, like(state_entry(country), name, Sense.STATE)


def _list_demonyms() -> Iterator[tuple[str, Entry]]:
    for country, people in _peoples().items():
        entry = state_entry(country)
        for word in people.of:
            yield word, like(entry, word, Sense.DEMONYM)
        for word in people.people or tuple(f"{word}s" for word in people.of if word.isascii()):
            yield word, like(entry, word, Sense.PEOPLE)


def _list_seats() -> Iterator[tuple[str, Entry]]:
    seats = read("seats.yaml", Seats)
    for country, state in states().items():
        capital = (state.capital,) if state.capital and state.capital not in state.names else ()
        for name in {*capital, *seats.more.get(country, ())}:
            yield name, like(state_entry(country), name, Sense.SEAT)
    for country, names in seats.always.items():
        for name in names:
            entry = Entry(
                sense=Sense.BODY, name=name.removeprefix("the "), kind=ActorKind.ORGANISATION,
                side=country, sector=seats.sectors.get(name, "GOV"), country=country,
            )  # fmt: skip
            yield name, like(entry, name.removeprefix("the "), Sense.BODY)


def _list_bodies() -> Iterator[tuple[str, Entry]]:
    for body in read("organisations.yaml", list[Body]):
        for name in body.names:
            sense = Sense.GROUP if body.kind is ActorKind.GROUP else Sense.BODY
            known = name if body.name == "think tank" else body.name
            entry = Entry(
                sense=sense, name=known, kind=body.kind, side=body.side, sector=body.sector,
                country=body.country,
            )  # fmt: skip
            yield name, like(entry, name, sense)


def _list_outlets() -> Iterator[tuple[str, Entry]]:
    found = read("outlets.yaml", dict[str, list[str]])
    for name in found["media"]:
        entry = Entry(sense=Sense.OUTLET, name=name, kind=ActorKind.ORGANISATION, sector="JRN")
        yield name, like(entry, name, Sense.OUTLET)
    for name in found["platforms"]:
        entry = Entry(sense=Sense.PLATFORM, name=name, kind=ActorKind.ORGANISATION)
        yield name, like(entry, name, Sense.PLATFORM)


def _national_forces() -> Iterator[tuple[str, Entry]]:
    for country, names in _force_names().items():
        for name in names:
            entry = Entry(
                sense=Sense.FORCE, name=forces_name(country), kind=ActorKind.FORCE, side=country,
                sector="MIL", country=country,
            )  # fmt: skip
            yield name, like(entry, name, Sense.FORCE)


class Leaders(Struct, frozen=True):
    """leaders.yaml."""

    states: dict[str, tuple[str, ...]]
    bodies: dict[str, tuple[str, ...]]


@cache
def leaders() -> tuple[Entry, ...]:
    """Persons who spoke for a state or a body, by full name."""
    found = read("leaders.yaml", Leaders)
    rows: list[tuple[str, str, str, str | None]] = [
        (code, name, "GOV", code) for code, names in found.states.items() for name in names
    ]
    rows += [(side, name, "IGO", None) for side, names in found.bodies.items() for name in names]
    return tuple(
        Entry(sense=Sense.PERSON, name=name, kind=ActorKind.PERSON, side=side, sector=sector,
              country=country)
        for side, name, sector, country in rows
    )  # fmt: skip


def _list_leaders() -> Iterator[tuple[str, Entry]]:
    for entry in leaders():
        yield entry.name, like(entry, entry.name, Sense.PERSON)


def _list_party(conflict: Conflict, party: Party) -> Iterator[tuple[str, Entry]]:
    state = party.kind == "state"
    kind = ActorKind.ORGANISATION if state else ActorKind(party.kind)
    own = {name.lower() for name in states()[party.side].names} if party.side in states() else set()
    for name in party.names:
        if name.lower() not in own:
            yield (
                name,
                _make_entry(
                    conflict,
                    party,
                    name,
                    Sense.GROUP,
                    kind,
                    party.sector,
                    name if state else party.name,
                ),
            )
    for name in party.forces:
        sector = "MIL" if state else party.sector
        called = forces_name(party.side) if state and _generic(name, party.side) else name
        yield name, _make_entry(conflict, party, name, Sense.FORCE, ActorKind.FORCE, sector, called)
    for name in party.offices:
        yield (
            name,
            _make_entry(conflict, party, name, Sense.BODY, ActorKind.ORGANISATION, "GOV", name),
        )
    for name in party.persons:
        yield (
            name,
            _make_entry(conflict, party, name, Sense.PERSON, ActorKind.PERSON, party.sector, name),
        )
    for name in party.outlets:
        yield (
            name,
            _make_entry(conflict, party, name, Sense.OUTLET, ActorKind.ORGANISATION, "JRN", name),
        )


@cache
def _force_names() -> dict[str, list[str]]:
    """What a state's forces are called, by state."""
    return read("national_forces.yaml", dict[str, list[str]])


def _generic(name: str, country: str) -> bool:
    national = _force_names().get(country, [])
    return name[0].islower() or name.startswith(demonym(country)) or name in national


def _make_entry(
    conflict: Conflict, party: Party, phrase: str, sense: Sense, kind: ActorKind,
    sector: str | None, name: str,
) -> Entry:  # fmt: skip
    short = phrase.isupper() and len(phrase) <= SHORT
    entry = Entry(
        sense=sense, name=name, kind=kind, side=party.side, sector=sector, country=party.country,
        conflict=conflict.slug, wide=not (short or phrase[0].islower()),
    )  # fmt: skip
    return like(entry, phrase, sense)
