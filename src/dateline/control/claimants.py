"""Maps made elsewhere, as one more claimant and as the state to start from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.control.contiguity import Point
from dateline.control.votes import Start
from dateline.model import ConfigError, ControlState

POLYGONS = frozenset({"Polygon", "MultiPolygon"})
STATES = {
    "held": ControlState.HELD,
    "contested": ControlState.CONTESTED,
    "claimed": ControlState.CLAIMED,
    "unknown": ControlState.UNKNOWN,
}


@dataclass(frozen=True)
class Zone:
    """One area of a claimant's map: who holds it, in which state, and its geometry."""

    holder: str | None
    state: ControlState
    geometry: Mapping[str, Any]


@dataclass(frozen=True)
class ControlMap:
    """A claimant's map: zones, later above earlier; `elsewhere` holds what lies outside them."""

    zones: tuple[Zone, ...]
    elsewhere: str | None = None


def read_map(data: bytes, *, where: str) -> ControlMap:
    """The map in a GeoJSON FeatureCollection.

    Each polygon's properties give `controller` (a side) and `state` (held, contested, claimed,
    unknown; default held); a member `elsewhere` of the collection names the side that holds the
    rest. Raises ConfigError with the number of the wrong feature.
    """
    try:
        collection = json.loads(data)
        features = collection["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            "not a GeoJSON FeatureCollection", where=where, remedy="see docs/control.md"
        ) from error
    zones = tuple(_zone(f, where=f"{where}: feature {n}") for n, f in enumerate(features, 1))
    return ControlMap(zones, collection.get("elsewhere"))


def _zone(feature: Mapping[str, Any], *, where: str) -> Zone:
    geometry = feature.get("geometry") or {}
    properties = feature.get("properties") or {}
    if geometry.get("type") not in POLYGONS:
        raise ConfigError(
            f"a map of control is made of polygons, not {geometry.get('type')}", where=where
        )
    state = properties.get("state", "held")
    if state not in STATES:
        raise ConfigError(f"no state of control: {state!r}", where=where, remedy=", ".join(STATES))
    holder = properties.get("controller")
    if holder is None and STATES[state] is ControlState.HELD:
        raise ConfigError("a held area needs `controller`", where=where)
    return Zone(holder, STATES[state], geometry)


def starts_of(
    zones: Iterable[Zone],
    points: Sequence[Point],
    *,
    claimant: str,
    at: datetime,
    elsewhere: str | None,
) -> dict[str, Start]:
    """The state that a map gives to each place; outside its zones `elsewhere` holds (None:
    unknown, and the place is left out). Later zones lie above earlier ones."""
    from shapely import STRtree
    from shapely import points as make_points
    from shapely.geometry import shape

    ordered = list(zones)
    shapes = [shape(z.geometry) for z in ordered]
    tree = STRtree(shapes)
    where = make_points([p.lon for p in points], [p.lat for p in points])
    inside: dict[int, int] = {}
    for point, zone in zip(*tree.query(where, predicate="intersects"), strict=True):
        inside[int(point)] = max(int(zone), inside.get(int(point), -1))
    found: dict[str, Start] = {}
    for number, point in enumerate(points):
        if number in inside:
            zone = ordered[inside[number]]
            found[point.id] = Start(zone.holder, zone.state, at, claimant)
        elif elsewhere is not None:
            found[point.id] = Start(elsewhere, ControlState.HELD, at, claimant)
    return found
