"""The shipped basemap (TopoJSON: countries, borders, water), thinned away from what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from dateline.publish.geometry import Box, Point, Ring

_STEP = 1e-3
_COARSE_DEGREES = 0.4
_FINE_DEGREES = 0.004
_ISLAND_DEGREES = 1.0
_LAYERS = ("countries", "borders", "disputed", "lakes", "rivers")


class Feature(Struct, frozen=True, kw_only=True):
    """A country, lake or line: its codes and name where known, and rings or lines."""

    codes: tuple[str, ...]
    name: str | None
    parts: list[Ring]


class Basemap(Struct, frozen=True, kw_only=True):
    """A TopoJSON document and its arcs in degrees."""

    document: dict[str, Any]
    arcs: list[Ring]

    def features(self, layer: str) -> Iterator[Feature]:
        """The features of a layer; a polygon's holes are parts like its outer rings."""
        found = self.document["objects"].get(layer, {})
        for geometry in found.get("geometries", [found]):
            properties = geometry.get("properties") or {}
            codes = (geometry.get("id"), properties.get("iso3"), properties.get("name"))
            parts = [self._joined(indices) for indices in _chains(geometry)]
            if parts:
                yield Feature(
                    codes=tuple(str(c) for c in codes if c is not None),
                    name=properties.get("name"),
                    parts=parts,
                )

    def stretch(self, place: str) -> list[Ring]:
        """The lines of a named river by the id of its place ('dateline:dnipro'); or none."""
        key = place.rpartition(":")[2]
        for known in self.document.get("stretches", ()):
            if known["id"] == key:
                return [[(p[0], p[1]) for p in line] for line in known["lines"]]
        return []

    def thinned(self, detail: Box) -> Basemap:
        """The same map with full detail only inside a box; arcs stay shared, borders closed.

        Beyond the box, water and small islands go.
        """
        layers = {name: self._kept(name, detail) for name in _LAYERS}
        used = {i if i >= 0 else ~i for one in layers.values() for g in one for i in _indices(g)}
        return Basemap(
            document={
                "objects": {
                    name: {"type": "GeometryCollection", "geometries": found}
                    for name, found in layers.items()
                }
            },
            arcs=[_thin(arc, detail) if i in used else [] for i, arc in enumerate(self.arcs)],
        )

    def _kept(self, layer: str, detail: Box) -> list[dict[str, Any]]:
        found = self.document["objects"].get(layer, {})
        least = _ISLAND_DEGREES if layer == "countries" else 360.0
        pruned = (self._pruned(g, detail, least) for g in found.get("geometries", [found]))
        return [g for g in pruned if g.get("arcs")]

    def _pruned(self, geometry: dict[str, Any], detail: Box, least: float) -> dict[str, Any]:
        """A geometry without its parts that lie beyond the box and are narrower than `least`."""
        arcs = geometry.get("arcs", [])
        if geometry.get("type") in ("MultiPolygon", "MultiLineString"):
            arcs = [part for part in arcs if self._matters(list(_flat(part)), detail, least)]
        elif not self._matters(list(_flat(arcs)), detail, least):
            arcs = []
        return {**geometry, "arcs": arcs}

    def _matters(self, indices: list[int], detail: Box, least: float) -> bool:
        points = [p for i in indices for p in self.arcs[~i if i < 0 else i]]
        if not points or any(detail.holds(p) for p in points):
            return bool(points)
        xs, ys = zip(*points, strict=True)
        return bool(max(max(xs) - min(xs), max(ys) - min(ys)) >= least)

    def encoded(self) -> dict[str, Any]:
        """TopoJSON with whole-number steps, for the page."""
        return {
            "type": "Topology",
            "transform": {"scale": [_STEP, _STEP], "translate": [0, 0]},
            "objects": self.document["objects"],
            "arcs": [_deltas(arc) for arc in self.arcs],
        }

    def _joined(self, indices: list[int]) -> Ring:
        ring: Ring = []
        for index in indices:
            arc = self.arcs[~index][::-1] if index < 0 else self.arcs[index]
            ring.extend(arc[1:] if ring else arc)
        return ring


@cache
def shipped_basemap() -> Basemap | None:
    """The basemap that was built into the package; None where it was not."""
    path = files("dateline.publish") / "static" / "basemap.json"
    return basemap_of(path.read_bytes()) if path.is_file() else None


def basemap_of(data: bytes) -> Basemap:
    """The basemap in some TopoJSON."""
    document: dict[str, Any] = msgspec.json.decode(data)
    transform = document.get("transform")
    arcs = [_absolute(arc, transform) for arc in document["arcs"]]
    return Basemap(document=document, arcs=arcs)


def _chains(geometry: dict[str, Any]) -> Iterable[list[int]]:
    arcs = geometry.get("arcs", [])
    match geometry.get("type"):
        case "LineString":
            return [arcs]
        case "MultiLineString" | "Polygon":
            return list(arcs)
        case "MultiPolygon":
            return [ring for polygon in arcs for ring in polygon]
        case _:
            return []


def _indices(geometry: dict[str, Any]) -> Iterator[int]:
    yield from _flat(geometry.get("arcs", []))


def _flat(arcs: Any) -> Iterator[int]:
    for item in arcs:
        if isinstance(item, int):
            yield item
        else:
            yield from _flat(item)


def _absolute(arc: list[list[float]], transform: dict[str, list[float]] | None) -> Ring:
    if transform is None:
        return [(p[0], p[1]) for p in arc]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0.0
    out: Ring = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        out.append((x * sx + tx, y * sy + ty))
    return out


def _thin(arc: Ring, detail: Box) -> Ring:
    """Drops vertices that are close to the last kept one; ends stay, or borders would gape."""
    kept = [arc[0]]
    for point in arc[1:-1]:
        least = _FINE_DEGREES if detail.holds(point) else _COARSE_DEGREES
        if _apart(point, kept[-1]) >= least:
            kept.append(point)
    return [*kept, arc[-1]] if len(arc) > 1 else kept


def _apart(a: Point, b: Point) -> float:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def _deltas(arc: Ring) -> list[list[int]]:
    out: list[list[int]] = []
    x = y = 0
    for lon, lat in arc:
        nx, ny = round(lon / _STEP), round(lat / _STEP)
        out.append([nx - x, ny - y])
        x, y = nx, ny
    return out
