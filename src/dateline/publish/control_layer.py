"""Who holds what, as the dossier shows it: states of places over valid and transaction time."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import ControlSpan


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

    `sides`: names by slug, in the order of the legend; `colours`: by slug; `first`, `last`: the
    valid time shown (ISO dates); `known_first`, `known_last`: the transaction time shown.
    """

    places: tuple[ControlPlace, ...]
    sides: tuple[tuple[str, str], ...]
    first: str
    last: str
    known_first: str
    known_last: str
    colours: tuple[tuple[str, str], ...] = ()
