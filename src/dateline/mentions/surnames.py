"""Surnames that say who is meant: of the persons of a conflict file, and of known leaders."""

from __future__ import annotations

from functools import cache

from dateline.mentions.drafts import Draft, of_entry
from dateline.mentions.entries import leaders
from dateline.mentions.stems import normal
from dateline.model import ActorKind, shipped_conflicts


@cache
def leader_surnames() -> dict[str, Draft]:
    """Surnames that only one leader of the lexicon has."""
    found: dict[str, Draft | None] = {}
    for entry in leaders():
        key = normal(entry.name.split()[-1])
        known = found.get(key)
        twice = key in found and (known is None or known.side != entry.side)
        found[key] = None if twice else known or of_entry(entry)
    return {key: draft for key, draft in found.items() if draft is not None}


@cache
def party_surnames(slug: str) -> dict[str, Draft]:
    """Surnames of the persons in a conflict file; the first who bears one has it."""
    found: dict[str, Draft] = {}
    for party in next(c.parties for c in shipped_conflicts() if c.slug == slug):
        for name in party.persons:
            draft = Draft(name=name, kind=ActorKind.PERSON, side=party.side, sector=party.sector,
                          country=party.country)  # fmt: skip
            last = name.split()[-1]
            for form in {last, last.split("-")[-1]}:
                found.setdefault(normal(form), draft)
    return found
