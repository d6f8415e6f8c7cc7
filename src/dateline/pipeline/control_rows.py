"""The atlas as rows that people and programs read: holdings, changes, histories, GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from dateline.control.atlas import Atlas
from dateline.control.claimants import read_map
from dateline.control.holders import Phase
from dateline.model import ConfigError
from dateline.publish.embedding import embeddable
from dateline.store import ClaimantMap


class HoldingRow(Struct, frozen=True, kw_only=True):
    """Who holds one place. `since`, `known`: ISO 8601; `why` in words."""

    COLUMNS: ClassVar = ("name", "state", "controller", "challenger", "since", "confidence", "why")

    place: str
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    state: str
    controller: str | None
    challenger: str | None
    since: str | None
    confidence: float
    claimants_for: int
    claimants_against: int
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    known: str | None
    why: str


class ChangeRow(Struct, frozen=True, kw_only=True):
    """A place that passed from one holder to another."""

    COLUMNS: ClassVar = ("since", "name", "before", "controller", "confidence", "known", "why")

    place: str
    name: str
    before: str | None
    controller: str | None
    since: str | None
    known: str | None
    confidence: float
    claims: tuple[str, ...]
    why: str


class PhaseRow(Struct, frozen=True, kw_only=True):
    """One phase of one place's control."""

    COLUMNS: ClassVar = (
        "name", "since", "state", "controller", "challenger", "confidence", "known", "why",
        "claims_for",
    )  # fmt: skip

    place: str
    name: str
    since: str | None
    state: str
    controller: str | None
    challenger: str | None
    confidence: float
    known: str | None
    claims_for: tuple[str, ...]
    claims_against: tuple[str, ...]
    why: str


def holdings(atlas: Atlas, instant: datetime) -> Iterator[HoldingRow]:
    """Every place with a phase at this instant of valid time, by id."""
    for holding in atlas.at(instant):
        point, phase = holding.place, holding.phase
        yield HoldingRow(
            place=point.id, name=point.name, lat=point.lat, lon=point.lon,
            country=point.country, admin1=point.admin1, state=phase.state.value,
            controller=phase.holder, challenger=phase.challenger, since=iso(phase.since),
            confidence=phase.confidence, claimants_for=len(phase.claimants_for),
            claimants_against=len(phase.claimants_against), claims_for=phase.support,
            claims_against=phase.against, known=iso(phase.known), why=phase.why,
        )  # fmt: skip


def changes(atlas: Atlas, begin: datetime, end: datetime) -> Iterator[ChangeRow]:
    """Places whose holder changed in the span, oldest first."""
    for change in atlas.changes(begin, end):
        phase = change.phase
        yield ChangeRow(
            place=change.place.id, name=change.place.name, before=change.before,
            controller=phase.holder, since=iso(phase.since), known=iso(phase.known),
            confidence=phase.confidence, claims=phase.support, why=phase.why,
        )  # fmt: skip


def history(atlas: Atlas, place: str) -> Iterator[PhaseRow]:
    """The phases of the places with this id or name, oldest first."""
    wanted = place.casefold()
    for key, point in sorted(atlas.points.items()):
        if wanted in (key.casefold(), point.name.casefold()):
            for phase in atlas.history(key):
                yield _phase(key, point.name, phase)


def _phase(place: str, name: str, phase: Phase) -> PhaseRow:
    return PhaseRow(
        place=place, name=name, since=iso(phase.since), state=phase.state.value,
        controller=phase.holder, challenger=phase.challenger, confidence=phase.confidence,
        known=iso(phase.known), claims_for=phase.support, claims_against=phase.against,
        why=phase.why,
    )  # fmt: skip


def geojson(rows: Iterable[HoldingRow]) -> bytes:
    """The holdings as a GeoJSON FeatureCollection of points."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": {
                k: v for k, v in msgspec.to_builtins(row).items() if k not in ("lat", "lon")
            },
        }
        for row in rows
    ]
    return embeddable(msgspec.json.encode({"type": "FeatureCollection", "features": features}))


def claimant_map(
    data: bytes, *, claimant: str, at: str, side: str | None, elsewhere: str | None, location: str
) -> ClaimantMap:
    """A checked map for the ledger; ConfigError names the wrong feature."""
    read_map(data, where=location)
    if elsewhere is not None:
        collection: dict[str, Any] = json.loads(data)
        if collection.get("elsewhere") not in (None, elsewhere):
            raise ConfigError("the map names another side for elsewhere", where=location)
        data = json.dumps(collection | {"elsewhere": elsewhere}, ensure_ascii=False).encode()
    return ClaimantMap(claimant=claimant, side=side, at=at, data=data, location=location)


def iso(instant: datetime | None) -> str | None:
    """An instant, as a plain date at midnight."""
    if instant is None:
        return None
    midnight = (instant.hour, instant.minute, instant.second) == (0, 0, 0)
    return instant.date().isoformat() if midnight else instant.isoformat()
