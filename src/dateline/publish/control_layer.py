"""Who holds what, as the dossier shows it: states of places over valid and transaction time."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import ControlState


class ControlSpan(Struct, frozen=True, kw_only=True):
    """One state of a place: true from `start` up to `end` in the world, and in the ledger
    from `known_from` up to `known_to` (ISO 8601, halves open; None: without limit).

    `controller`: the side that holds it, None where contested or unknown; `sides`: the sides
    that contest or claim it. `claims_for`, `claims_against`: claim ids.
    """

    start: str | None
    end: str | None
    known_from: str | None
    known_to: str | None
    state: ControlState
    controller: str | None
    confidence: float
    sides: tuple[str, ...] = ()
    claims_for: tuple[str, ...] = ()
    claims_against: tuple[str, ...] = ()
    why: str | None = None


class ControlPlace(Struct, frozen=True, kw_only=True):
    """A place with its states; `country`: ISO 3166-1 alpha-2, to which its cell is clipped."""

    id: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    spans: tuple[ControlSpan, ...]


class ControlLayer(Struct, frozen=True, kw_only=True):
    """Everything that the map needs to show control over time.

    `sides`: names by slug, in the order of the legend; `first`, `last`: the valid time shown
    (ISO dates); `known_first`, `known_last`: the transaction time shown.
    """

    places: tuple[ControlPlace, ...]
    sides: tuple[tuple[str, str], ...]
    first: str
    last: str
    known_first: str
    known_last: str
