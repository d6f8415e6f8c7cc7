"""What the lexicons say of a name: the senses and entries behind every match."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from dateline.model import ActorKind


class Sense(StrEnum):
    """How a name in the lexicon is to be read."""

    STATE = "state"
    DEMONYM = "demonym"
    PEOPLE = "people"
    SEAT = "seat"
    BODY = "body"
    FORCE = "force"
    GROUP = "group"
    PERSON = "person"
    OUTLET = "outlet"
    PLATFORM = "platform"


class Entry(Struct, frozen=True, gc=False, kw_only=True):
    """A name in the lexicon: the actor that it stands for, and in which conflict.

    `wide`: the name means this actor in any report, not only in those on `conflict`.
    """

    sense: Sense
    name: str
    kind: ActorKind
    side: str | None = None
    sector: str | None = None
    country: str | None = None
    conflict: str | None = None
    wide: bool = True
    upper: bool = False
    capital: bool = False
    capitals: int = 0

    def usable(self, conflict: str | None) -> bool:
        """Whether the name has this meaning in a report on that conflict."""
        return self.wide or self.conflict is None or self.conflict == conflict


class Head(Struct, frozen=True, gc=False, kw_only=True):
    """A noun that heads the name of an actor. `cls`: see heads.en.yaml."""

    cls: str
    sector: str
    name: str | None = None
    own: bool = True


class Pronoun(Struct, frozen=True, gc=False, kw_only=True):
    """Gender m, f, n (neither) or a (any), number s or p; person 1 is the speaker."""

    gender: str
    number: str
    person: int = 3


class Hit(Struct, frozen=True, gc=False):
    """Tokens [first, last) that a name of the lexicon matches, with its readings."""

    first: int
    last: int
    entries: tuple[Entry, ...]


class Titles(Struct, frozen=True, gc=False):
    """Titles before names of persons, by the gender that they show."""

    male: frozenset[str] = frozenset()
    female: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()


class Relations(Struct, frozen=True, gc=False):
    """Participles after a state's name: 'Russian-installed' act for it, 'US-backed' do not."""

    own: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()


class Relative(Struct, frozen=True, gc=False):
    """Words for the speaker's own side and for the other one."""

    own: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file words.<language>.yaml."""

    modifiers: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    arms: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    relations: Relations = Relations()
    pro: frozenset[str] = frozenset()
    anti: frozenset[str] = frozenset()
    titles: Titles = Titles()
    particles: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    anaphors: dict[str, frozenset[str]] = {}
    of_states: frozenset[str] = frozenset()
    state_offices: frozenset[str] = frozenset()
    state_roles: frozenset[str] = frozenset()
    gains: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    home: str | None = None
    dwell: frozenset[str] = frozenset()
    loyal: frozenset[str] = frozenset()
    in_place: frozenset[str] = frozenset()
    ethnic: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    pronouns: dict[str, Pronoun] = {}
    relative: Relative = Relative()
    organisation_ends: frozenset[str] = frozenset()
    place_ends: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    credits: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    nouns_only: frozenset[str] = frozenset()
    not_alone: frozenset[str] = frozenset()
