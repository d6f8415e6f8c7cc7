"""`ftm`: occurrences, reports and bodies as FollowTheMoney entities, which OpenAleph loads.

Invariant: no person is an entity, whatever their office; who is named so stays in the quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from dateline.model import Actor, ActorKind, Coding, Report
from dateline.publish.dates import day_of
from dateline.publish.exports.countries import country_called
from dateline.publish.exports.material import Material, Occurrence
from dateline.publish.plain import encodable, web_address

SCHEMATA = {
    ActorKind.STATE: "PublicBody",
    ActorKind.FORCE: "Organization",
    ActorKind.ORGANISATION: "Organization",
}
"""What kinds of actors are; groups without a name of their own and persons are none."""
Properties = dict[str, Iterable[str | None]]


def ftm(material: Material) -> Iterator[bytes]:
    """One entity a line: bodies and reports before the events that name them, each once."""
    seen: set[str] = set()
    for occurrence in material.occurrences():
        codings = _codings(occurrence, material)
        for entity in _entities(occurrence, codings, material):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield msgspec.json.encode(entity) + b"\n"


def _entities(
    occurrence: Occurrence, codings: list[Coding], material: Material
) -> Iterator[dict[str, Any]]:
    bodies = {a.id: a for coding in codings for a in _involved(occurrence, coding)}
    yield from (_body(actor) for actor in bodies.values())
    yield from (_article(coding.report) for coding in codings)
    yield _event(occurrence, sorted(bodies), [c.report for c in codings], material)


def _codings(occurrence: Occurrence, material: Material) -> list[Coding]:
    """The codings that an occurrence rests on, each once, in order."""
    numbers = dict.fromkeys(claim.report for claim in occurrence.claims)
    return [material.views.reports[number].coding for number in numbers]


def _involved(occurrence: Occurrence, coding: Coding) -> Iterator[Actor]:
    """The bodies that did it or had it done to them, as this report names them."""
    events = {e.event.id: e.event for e in occurrence.events}
    own = [event for event in coding.events if event.id in events]
    wanted = {actor for event in own for actor in (*event.actors, *event.recipients)}
    yield from (a for a in coding.actors if a.id in wanted and a.kind in SCHEMATA)


def _body(actor: Actor) -> dict[str, Any]:
    return _entity(
        actor.id,
        SCHEMATA[actor.kind],
        {"name": [actor.name], "country": [_country(actor.country)]},
    )


def _article(report: Report) -> dict[str, Any]:
    address = web_address(report.url)
    return _entity(
        report.id,
        "Article",
        {
            "title": [report.title],
            "fileName": [None if report.title else report.id],
            "publishedAt": [report.published],
            "publisher": [report.outlet],
            "sourceUrl": [address],
            "language": [_languages().get(report.lang or "")],
        },
    )


def _event(
    occurrence: Occurrence, bodies: Iterable[str], reports: Iterable[Report], material: Material
) -> dict[str, Any]:
    place, time, main = occurrence.place, occurrence.time, occurrence.main
    region = material.region(place) if place else None
    where = ", ".join(filter(None, (place.name, region))) if place else None
    name = ": ".join(filter(None, (main.type_label, place.name if place else None)))
    known = list(reports)
    return _entity(
        occurrence.id,
        "Event",
        {
            "name": [f"{name}, {day_of(time.earliest)}" if time.earliest else name],
            "startDate": [day_of(time.earliest)],
            "endDate": [day_of(time.latest)],
            "location": [where],
            "country": [_country(place.country) if place else None],
            "summary": [f"{claim.outlet}: “{claim.quote}”" for claim in occurrence.claims],
            "keywords": [e.event.type for e in occurrence.events],
            "involved": bodies,
            "proof": [report.id for report in known],
            "sourceUrl": [web_address(report.url) for report in known],
            "publisher": [report.outlet for report in known],
            "recordId": [occurrence.id],
        },
    )


def _country(code: str | None) -> str | None:
    """A country as FollowTheMoney writes it: "UKR", "UA" -> "ua"."""
    found = country_called(code) if code else None
    return found.lower() if found else None


@cache
def _languages() -> dict[str, str]:
    """Codes of three letters, which FollowTheMoney writes."""
    data = (files("dateline.publish") / "data" / "languages.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=dict[str, str])


def _entity(key: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An entity with what is known; values each once, without what no text can hold."""
    kept = {
        name: list(dict.fromkeys(encodable(value) for value in values if value))
        for name, values in properties.items()
    }
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }
