"""Where the `near:` and `in:` of a query are: which of a ledger's places they mean.

A name means what the ledger mostly calls so; one that it does not know is looked up in the
gazetteer. What the gazetteer has no one point of (a region, a river) is near nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from dateline.model import WIDEST_POINT, ConfigError, Place, UsageError
from dateline.places.gazetteer import gazetteer
from dateline.places.query import distance, is_wide, parts_of, tell_inside
from dateline.query import (
    Field,
    Term,
    all_of,
    every_field,
    name_keys,
    parse_query,
    split_near,
    split_rectangle,
    with_side_codes,
)
from dateline.store import Filter, Ledger, Spot

DEGREES = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)")
LAT, LON = 90.0, 180.0
Test = Callable[[Place], bool]


def find_spots(ledger: Ledger, where: Filter) -> Filter:
    """The filter with what its `near` and `in` mean; UsageError for a place that nobody knows."""
    asked = list(dict.fromkeys(_spots_asked(where.query)))
    if not asked:
        return where
    known = list(ledger.known_places())
    return replace(where, located=tuple(_spot(field, known, ledger) for field in asked))


def read_asked(ledger: Ledger, *queries: str | Term, exact: bool = False) -> Filter:
    """The filter of some queries, all of which must hold, with sides and places looked up."""
    terms = [parse_query(q) if isinstance(q, str) else q for q in queries]
    return find_spots(ledger, Filter(query=with_side_codes(all_of(terms)), exact=exact))


def passes_spot(field: Field, ledger: Ledger) -> Test:
    """Whether a place is `near`, `in` or `within` what a field says, for rows that have a place."""
    if field.name == "within":
        return _within(field.value)
    return _near(field, ledger) if field.name == "near" else _inside(field, ledger)


def _spots_asked(term: Term | None) -> Iterator[Field]:
    for field in every_field(term) if term is not None else ():
        if field.name in ("near", "in"):
            yield field


def _spot(field: Field, known: Sequence[Place], ledger: Ledger) -> Spot:
    test = passes_spot(field, ledger)
    inside = tuple(place.id for place in known if test(place))
    return Spot(field=field.name, value=field.value, places=inside)


def _inside(field: Field, ledger: Ledger) -> Test:
    try:
        return tell_inside(field.value)
    except ConfigError as error:
        raise _unknown(field, field.value, _like(field.value, ledger)) from error


def _near(field: Field, ledger: Ledger) -> Test:
    """Whether a place lies so many km around; what has no one point does not."""
    name, reach = split_near(field.value)
    lat, lon = _point(field, name, ledger)
    return lambda place: (
        not is_wide(place.feature) and distance(lat, lon, place.lat, place.lon) <= reach
    )


def _within(value: str) -> Test:
    """Whether a place has a point in a rectangle, which may go over the line of date."""
    west, south, east, north = split_rectangle(value)

    def test(place: Place) -> bool:
        across = (
            place.lon >= west or place.lon <= east if west > east else west <= place.lon <= east
        )
        return place.where_prec <= WIDEST_POINT and south <= place.lat <= north and across

    return test


def _point(field: Field, name: str, ledger: Ledger) -> tuple[float, float]:
    degrees = DEGREES.fullmatch(name.strip())
    if degrees:
        lat, lon = float(degrees[1]), float(degrees[2])
        if abs(lat) > LAT or abs(lon) > LON:
            raise UsageError(
                f"{name!r} is no point", where=f"{field.name}:{field.value}",
                remedy="write degrees north and east, such as 46.64,32.61",
            )  # fmt: skip
        return lat, lon
    place = _place_called(name, ledger)
    if place is None:
        raise _unknown(field, name, _like(name, ledger))
    if is_wide(place.feature):
        raise UsageError(
            f"{place.name} is an area, which has no one point",
            where=f"{field.name}:{field.value}", remedy=f'write in:"{place.name}"',
        )  # fmt: skip
    return place.lat, place.lon


def _place_called(name: str, ledger: Ledger) -> Place | None:
    """A place by its id or name: what is called so, else what the ledger mostly calls so, a spot
    before an area."""
    found = gazetteer().by_id(name)
    if found is not None:
        return found
    rows = [row for row in ledger.places(Filter(place=name)) if row.id and row.feature]
    key = name_keys(name)[0]
    rows.sort(key=lambda row: (is_wide(row.feature or ""), name_keys(row.name)[0] != key))
    for row in rows:
        if row.lat is not None and row.lon is not None:
            return Place(
                id=row.id or "", name=row.name, lat=row.lat, lon=row.lon, country=row.country,
                admin1=row.admin1, feature=row.feature or "", where_prec=row.where_prec or 1,
            )  # fmt: skip
    parts = parts_of(name, places=gazetteer())
    return gazetteer().place(parts[0].ref) if len(parts) == 1 else None


def _like(name: str, ledger: Ledger) -> tuple[str, ...]:
    from dateline.pipeline.suggest import near_places

    return near_places(name, ledger)


def _unknown(field: Field, name: str, near: Sequence[str]) -> UsageError:
    meant = f"did you mean {', '.join(map(repr, near))}? " if near else ""
    return UsageError(
        f"no place {name!r} is known", where=f"{field.name}:{field.value}",
        remedy=f"{meant}name it as the gazetteer does" + (
            ", or give degrees as 46.64,32.61" if field.name == "near" else ""
        ),
    )  # fmt: skip
