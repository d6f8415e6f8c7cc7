"""The places of given events: a row's name and coordinates as an entry of the gazetteer.

An entry of the row's name near the row's point is the place, so that given and read events of one
town are of one place. Where there is none the place is the row's own, at its coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import (
    DataSet,
    Place,
    PlaceRole,
    Report,
    Span,
    Toponym,
    ToponymKind,
    content_id,
    km,
)
from dateline.pipeline.given_fields import Fields, first_of
from dateline.text.yaml_files import read_yaml

LONGEST = 300
"""Characters of a name that are looked up: more is no name."""
REGION = 3
"""UCDP's where_prec from which a place is an area."""


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/given.yaml`."""

    town_km: float
    region_km: float
    generic: tuple[str, ...]
    parted: tuple[str, ...]
    matched_days: int
    matched_km: float
    kin: dict[str, tuple[str, ...]]


@cache
def given_rules() -> Rules:
    """The rules that the package ships."""
    data = (files("dateline.pipeline") / "data" / "given.yaml").read_bytes()
    return read_yaml(data, Rules, where="pipeline/data/given.yaml", remedy="see its comments")


class Point(NamedTuple):
    """Degrees north and east."""

    lat: float
    lon: float


def place_of(
    report: Report, fields: Fields, known: DataSet
) -> tuple[Toponym | None, PlaceRole | None]:
    """The place that a row names, and what it is to the event; None where it names none."""
    columns = known.place
    told = fields.get(columns.precision or "")
    prec = columns.codes.get(told.text) if told else None
    named = columns.regions.get(prec or 0, columns.names)
    words = first_of(fields, (*named, *columns.names))
    if words is None:
        return None, None
    if columns.gazetteer is not None:
        place, why = _by_key(f"{columns.gazetteer}:{words.text}")
    else:
        point = _point(fields.get(columns.lat or ""), fields.get(columns.lon or ""))
        place, why = _by_name(words.text, point, prec, known)
    toponym = Toponym(
        words.start,
        words.end,
        words.text,
        id=content_id("top", report.id, words.start, words.end),
        kind=ToponymKind.LITERAL,
        place=place,
        why=why,
    )
    return toponym, PlaceRole.NEAR if prec == REGION - 1 else PlaceRole.AT


def _by_key(key: str) -> tuple[Place | None, str]:
    from dateline.places.gazetteer import gazetteer

    place = gazetteer().by_id(key.removesuffix(".0"))
    return place, "given by its key" if place else f"no gazetteer has {key}"


def _by_name(
    name: str, point: Point | None, prec: int | None, known: DataSet
) -> tuple[Place | None, str]:
    if point is None:
        return None, "the row gives no coordinates"
    wide = prec is not None and prec >= REGION
    found = _nearest(_entries(name), point, wide=wide)
    at = f"{point.lat:g}, {point.lon:g}"
    if found is not None:
        exact = found.where_prec if prec is None else prec
        away = f"{km(point, found):.1f} km from the row's {at}"
        return replace(found, where_prec=exact), f"given: the gazetteer's {found.name}, {away}"
    own = Place(
        id=f"{known.name.split()[0].casefold()}:{point.lat:.4f},{point.lon:.4f}",
        name=name,
        lat=point.lat,
        lon=point.lon,
        country=_country_near(point),
        admin1=None,
        feature="RGN" if wide else "PPL",
        where_prec=prec or 1,
    )
    return own, f"given: at the row's {at}; no gazetteer has this name there"


def _point(lat: Span | None, lon: Span | None) -> Point | None:
    """The row's point; None where it gives none that can be (0, 0 is where data has nothing)."""
    try:
        point = Point(float(lat.text), float(lon.text)) if lat and lon else None
    except ValueError:
        return None
    if point is None or not (isfinite(point.lat) and isfinite(point.lon)) or point == (0.0, 0.0):
        return None
    return point if abs(point.lat) <= 90 and abs(point.lon) <= 180 else None


def _entries(name: str) -> Iterator[Place]:
    """Entries of the gazetteer that are called so, or as a part of the name."""
    from dateline.places.gazetteer import gazetteer

    book = gazetteer()
    for piece in _pieces(name):
        for ref in {**book.spelled(piece), **book.named(piece)}:
            yield book.place(ref)


def _pieces(name: str) -> list[str]:
    """The name, its part before a dash or bracket, and each without words for its kind.

    "Bakhmut town" -> "Bakhmut town", "Bakhmut"; "Kyiv - Podil" -> "Kyiv - Podil", "Kyiv", "Podil"
    """
    rules, name = given_rules(), name[:LONGEST]
    parts = [name]
    for sign in rules.parted:
        parts += [part.strip(" )") for part in name.split(sign, 4)] if sign in name else []
    generic = re.compile(rf"\b(?:{'|'.join(map(re.escape, rules.generic))})\b", re.I)
    plain = (" ".join(generic.sub(" ", part).split()) for part in parts)
    return list(dict.fromkeys(part for part in (*parts, *plain) if part))


def _nearest(entries: Iterable[Place], point: Point, *, wide: bool) -> Place | None:
    """The entry nearest to a point, of areas or of what is none, if it is near enough."""
    rules = given_rules()
    reach = rules.region_km if wide else rules.town_km
    fits = [
        (not (wide or entry.feature.startswith("PPL")), km(point, entry), entry.id, entry)
        for entry in entries
        if _is_area(entry) is wide and km(point, entry) <= reach
    ]
    return min(fits)[3] if fits else None


def _is_area(place: Place) -> bool:
    return place.feature.startswith(("ADM1", "ADM2", "ADM3", "PCL", "RGN"))


def _country_near(point: Point) -> str | None:
    """The country of the settlement nearest to a point, within a region's reach."""
    from dateline.places.gazetteer import gazetteer

    near = gazetteer().places_within(
        (point.lat - 0.5, point.lon - 0.5, point.lat + 0.5, point.lon + 0.5)
    )
    return min(near, key=lambda place: km(point, place)).country if near else None
