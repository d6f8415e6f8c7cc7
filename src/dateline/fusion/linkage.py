"""How strongly two events speak for being one occurrence: a sum of explained match weights.

The model is Fellegi and Sunter's (1969), with levels and weights kept as data.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from dateline.fusion.compare import contains, distance_km, numbers_apart, times_overlap
from dateline.fusion.facts import Fact
from dateline.model import Basis, Place

CLOSE = timedelta(days=3)
"""Intervals that together take no longer speak for one occurrence."""
Levels = dict[str, float]


class Weights(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/linkage.yaml`."""

    threshold: float
    type: Levels
    place: Levels
    time: Levels
    actor: Levels
    recipient: Levels
    quantity: Levels
    story: Levels
    trigger: Levels
    copy: float
    movers: tuple[str, ...]
    near_km: float


@cache
def shipped_weights() -> Weights:
    """The weights that the package ships."""
    data = (files("dateline.fusion") / "data" / "linkage.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Weights)


class Link(Struct, frozen=True):
    """Two events, the sum of their match weights, and each feature's level."""

    a: str
    b: str
    weight: float
    why: tuple[str, ...]


def link(a: Fact, b: Fact, weights: Weights) -> Link | None:
    """The link of two facts; None where they are below the threshold or cannot be one."""
    if a.affirmed != b.affirmed or a.denied != b.denied:
        return None
    if a.is_a(weights.movers) and a.sides and b.sides and not a.sides & b.sides:
        return None
    levels = {
        "type": _type(a, b),
        "place": _place(a, b, weights.near_km),
        "time": _time(a, b),
        "actor": _sides(a.sides, b.sides),
        "recipient": _sides(a.targets, b.targets),
        "quantity": _quantity(a, b),
        "story": _story(a, b),
        "trigger": "same" if _folded(a) == _folded(b) else "other",
    }
    total = sum(getattr(weights, feature)[level] for feature, level in levels.items())
    if total < weights.threshold:
        return None
    why = tuple(f"{f}: {v} {getattr(weights, f)[v]:+.1f}" for f, v in levels.items())
    first, second = sorted((a.event.id, b.event.id))
    return Link(first, second, round(total, 3), why)


def _type(a: Fact, b: Fact) -> str:
    left, right = a.event.type, b.event.type
    if left == right:
        return "same"
    if left.startswith(right + ".") or right.startswith(left + "."):
        return "parent"
    return "family"


def _place(a: Fact, b: Fact, near_km: float) -> str:
    if not a.places or not b.places:
        named = [p for p, _ in (a.places or b.places)]
        about = {p.id for p in (a.about if not a.places else b.about)}
        return "about" if any(p.id in about for p in named) else "unknown"
    levels = [_places(p, q, near_km) for p, _ in a.places for q, _ in b.places]
    order = ("same_settlement", "near", "inside", "other")
    return min(levels, key=order.index)


def _places(p: Place, q: Place, near_km: float) -> str:
    if p.id == q.id:
        return "same_settlement" if p.where_prec <= 2 else "inside"
    if contains(p, q) or contains(q, p):
        return "inside"
    points = p.feature.startswith("PPL") and q.feature.startswith("PPL")
    return "near" if points and distance_km(p, q) <= near_km else "other"


def _time(a: Fact, b: Fact) -> str:
    bases = {a.event.time.basis, b.event.time.basis}
    if Basis.UNKNOWN in bases:
        return "unknown"
    if not times_overlap(a, b):
        soft = Basis.DOCUMENT in bases and times_overlap(a, b, slack=timedelta(days=1))
        return "next_day" if soft else "apart"
    exact = a.event.time.date_prec == 1 and b.event.time.date_prec == 1
    if exact:
        return "same_day"
    return "close" if _hull(a, b) <= CLOSE else "overlap"


def _hull(a: Fact, b: Fact) -> timedelta:
    """From the earliest to the latest instant of both; unknown ends reach without end."""
    begins, ends = zip(a.bounds, b.bounds, strict=True)
    known = [(x, y) for x in begins for y in ends if x and y]
    whole = len(known) == 4
    return max(y - x for x, y in known) if whole else timedelta.max


def _sides(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "unknown"
    return "same" if a & b else "other"


def _quantity(a: Fact, b: Fact) -> str:
    pairs = [(p, q) for p in a.event.quantities for q in b.event.quantities if p.of == q.of]
    if not pairs:
        return "none"
    if any(p.best is not None and p.best == q.best for p, q in pairs):
        return "equal"
    return "apart" if all(numbers_apart(p, q) for p, q in pairs) else "compatible"


def _story(a: Fact, b: Fact) -> str:
    """Whether the two reports are about the same settlement, before all others."""
    if a.main_place is None or b.main_place is None:
        return "unknown"
    if a.main_place.id == b.main_place.id:
        return "same"
    return "like" if {p.id for p in a.about} & {p.id for p in b.about} else "other"


def _folded(fact: Fact) -> str:
    return fact.event.trigger.text.casefold()[:6]
