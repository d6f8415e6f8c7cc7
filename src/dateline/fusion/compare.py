"""How two facts stand to each other in place, time, actors and numbers."""

from __future__ import annotations

from datetime import timedelta
from math import asin, cos, radians, sin, sqrt

from dateline.fusion.facts import Fact
from dateline.model import Place, Quantity

EARTH_KM = 6371.0


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance of two places' points in kilometres."""
    lat1, lat2 = radians(a.lat), radians(b.lat)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def contains(outer: Place, inner: Place) -> bool:
    """Whether a country or first-level region holds the other place, by the gazetteer's codes."""
    if outer.country is None or outer.country != inner.country or outer.id == inner.id:
        return False
    if outer.feature.startswith("PCL"):
        return True
    return outer.feature == "ADM1" and outer.admin1 is not None and outer.admin1 == inner.admin1


def same_place(a: Fact, b: Fact) -> bool:
    """Whether the two facts may speak of the same place.

    The same gazetteer entry with no opposite parts of it, one inside the other, or, where one
    names only a water or nothing, the place that its report is about. A name that no gazetteer
    knows is only the same as itself.
    """
    if (a.unknown and not a.places) or (b.unknown and not b.places):
        return bool(a.unknown & b.unknown)
    if not a.spots or not b.spots:
        return a.report == b.report and not (a.places and b.places)
    return any(_meet(p, x, q, y) for p, x in a.spots for q, y in b.spots)


def _meet(p: Place, p_area: str | None, q: Place, q_area: str | None) -> bool:
    if p.id == q.id:
        return not (p_area and q_area and p_area != q_area)
    return contains(p, q) or contains(q, p)


def times_overlap(a: Fact, b: Fact, *, slack: timedelta = timedelta(0)) -> bool:
    """Whether the valid times share an instant; an open or unknown end reaches on."""
    (a_from, a_to), (b_from, b_to) = a.bounds, b.bounds
    if a_to and b_from and a_to + slack < b_from:
        return False
    return not (b_to and a_from and b_to + slack < a_from)


def dated(fact: Fact) -> bool:
    """Whether words give the event's time, rather than the report's own date."""
    return fact.event.time.basis.value in ("stated", "relative", "inferred")


def sides_agree(a: Fact, b: Fact) -> bool:
    """Whether the acting sides may be the same: they share one, or one names none."""
    return not a.sides or not b.sides or bool(a.sides & b.sides)


def sides_differ(a: Fact, b: Fact) -> bool:
    """Whether both name an acting side, and none is the same."""
    return bool(a.sides and b.sides) and not a.sides & b.sides


def numbers_apart(a: Quantity, b: Quantity) -> bool:
    """Whether two ranges for the same thing do not meet."""
    a_low, a_high = _range(a)
    b_low, b_high = _range(b)
    return a_high < b_low or b_high < a_low


def _range(q: Quantity) -> tuple[float, float]:
    known = [v for v in (q.low, q.best, q.high) if v is not None]
    if not known:
        return (0.0, float("inf"))
    low = q.low if q.low is not None else (q.best if q.best is not None else 0.0)
    open_ended = q.high is None and q.low is not None
    return (low, float("inf") if open_ended and q.best is None else max(known))
