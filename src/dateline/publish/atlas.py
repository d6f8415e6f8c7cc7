"""What the map shows, and the drawn map for readers without JavaScript and for print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from msgspec import Struct, structs

from dateline.model import shipped_conflicts
from dateline.publish.basemap import Basemap, Feature
from dateline.publish.country_names import names_in
from dateline.publish.geometry import (
    Box,
    Frame,
    Point,
    Ring,
    box_around,
    clip_line,
    clip_ring,
    frame_for,
)
from dateline.publish.labels import country_name, radii
from dateline.publish.views import PlaceView, Views

WIDTH, HEIGHT = 960.0, 560.0
_COUNTRY, _STRETCH, _POINT = 6, 5, 1
_TRIM = 0.04
_FEW_POINTS, _FEW_AREAS = 40, 12


class Shape(Struct, frozen=True, kw_only=True):
    """A place as drawn: a point (radius in units), an area (circle or country), or a river."""

    place: PlaceView
    index: int
    exact: bool
    x: float
    y: float
    radius: float
    path: str = ""
    line: bool = False


class Drawing(Struct, frozen=True, kw_only=True):
    """The drawn map: SVG path data of countries, lines and water, and the places on it; `strength`:
    opacity of the areas, 0 to 1."""

    box: Box
    land: tuple[tuple[str, str], ...]
    lakes: str
    rivers: str
    disputed: str
    names: tuple[tuple[float, float, str], ...]
    areas: tuple[Shape, ...]
    points: tuple[Shape, ...]
    strength: float


def thinned(signs: int, few: int) -> float:
    """How large signs may be: 1 where there are few, less where many would cover one another."""
    return max(0.4, min(1.0, sqrt(few / max(1, signs))))


def view_box(views: Views) -> Box:
    """What the map shows first: most places, weighted by their claims; where most of them lie in
    the conflict's focus, only those."""
    weighted = [
        (v.place.lon, v.place.lat)
        for v in views.places
        if v.place.where_prec < _STRETCH  # the point of a river or a country means nothing
        for _ in v.claims
    ]
    focus = _focus(views)
    inside = [p for p in weighted if focus and focus.holds(p)]
    if weighted:
        return box_around(_without_far(inside if 2 * len(inside) > len(weighted) else weighted))
    return focus or box_around(
        [(v.place.lon, v.place.lat) for v in views.places] or [(0.0, 0.0)], least=20.0
    )


def _without_far(points: Sequence[Point]) -> list[Point]:
    """The points without the outermost few on each axis: one far mention sets no scale."""
    kept = list(points)
    for axis in (0, 1):
        values = sorted(p[axis] for p in points)
        cut = int(len(values) * _TRIM)
        low, high = values[cut], values[-1 - cut]
        kept = [p for p in kept if low <= p[axis] <= high]
    return kept or list(points)


def _focus(views: Views) -> Box | None:
    slugs = {r.coding.conflict for r in views.reports}
    for conflict in shipped_conflicts():
        if conflict.slug in slugs and conflict.focus:
            south, west, north, east = conflict.focus
            return Box(west, south, east, north)
    return None


def drawing_of(views: Views, basemap: Basemap | None) -> Drawing:
    """The drawn map of the views; without a basemap only the places."""
    frame = frame_for(view_box(views), width=WIDTH, height=HEIGHT)
    clip = frame.box().grown(0.05)
    countries = list(basemap.features("countries")) if basemap else []
    shapes = [
        shape
        for i, v in enumerate(views.places)
        if (shape := _river(i, v, frame, basemap, clip) or _shape(i, v, frame, countries, clip))
    ]
    areas = sorted(_once(s for s in shapes if not s.exact), key=lambda s: -s.radius)
    points = sorted((s for s in shapes if s.exact), key=lambda s: -s.radius)
    size = thinned(len(points), _FEW_POINTS)
    return Drawing(
        box=frame.box(),
        names=tuple((*frame.xy(at), name) for name, at in country_names(views, basemap)),
        land=tuple(
            (country_name(f.name or ""), d) for f in countries if (d := _polygons(f, frame, clip))
        ),
        lakes=_joined(basemap, "lakes", frame, clip),
        rivers=_joined(basemap, "rivers", frame, clip),
        disputed=_joined(basemap, "disputed", frame, clip),
        areas=tuple(areas),
        points=tuple(structs.replace(s, radius=s.radius * size) for s in points),
        strength=thinned(len(areas), _FEW_AREAS),
    )


def country_names(views: Views, basemap: Basemap | None) -> list[tuple[str, Point]]:
    """The names of the countries that the map shows first, and where they stand."""
    if basemap is None:
        return []
    box = frame_for(view_box(views), width=WIDTH, height=HEIGHT).box()
    towns = [(v.place.lon, v.place.lat) for v in views.places if v.place.where_prec == _POINT]
    found = names_in(box, basemap.features("countries"), beside=towns)
    return [(country_name(name), point) for name, point in found]


def _shape(
    index: int, view: PlaceView, frame: Frame, countries: Sequence[Feature], clip: Box
) -> Shape | None:
    at = (view.place.lon, view.place.lat)
    x, y = frame.xy(at)
    precision = view.place.where_prec
    exact = precision == _POINT and view.area is None
    if precision == _COUNTRY:
        path = "".join(_polygons(f, frame, clip) for f in countries if _is_country(f, view))
        return Shape(place=view, index=index, exact=False, x=x, y=y, radius=WIDTH, path=path)
    if not frame.box().holds(at):
        return None
    kilometres = radii().get(precision) or 15.0
    radius = (
        min(15.0, 5.0 + 1.6 * len(view.claims) ** 0.5) if exact else frame.km(kilometres, at=at)
    )
    return Shape(place=view, index=index, exact=exact, x=x, y=y, radius=radius)


def _once(shapes: Iterable[Shape]) -> list[Shape]:
    """Each country once, for that of its places which most claims name."""
    ordered = sorted(shapes, key=lambda s: -len(s.place.claims))
    return list({s.path or s.index: s for s in reversed(ordered)}.values())


def _river(
    index: int, view: PlaceView, frame: Frame, basemap: Basemap | None, clip: Box
) -> Shape | None:
    """A river as a whole: words that name only the river mean no point on it."""
    lines = stretch_of(view, basemap)
    path = "".join(_path(run, frame) for line in lines for run in clip_line(line, clip))
    if not path:
        return None
    x, y = frame.xy((view.place.lon, view.place.lat))
    return Shape(place=view, index=index, exact=False, x=x, y=y, radius=0.0, path=path, line=True)


def stretch_of(view: PlaceView, basemap: Basemap | None) -> list[Ring]:
    """The lines of the river that a place of precision 5 stands for, where they are known."""
    if basemap is None or view.place.where_prec != _STRETCH:
        return []
    return basemap.stretch(view.place.id)


def _is_country(feature: Feature, view: PlaceView) -> bool:
    return view.place.country in feature.codes or view.place.name == feature.name


def _polygons(feature: Feature, frame: Frame, clip: Box) -> str:
    rings = (clip_ring(part, clip) for part in feature.parts)
    return "".join(_path(ring, frame) + "Z" for ring in rings if len(ring) > 2)


def _joined(basemap: Basemap | None, layer: str, frame: Frame, clip: Box) -> str:
    if basemap is None:
        return ""
    if layer == "lakes":
        return "".join(_polygons(f, frame, clip) for f in basemap.features(layer))
    runs = (run for f in basemap.features(layer) for p in f.parts for run in clip_line(p, clip))
    return "".join(_path(run, frame) for run in runs)


def _path(points: Ring, frame: Frame) -> str:
    pairs: list[str] = []
    for point in points:
        x, y = frame.xy(point)
        pair = f"{x:.1f} {y:.1f}"
        if not pairs or pairs[-1] != pair:
            pairs.append(pair)
    return "M" + "L".join(pairs)
