"""Who speaks in the reports, and how much: no score and no rank of trust."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from dateline.publish.labels import label
from dateline.publish.views import ClaimView, Views


class Speaker(Struct, frozen=True, kw_only=True):
    """A source with its side (else its kind) and the indices of its claims, in so many outlets."""

    name: str
    side: str
    claims: tuple[int, ...]
    outlets: int


def speakers_of(views: Views) -> list[Speaker]:
    """The sources of the claims; those that say most first."""
    groups: dict[tuple[str, str], list[int]] = {}
    for index, claim in enumerate(views.claims):
        groups.setdefault((claim.source.name, _side(claim)), []).append(index)
    found = [_speaker(key, claims, views) for key, claims in groups.items()]
    return sorted(found, key=lambda s: (-len(s.claims), s.name))


def _side(view: ClaimView) -> str:
    return view.source.side or label("source", view.source.kind)


def _speaker(key: tuple[str, str], claims: Iterable[int], views: Views) -> Speaker:
    own = tuple(claims)
    outlets = {views.claims[i].outlet for i in own}
    return Speaker(name=key[0], side=key[1], claims=own, outlets=len(outlets))
