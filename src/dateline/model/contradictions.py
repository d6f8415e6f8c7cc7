"""Contradictions: two claims that cannot both hold, and why."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from dateline.model.ids import content_id


class ContradictionKind(StrEnum):
    """What the two claims disagree about."""

    CONTROL = "control"
    PRESENCE = "presence"
    QUANTITY = "quantity"
    POLARITY = "polarity"
    TIME = "time"
    PLACE = "place"
    RESPONSIBILITY = "responsibility"


class Contradiction(Struct, frozen=True, gc=False, kw_only=True):
    """Two claims, by id and in the order of the text, that cannot both hold."""

    claims: tuple[str, str]
    kind: ContradictionKind
    why: str
    events: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its name: of its two claims, in either order."""
        return content_id("con", *sorted(self.claims))
