"""Drafts: what a name says of its actor, before the report's actors are settled."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from dateline.mentions.entries import demonym, forces_name, people_name, state_entry
from dateline.mentions.genders import genders
from dateline.mentions.records import Entry, Head, Sense
from dateline.mentions.stems import normal
from dateline.model import ActorKind, MentionKind


class Draft(Struct, frozen=True, gc=False, kw_only=True):
    """An actor as one name gives it. `local`: it exists only within this report."""

    name: str
    kind: ActorKind
    side: str | None = None
    sector: str | None = None
    country: str | None = None
    role: str | None = None
    gender: str = "a"
    plural: bool = False
    local: bool = False
    of: Draft | None = None


class Found(Struct, kw_only=True):
    """Tokens [first, last) that name something; `draft` is None until it is resolved.

    `anaphor`: the class of an anaphoric noun, or 'pronoun', 'place', 'surname'; `head` the
    normal form of its noun; `chain` the neural reader's coreference chain; `title` what such an
    office is called.
    """

    first: int
    last: int
    kind: MentionKind
    draft: Draft | None = None
    anaphor: str | None = None
    head: str | None = None
    sector: str | None = None
    score: float = 0.9
    inner: bool = False
    chain: int | None = None
    title: str | None = None


KINDS = {
    ActorKind.PERSON: MentionKind.PERSON,
    ActorKind.ORGANISATION: MentionKind.ORGANISATION,
    ActorKind.FORCE: MentionKind.FORCE,
    ActorKind.STATE: MentionKind.STATE,
    ActorKind.GROUP: MentionKind.GROUP,
    ActorKind.UNNAMED: MentionKind.OTHER,
}


@lru_cache(maxsize=8192)
def of_entry(entry: Entry) -> Draft:
    """The actor that a name of the lexicon stands for."""
    name, kind, sector = entry.name, entry.kind, entry.sector
    if entry.sense is Sense.PEOPLE:
        name, kind, sector = people_name(entry.country or ""), ActorKind.GROUP, None
    return Draft(
        name=name, kind=kind, side=entry.side, sector=sector, country=entry.country,
        gender=genders().get(normal(name.split()[0]), "a") if kind is ActorKind.PERSON else "n",
        plural=entry.sense in (Sense.PEOPLE, Sense.FORCE, Sense.GROUP),
    )  # fmt: skip


def of_state(country: str) -> Draft:
    """A state as an actor."""
    return of_entry(state_entry(country))


def headed(owner: Draft, head: Head, words: str, sector: str) -> Draft:
    """The actor that an owner's name and a heading noun make: 'Russian' + 'troops'."""
    state = owner.country if owner.kind is ActorKind.STATE else None
    side, country = owner.side, owner.country
    if head.cls == "force":
        if state and head.name in ("forces", "navy", "air force", "border guards"):
            name = forces_name(state) if head.name == "forces" else f"{demonym(state)} {head.name}"
        elif state:
            name = f"{demonym(state)} {head.name}"
        else:
            name = owner.name if head.name == "forces" else words
        return Draft(name=name, kind=ActorKind.FORCE, side=side, sector=_arm_sector(owner, sector),
                     country=country, gender="n", plural=True)  # fmt: skip
    if head.cls == "unit":
        return Draft(name=words, kind=ActorKind.FORCE, side=side, sector=_arm_sector(owner, sector),
                     country=country, gender="n")  # fmt: skip
    if head.cls == "office":
        name = words if head.name == "ministry" or not state else f"{demonym(state)} {head.name}"
        return Draft(name=name, kind=ActorKind.ORGANISATION, side=side, sector=sector,
                     country=country, gender="n")  # fmt: skip
    return _head_people(owner, head, words, sector)


def _head_people(owner: Draft, head: Head, words: str, sector: str) -> Draft:
    group = owner.kind in (ActorKind.GROUP, ActorKind.ORGANISATION, ActorKind.FORCE)
    sector = owner.sector if group and owner.sector and sector in ("GOV", "REB") else sector
    side, country = owner.side, owner.country
    if head.cls in ("officials", "role", "individual"):
        office = head.own and head.cls != "individual" and sector != "ELI"
        speaks = office or sector in ("MIL", "COP")
        kind = ActorKind.GROUP if head.cls == "officials" else ActorKind.UNNAMED
        return Draft(name=words, kind=kind, side=side if speaks else None, sector=sector,
                     country=country, role=words if kind is ActorKind.UNNAMED else None, of=owner,
                     plural=head.cls == "officials", local=kind is ActorKind.UNNAMED)  # fmt: skip
    if head.cls == "rebels":
        if group:
            return owner if owner.sector in ("REB", "CRM") else Draft(
                name=words, kind=ActorKind.GROUP, side=side, sector="REB", country=country,
                gender="n", plural=True)  # fmt: skip
        slug = f"{country.lower()}-rebels" if country else None
        return Draft(name=words, kind=ActorKind.GROUP, side=slug, sector=sector, country=country,
                     gender="n", plural=True)  # fmt: skip
    if head.cls == "media":
        return Draft(name=words, kind=ActorKind.ORGANISATION, side=side, sector="JRN",
                     country=country, gender="n", plural=True, of=owner)  # fmt: skip
    return Draft(name=words, kind=ActorKind.GROUP, side=None, sector=sector, country=country,
                 gender="n", plural=True)  # fmt: skip


def _arm_sector(owner: Draft, sector: str) -> str:
    return owner.sector if owner.sector in ("REB", "CRM", "UAF") and sector == "MIL" else sector
