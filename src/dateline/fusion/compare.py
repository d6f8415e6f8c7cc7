"""How two facts stand to each other in place, time, actors and numbers."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

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
