"""The base map: what is left of it in a page, and whose Crimea is."""

from __future__ import annotations

import msgspec
import pytest

from dateline.publish.basemap import Basemap, basemap_of, shipped_basemap
from dateline.publish.embed import packed
from dateline.publish.geometry import Box, Point, Ring

UKRAINE = Box(22, 44, 41, 53)


def _shipped() -> Basemap:
    basemap = shipped_basemap()
    if basemap is None:
        pytest.skip("the base map was not built into this installation")
    return basemap


def _inside(point: Point, ring: Ring) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > point[1]) != (by > point[1]):
            inside ^= point[0] < (bx - ax) * (point[1] - ay) / (by - ay) + ax
    return inside


def _country_at(basemap: Basemap, point: Point) -> list[str | None]:
    found = []
    for feature in basemap.features("countries"):
        if sum(_inside(point, part) for part in feature.parts) % 2:
            found.append(feature.name)
    return found


def test_topojson_steps_become_degrees() -> None:
    data = (
        b'{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[10,20]},'
        b'"arcs":[[[0,0],[2,0],[0,2],[-2,-2]]],"objects":{"countries":{"type":'
        b'"GeometryCollection","geometries":[{"type":"Polygon","id":"XX","arcs":[[0]],'
        b'"properties":{"name":"Exland"}}]}}}'
    )
    (feature,) = basemap_of(data).features("countries")
    assert feature.codes == ("XX", "Exland")
    assert feature.parts == [[(10, 20), (11, 20), (11, 21), (10, 20)]]


def test_crimea_is_in_ukraine() -> None:
    basemap = _shipped()
    for town in ((34.1, 44.95), (33.52, 44.6)):
        assert _country_at(basemap, town) == ["Ukraine"]


def test_a_thinned_map_keeps_its_detail_where_it_is_shown() -> None:
    basemap = _shipped()
    thin = basemap.thinned(UKRAINE)
    assert _country_at(thin, (34.1, 44.95)) == ["Ukraine"]
    assert _country_at(thin, (2.35, 48.85)) == ["France"]
    assert len(packed(msgspec.json.encode(thin.encoded()))) < 120_000


def test_arcs_stay_shared_when_thinned() -> None:
    thin = _shipped().thinned(UKRAINE)
    ends = {arc[0] for arc in thin.arcs if arc} | {arc[-1] for arc in thin.arcs if arc}
    original = _shipped()
    assert ends <= {p for arc in original.arcs for p in (arc[0], arc[-1])}


def test_a_river_is_drawn_as_a_whole_and_not_as_a_point() -> None:
    (line,) = _shipped().stretch("dateline:dnipro")
    assert max(p[1] for p in line) > 50
    assert min(p[1] for p in line) < 47
    assert _shipped().stretch("gn:709932") == []
