"""The twins of lists that other programs show: GeoJSON for maps, Atom for readers of news.

Invariant: text of reports stands in both as plain text alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol
from xml.etree import ElementTree

import msgspec
from litestar import Response
from msgspec import Struct

from dateline.publish.embedding import embeddable
from dateline.publish.labels import radii
from dateline.publish.plain import clipped
from dateline.publish.views import Views
from dateline.store.rows import ClaimRow, EventRow, PlaceRow, ReportRow
from dateline.watch.atom import SPACE, put_element

GEOJSON, ATOM = "application/geo+json", "application/atom+xml"
NEWEST = 100
"""Entries of a feed: who looks once a day misses nothing of a busy ledger's page."""
TITLE = 120


class Located(Protocol):
    """A place of the gazetteer or of the map."""

    @property
    def name(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def where_prec(self) -> int: ...


class Spot(Struct, frozen=True, kw_only=True):
    """A point of a feature; `where_prec`: UCDP's precision of it."""

    name: str
    lat: float
    lon: float
    where_prec: int | None


def spot_at(place: Located) -> Spot:
    """A place of the gazetteer, or of the map, as a point."""
    return Spot(name=place.name, lat=place.lat, lon=place.lon, where_prec=place.where_prec)


def spots_of(row: Any, views: Views) -> list[Spot]:
    """Where a row of a list is: a place at its point, a claim or event at every place it names."""
    if isinstance(row, PlaceRow):
        if row.lat is None or row.lon is None:
            return []
        return [Spot(name=row.name, lat=row.lat, lon=row.lon, where_prec=row.where_prec)]
    if isinstance(row, EventRow | ClaimRow):
        index = views.by_id.get(row.claim if isinstance(row, EventRow) else row.id)
        if index is None:
            return []
        view = views.claims[index]
        told = [e.places for e in view.events if e.event.id == row.id] or [view.places]
        return [spot_at(views.places[p].place) for p in dict.fromkeys(told[0])]
    return []


def spots_of_incidents(views: Views) -> dict[str, list[Spot]]:
    """Where each incident is: at the place that its events share, if they do."""
    places = {v.place.id: v.place for v in views.places}
    told = (*views.incidents, *views.situations)
    return {i.id: [spot_at(places[i.place])] for i in told if i.place in places}


def feature_bytes(rows: Iterable[tuple[Any, Sequence[Spot]]]) -> Iterator[bytes]:
    """A feature collection (RFC 7946), a feature a line; what is nowhere has no geometry."""
    yield b'{"type":"FeatureCollection","features":['
    for number, (row, spots) in enumerate(rows):
        made = {
            "type": "Feature",
            "id": msgspec.to_builtins(row).get("id"),
            "geometry": geometry_of(spots),
            "properties": {
                **msgspec.to_builtins(row),
                "uncertainty_km": [radii().get(s.where_prec or 0) for s in spots],
            },
        }
        yield (b",\n" if number else b"\n") + embeddable(msgspec.json.encode(made))
    yield b"\n]}\n"


def geometry_of(spots: Sequence[Spot]) -> dict[str, Any] | None:
    """One point, several, or none."""
    points = [[round(s.lon, 5), round(s.lat, 5)] for s in spots]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def geojson(rows: Iterable[tuple[Any, Sequence[Spot]]]) -> Response[bytes]:
    """Rows of a list as GeoJSON, each with where it is."""
    return Response(b"".join(feature_bytes(rows)), media_type=GEOJSON)


def atom(rows: Sequence[Any], *, title: str, address: str, site: str) -> Response[bytes]:
    """The newest rows of a list as a feed (RFC 4287). `address`: of the list, `site`: where the
    workbench is."""
    ElementTree.register_namespace("", SPACE)
    feed = ElementTree.Element(f"{{{SPACE}}}feed")
    put_element(feed, "id", f"urn:dateline:list:{address}")
    put_element(feed, "title", title)
    put_element(feed, "updated", max((moment_of(r) for r in rows), default="1970-01-01T00:00:00Z"))
    put_element(feed, "link", rel="alternate", href=site + address)
    put_element(put_element(feed, "author"), "name", "Dateline")
    for row in rows:
        put_entry(feed, row, site=site)
    body = bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))
    return Response(body, media_type=ATOM)


def put_entry(
    feed: ElementTree.Element, row: ClaimRow | EventRow | ReportRow, *, site: str
) -> None:
    """One row as an entry: who says it, in which words, and where it stands."""
    who = (None if isinstance(row, ReportRow) else row.source) or row.outlet or "not named"
    words = (row.title or row.id) if isinstance(row, ReportRow) else row.content
    page = {EventRow: "claims", ClaimRow: "claims", ReportRow: "reports"}[type(row)]
    entry = put_element(feed, "entry")
    put_element(entry, "id", f"urn:dateline:{row.id}")
    put_element(entry, "title", clipped(f"{who}: {words}", TITLE), type="text")
    put_element(entry, "updated", moment_of(row))
    put_element(put_element(entry, "author"), "name", who)
    target = row.claim if isinstance(row, EventRow) else row.id
    put_element(entry, "link", rel="alternate", href=f"{site}/{page}/{target}")
    put_element(entry, "content", words, type="text")


def moment_of(row: Any) -> str:
    """When a row came into the ledger, as RFC 3339 has it."""
    return str(row.recorded_at)
