"""The pages that one filter drives beside the lists: the map and the timeline."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response

from dateline.publish.atlas import drawing_of
from dateline.publish.basemap import shipped_basemap
from dateline.publish.dossier import spread_shapes
from dateline.publish.embed import packed
from dateline.publish.gathered import control_rows
from dateline.publish.geometry import Box
from dateline.publish.page_data import page_data
from dateline.publish.timeline import timeline_of
from dateline.publish.views import PlaceView
from dateline.web.answers import page, twin
from dateline.web.desk import Desk
from dateline.web.guard import POLICY
from dateline.web.lists import Choice
from dateline.web.narrowed import Narrowed, narrow
from dateline.web.numbers import numbers
from dateline.web.twins import geojson, spot_at

Answer = Response[Any]
MAP_POLICY = f"{POLICY}; worker-src blob:"
"""The live map draws in a worker that its own script makes."""
MARGIN = 0.15
"""Of its width and height, what is shown around a rectangle on each side."""
APART = 60
"""Events before the timeline, and events without a date, that are shown."""


class PlaceSpot(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map as a twin tells it; `where_prec`: UCDP's precision; `claims`: ids."""

    id: str
    name: str
    lat: float
    lon: float
    where_prec: int
    area: str | None
    country: str | None
    claims: tuple[str, ...]


def left_by(desk: Desk, choice: Choice, suffix: str) -> Narrowed:
    """What the filter leaves, for a page or a twin; a page's query may not take long."""
    taken = desk.taken_for(suffix)
    with desk.open(seconds=None if suffix else numbers().query_seconds) as opened:
        return narrow(opened, taken, choice)


def show_map(desk: Desk, choice: Choice, suffix: str) -> Answer:
    """What the filter leaves on the map, and who holds what; places as a twin."""
    left = left_by(desk, choice, suffix)
    if suffix:
        spots = [spot_of(v, left) for v in left.views.places if v.claims]
        if suffix == "geojson":
            return geojson((spot, [spot_at(spot)]) for spot in spots)
        return twin(spots, suffix)
    drawing = drawing_of(left.views, shipped_basemap())
    placed = [(i, v) for i, v in enumerate(left.views.places) if v.claims]
    answer = page(
        "map_page", choice=choice, counts=left.counts, views=left.views, incidents=left.incidents,
        drawing=drawing, towns=spread_shapes(drawing.points), data=map_data(left),
        placed=sorted(placed, key=lambda pair: (-len(pair[1].claims), pair[1].place.name)),
        more_places=0,
        control=left.layer and {
            "layer": left.layer, "rows": control_rows(left.layer, left.views)
        },
    )  # fmt: skip
    answer.headers["content-security-policy"] = MAP_POLICY
    return answer


def spot_of(view: PlaceView, left: Narrowed) -> PlaceSpot:
    """A place of the map for programs."""
    place = view.place
    return PlaceSpot(
        id=place.id, name=place.name, lat=place.lat, lon=place.lon, where_prec=place.where_prec,
        area=view.area, country=place.country,
        claims=tuple(left.views.claims[c].claim.id for c in view.claims),
    )  # fmt: skip


def map_data(left: Narrowed) -> str:
    """What the live map works on, packed; words of claims are behind their addresses."""
    data = page_data(left.views, basemap=shipped_basemap(), disputes=(), control=left.layer)
    data["base"] = "/claims/"
    for item, view in zip(data["claims"], left.views.claims, strict=True):
        item["anchor"] = f"c-{view.claim.id}"  # no text on this page has its mark
    if left.box is not None:
        data["map"]["box"] = sides_of(left.box.grown(MARGIN))
        data["rectangle"] = sides_of(left.box)
    return packed(msgspec.json.encode(data))


def sides_of(box: Box) -> list[float]:
    """West, south, east, north."""
    return [box.west, box.south, box.east, box.north]


def show_timeline(desk: Desk, choice: Choice, suffix: str) -> Answer:
    """Events that the filter leaves, by valid time."""
    left = left_by(desk, choice, suffix)
    if suffix:
        return twin([e.event for c in left.views.claims for e in c.events], suffix)
    return page(
        "timeline_page", choice=choice, counts=left.counts, views=left.views,
        timeline=timeline_of(left.views), brief=False, apart=APART,
    )  # fmt: skip


FILTERED = {"map": show_map, "timeline": show_timeline}
