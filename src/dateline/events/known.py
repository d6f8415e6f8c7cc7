"""What kind of actor a mention names, as the crosswalks ask it: soldiers, rebels, civilians."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline.model import Actor, ActorKind, Coding, Mention, MentionKind

_NON_STATE = ("rebels", "nonstate_words")
_BY_SECTOR = {
    "MIL": ("soldiers", "state_words"),
    "REB": _NON_STATE,
    "UAF": _NON_STATE,
    "PRM": _NON_STATE,
    "INS": _NON_STATE,
    "SEP": _NON_STATE,
    "CRM": _NON_STATE,
    "COP": ("police", "state_words"),
    "CVL": ("civilian",),
    "REF": ("civilian",),
    "JRN": ("civilian",),
}
_OTHERS = frozenset({"GOV", "LEG", "JUD", "IGO", "NGO", "OPP"})
"""Sectors that are known and say nothing of arms."""


class Label(Struct, frozen=True, gc=False):
    """Characters [start, end) that name an actor of these kinds."""

    start: int
    end: int
    names: tuple[str, ...]


def label_mentions(coding: Coding) -> Iterator[Label]:
    """The mentions whose actors are of a kind that a crosswalk asks for."""
    actors = {actor.id: actor for actor in coding.actors}
    for mention in coding.mentions:
        names = name_kinds(mention, actors.get(mention.actor or ""))
        if names:
            yield Label(mention.start, mention.end, names)


def name_kinds(mention: Mention, actor: Actor | None) -> tuple[str, ...]:
    """The kinds of one mention: a "soldier" is of soldiers and of the state's words."""
    if actor is None or mention.kind is MentionKind.PLACE:
        return ()
    sector = actor.sector or ""
    known = sector in _BY_SECTOR or sector in _OTHERS
    if mention.kind is MentionKind.PERSON and not known:
        return ("civilian",)
    if known and actor.kind is not ActorKind.STATE:
        return _BY_SECTOR.get(sector, ())
    return ("soldiers",) if actor.kind is ActorKind.FORCE else ()
