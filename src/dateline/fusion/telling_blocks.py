"""The blocks in which tellings of several reports meet, as they are kept and looked for.

Invariant: what `propose_pairs` pairs of two reports, but for tellings of one incident, shares a
block: one that the one is kept in and the other is looked for in, within their days.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from dateline.fusion.oppositions import oppositions
from dateline.fusion.pair_features import LATER
from dateline.fusion.proposals import (
    LONGEST,
    all_spots,
    campaign_counts,
    day_of,
    family_of,
    place_keys,
    regions_of,
)
from dateline.fusion.tellings import Telling
from dateline.model import Place

Block = tuple[str, ...]
Days = tuple[int, int]
CELL = 0.25
"""Degrees of a square that is wider than a site lies from its town, up to 70 degrees north."""
FAR = LONGEST.days


def kept_blocks(telling: Telling) -> Iterator[Block]:
    """The blocks that a telling is kept in."""
    kind = family_of(telling)
    yield from _common(telling, kind)
    for place in _points(telling):
        yield kind, "town" if _is_town(place) else "site", *_cell(place)
    for region in regions_of(telling):
        yield kind, "seat" if telling.settled else "wide", region


def sought_blocks(telling: Telling) -> Iterator[Block]:
    """The blocks in which those stand that it may contradict."""
    kind = family_of(telling)
    yield from _common(telling, kind)
    for place in _points(telling):
        other = "site" if _is_town(place) else "town"
        yield from ((kind, other, *cell) for cell in _cells_around(place))
    for region in regions_of(telling):
        yield kind, "wide" if telling.settled else "seat", region


def days_met(telling: Telling) -> Days | None:
    """The first and last day by which it is kept, as ordinals; None: it meets its own report."""
    day = day_of(telling)
    if day is None:
        return None
    begin, end = (t.toordinal() if t is not None else None for t in telling.fact.bounds)
    first = day - FAR if begin is None else max(day - FAR, min(begin, day))
    last = day + FAR if end is None else min(day + FAR, max(end, day))
    return first, last


def days_sought(telling: Telling) -> Days | None:
    """The days of others that may contradict it."""
    days, table = days_met(telling), oppositions()
    slack = max(LATER, table.once_days if telling.fact.is_a(table.once) else 0) + 1
    return None if days is None else (days[0] - slack, days[1] + slack)


def _common(telling: Telling, kind: str) -> Iterator[Block]:
    for place in sorted(place_keys(telling)):
        yield kind, *place
    for measure in campaign_counts(telling):
        yield "count", measure


def _points(telling: Telling) -> list[Place]:
    return [s.place for s in all_spots(telling) if s.place is not None and not s.is_area]


def _is_town(place: Place) -> bool:
    return place.feature.startswith("PPL")


def _cell(place: Place) -> tuple[str, str]:
    return str(floor(place.lat / CELL)), str(floor(place.lon / CELL))


def _cells_around(place: Place) -> Iterator[tuple[str, str]]:
    north, east = floor(place.lat / CELL), floor(place.lon / CELL)
    for row in (north - 1, north, north + 1):
        for column in (east - 1, east, east + 1):
            yield str(row), str(column)
