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
from dateline.control.left_out import Omission
from dateline.control.parameters import Parameters
from dateline.model import ConfigError
from dateline.publish.embedding import embeddable
from dateline.store import ClaimantMap


class HoldingRow(Struct, frozen=True, kw_only=True):
    """Who holds one place. `since`, `known`: ISO 8601; `why` in words; `before`: who held it
    before, None where that is not known."""

    COLUMNS: ClassVar = (
        "name", "state", "controller", "before", "challenger", "since", "confidence", "why",
    )  # fmt: skip

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
    before: str | None = None


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
        "name", "since", "state", "controller", "before", "challenger", "confidence", "known",
        "why", "claims_for",
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
    before: str | None = None


class LeftOutRow(Struct, frozen=True, kw_only=True):
    """Something said of a place that control leaves out: `rule` is its id, `why` what it says."""

    COLUMNS: ClassVar = ("name", "rule", "why", "words", "claim")

    place: str | None
    name: str
    rule: str
    why: str
    words: str
    side: str | None
    claim: str
    event: str
    report: str


class AssertionRow(Struct, frozen=True, kw_only=True):
    """Something said of a place that control reckons with.

    `weight`: what it counts, all told; `says`: holds, gone, fights, shells or there;
    `speaks`: who says it, seen from the side that gains; `parties`: between whom the place can
    pass, where the report and the place tell.
    """

    COLUMNS: ClassVar = ("name", "says", "controller", "not_controller", "weight", "why", "claim")

    place: str
    name: str
    says: str
    controller: str | None
    not_controller: str | None
    weight: float
    speaks: str
    claimant: str
    parties: tuple[str, ...]
    recorded: str
    why: str
    claim: str
    event: str
    report: str


def left_out(atlas: Atlas, place: str | None = None) -> Iterator[LeftOutRow]:
    """What was left out, of a place with this id or name or of all, by report and rule."""
    for item in sorted(atlas.left, key=lambda i: (i.report, i.event, i.place or "", i.rule)):
        name = _name_of(item.place, atlas) or item.name or ""
        if place is not None and place.casefold() not in (
            (item.place or "").casefold(), name.casefold(), (item.name or "").casefold()
        ):  # fmt: skip
            continue
        yield LeftOutRow(
            place=item.place, name=name, rule=item.rule.value, why=item.why, words=item.words,
            side=item.side, claim=item.claim, event=item.event, report=item.report,
        )  # fmt: skip


def assertions(
    atlas: Atlas, parameters: Parameters, *, only: str | None = None
) -> Iterator[AssertionRow]:
    """Every piece of evidence that has a vote, of the place with this id or of all, by place and
    time of publication."""
    unused = {(item.event, item.place) for item in atlas.left if item.rule in WITHOUT_VOTE}
    told = atlas.evidence if only is None else {only: atlas.evidence.get(only, ())}
    for place, items in sorted(told.items()):
        for item in sorted(items, key=lambda i: (i.assertion.recorded, i.assertion.id)):
            made = item.assertion
            if (made.event, place) in unused:
                continue
            yield AssertionRow(
                place=place, name=_name_of(place, atlas) or place, says=item.says,
                controller=made.controller, not_controller=made.not_controller,
                weight=round(item.weight * parameters.claimant[item.claimant_kind], 4),
                speaks=item.claimant_kind, claimant=made.claimant,
                parties=tuple(sorted(item.parties)), recorded=made.recorded, why=made.why or "",
                claim=made.claim or "", event=made.event or "", report=item.report,
            )  # fmt: skip


WITHOUT_VOTE = frozenset(
    {
        Omission.UNDATED, Omission.NOBODYS, Omission.BEFORE_START, Omission.AREA_ALONE,
        Omission.NOT_LISTED,
    }
)  # fmt: skip
"""The rules by which evidence has no vote in the reckoning."""


def _name_of(place: str | None, atlas: Atlas) -> str | None:
    """The gazetteer's name of a place."""
    from dateline.places.gazetteer import gazetteer

    if place is None:
        return None
    if place in atlas.points:
        return atlas.points[place].name
    known = gazetteer().by_id(place)
    return known.name if known is not None else None


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
            before=phase.former,
        )  # fmt: skip


def changes(atlas: Atlas, begin: datetime, end: datetime) -> Iterator[ChangeRow]:
    """Places whose holder changed in the span, oldest first."""
    for change in atlas.changes(begin, end):
        phase = change.phase
        yield ChangeRow(
            place=change.place.id, name=change.place.name, before=phase.former,
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
        why=phase.why, before=phase.former,
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
