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
    """Two claims, by id and in the order of the text, that cannot both hold.

    `why`: the reason in one sentence; `score`: the fitted probability that a person would call
    it one; `perhaps`: it is below the score from which contradictions are shown.
    """

    claims: tuple[str, str]
    kind: ContradictionKind
    why: str
    events: tuple[str, ...] = ()
    score: float = 1.0
    perhaps: bool = False

    @property
    def id(self) -> str:
        """Its name: of its two claims, in either order."""
        return content_id("con", *sorted(self.claims))
