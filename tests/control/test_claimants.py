"""Maps made elsewhere: read with clear errors, laid over places."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from dateline.control.claimants import read_map, starts_of
from dateline.control.contiguity import Point
from dateline.model import ConfigError, ControlState


def square(west: float, east: float, **properties: Any) -> dict[str, Any]:
    ring = [[west, 0], [east, 0], [east, 1], [west, 1], [west, 0]]
    return {
        "type": "Feature", "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def collection(*features: dict[str, Any], **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features} | members).encode()


POINTS = [Point(f"p:{x}", str(x), 0.5, x + 0.5, "XX", None) for x in range(4)]


def test_places_get_the_zone_that_they_lie_in_and_the_rest_is_elsewhere() -> None:
    data = collection(
        square(0, 2, controller="AAA"), square(1, 2, state="contested"), elsewhere="BBB"
    )
    drawn = read_map(data, where="a.geojson")
    starts = starts_of(
        drawn.zones, POINTS, claimant="me", at=datetime(2020, 1, 1), elsewhere=drawn.elsewhere
    )
    assert [starts[p.id].holder for p in POINTS] == ["AAA", None, "BBB", "BBB"]
    assert starts["p:1"].state is ControlState.CONTESTED


def test_without_elsewhere_the_rest_is_left_out() -> None:
    drawn = read_map(collection(square(0, 1, controller="AAA")), where="a.geojson")
    starts = starts_of(
        drawn.zones, POINTS, claimant="me", at=datetime(2020, 1, 1), elsewhere=drawn.elsewhere
    )
    assert list(starts) == ["p:0"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not a GeoJSON"),
        (b"[]", "not a GeoJSON"),
        (collection(square(0, 1)), "a.geojson: feature 1: a held area needs `controller`"),
        (collection(square(0, 1, controller="A", state="mine")), "no state of control: 'mine'"),
        (
            collection({"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}}),
            "polygons, not Point",
        ),
    ],
)
def test_a_wrong_map_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        read_map(data, where="a.geojson")
