"""Mentions and the actors they resolve to."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from dateline.model.spans import Span


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    FORCE = "force"
    STATE = "state"
    GROUP = "group"
    PLACE = "place"
    FACILITY = "facility"
    EQUIPMENT = "equipment"
    PRONOUN = "pronoun"
    OTHER = "other"


class ActorKind(StrEnum):
    """What an actor is; private persons are never actors beyond the words of one report."""

    PERSON = "person"
    ORGANISATION = "organisation"
    FORCE = "force"
    STATE = "state"
    GROUP = "group"
    UNNAMED = "unnamed"


class Mention(Span, frozen=True, kw_only=True):
    """A span that names something; `actor` is the id of the actor that it resolves to."""

    id: str
    kind: MentionKind
    actor: str | None = None
    score: float = 1.0


class Actor(Struct, frozen=True, gc=False, kw_only=True):
    """A person, office, institution, armed force, state or group.

    `role` as written ("Kremlin spokesman"); `affiliation` the id of another actor;
    `side` the party it acts for: ISO 3166-1 alpha-3 of a state, or a slug of another party.
    `sector`: PLOVER sector code (GOV, MIL, REB, CVL, ...); `country`: ISO 3166-1 alpha-3.
    """

    id: str
    name: str
    kind: ActorKind
    side: str | None
    role: str | None = None
    affiliation: str | None = None
    sector: str | None = None
    country: str | None = None
