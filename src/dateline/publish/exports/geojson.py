"""`geojson`: occurrences with a place, for maps and GIS (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from dateline.model import given_sets
from dateline.publish.embedding import embeddable
from dateline.publish.exports.material import Material, Occurrence
from dateline.publish.labels import radii


def geojson(material: Material) -> Iterator[bytes]:
    """A feature collection, one feature a line; unplaced occurrences have no geometry."""
    yield b'{"type":"FeatureCollection","features":['
    for number, occurrence in enumerate(material.occurrences()):
        comma = b"," if number else b""
        feature = msgspec.json.encode(_feature(occurrence, material))
        yield comma + b"\n" + embeddable(feature)
    yield b"\n]}\n"


def _feature(occurrence: Occurrence, material: Material) -> dict[str, Any]:
    place = occurrence.place
    geometry = None
    if place is not None:
        geometry = {"type": "Point", "coordinates": [round(place.lon, 5), round(place.lat, 5)]}
    return {
        "type": "Feature",
        "id": occurrence.id,
        "geometry": geometry,
        "properties": properties_of(occurrence, material),
    }


def properties_of(occurrence: Occurrence, material: Material) -> dict[str, Any]:
    """What is known of an occurrence, in plain values and lists.

    `uncertainty_km`: radius in which it may lie; None where the point is exact or unknown;
    `given`: data sets whose coders' rows are among its claims.
    """
    place, main = occurrence.place, occurrence.main
    codings = (material.views.reports[c.report].coding for c in occurrence.claims)
    return {
        "type": main.event.type,
        "auxiliary": main.event.auxiliary,
        "place": place.name if place else None,
        "place_id": place.id if place else None,
        "country": place.country if place else None,
        "admin1": material.region(place) if place else None,
        "where_prec": place.where_prec if place else None,
        "area": occurrence.area,
        "uncertainty_km": radii().get(place.where_prec) if place else None,
        "earliest": occurrence.time.earliest,
        "latest": occurrence.time.latest,
        "date_prec": occurrence.time.date_prec,
        "actors": list(main.who),
        "recipients": list(main.to_whom),
        "quantities": [q for e in occurrence.events for q in e.quantities],
        "sources": list(dict.fromkeys(c.source.name for c in occurrence.claims)),
        "sides": list(dict.fromkeys(c.source.side for c in occurrence.claims if c.source.side)),
        "outlets": list(dict.fromkeys(c.outlet for c in occurrence.claims)),
        "certainty": list(dict.fromkeys(c.claim.certainty for c in occurrence.claims)),
        "claim_ids": [c.claim.id for c in occurrence.claims],
        "quotes": [c.quote for c in occurrence.claims],
        "given": [known.name for known in given_sets(codings)],
    }
