"""What a saved search found, as it is told."""

from __future__ import annotations

from msgspec import Struct


class Find(Struct, frozen=True, kw_only=True):
    """A claim that a saved search found. `found_at`: when; else as in the ledger."""

    id: str
    found_at: str
    report: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    source: str | None
    side: str | None
    stance: str
    certainty: str
    content: str
    places: tuple[str, ...]
