"""How two tellings stand to each other in place, time, source and words, each as a named level.

A level of None rules a pair out: the two cannot be about one proposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from dateline.fusion.camps import are_other_camps
from dateline.fusion.compare import contains, distance_km
from dateline.fusion.deeds import holder_of
from dateline.fusion.name_bones import are_spelt_alike
from dateline.fusion.tellings import Spot, Telling
from dateline.model import Basis, Place

WEEK = timedelta(days=7)
"""The longest time of one deed; what takes longer is a situation."""
SITE_KM = 8.0
"""Kilometres from a named site (a plant, an airport) to the town that it is told by."""


def relate_places(a: Telling, b: Telling) -> str | None:
    """same: one settlement or site; around: so, but the one
    is only near it; site: a site at the other's town; claim, carried: so, by a
    name in the same claim or before it; area: one region;
    inside: one in the other's region; near: no place, but one paragraph; None: apart.

    "Kyselivka" and "the area" after it -> carried; Lyman and Izium -> None
    """
    if a.settled and b.settled:
        return _relate_settled(a.settled, b.settled)
    if (a.settled or b.settled) and not (a.areas or b.areas):
        return _relate_carried(a, b)
    if a.areas and b.areas:
        level = _relate_areas(a.areas, b.areas)
        return _relate_carried(a, b) if level is None and not (a.settled or b.settled) else level
    if a.settled or b.settled:
        seats, areas = (a.settled, b.areas) if a.settled else (b.settled, a.areas)
        held = any(s.place and contains(p, s.place) for s in seats for p in areas)
        return "inside" if held else None
    return _relate_carried(a, b)


def _relate_settled(left: Sequence[Spot], right: Sequence[Spot]) -> str | None:
    same = [(p, q) for p in left for q in right if is_same_spot(p, q)]
    if same:
        return "around" if all(p.near or q.near for p, q in same) else "same"
    return "site" if any(is_site_of(p, q) for p in left for q in right) else None


def _relate_carried(a: Telling, b: Telling) -> str | None:
    left = a.settled or _listed(a.carried)
    right = b.settled or _listed(b.carried)
    if left and right and _relate_settled(left, right) is not None:
        near = all(t.settled or t.carried_inside for t in (a, b))
        return "claim" if near else "carried"
    return "near" if _are_neighbours(a, b) and not (left and right) else None


def _listed(spot: Spot | None) -> tuple[Spot, ...]:
    return () if spot is None else (spot,)


def is_same_spot(a: Spot, b: Spot) -> bool:
    """Whether two spots are one: the same entry, or one name where one has no entry."""
    if a.place is not None and b.place is not None:
        return a.place.id == b.place.id
    return bool(a.name) and (a.name == b.name or are_spelt_alike(a.called, b.called))


def is_site_of(a: Spot, b: Spot) -> bool:
    """Whether one is a named site at the town that the other is: "the plant", "Enerhodar"."""
    if a.place is None or b.place is None:
        return False
    towns = [p.feature.startswith("PPL") for p in (a.place, b.place)]
    return towns[0] != towns[1] and distance_km(a.place, b.place) <= SITE_KM


def _relate_areas(left: Iterable[Place], right: Iterable[Place]) -> str | None:
    pairs = [(p, q) for p in left for q in right]
    if any(p.id == q.id and not is_country(p) for p, q in pairs):
        return "area"
    if any(contains(p, q) or contains(q, p) for p, q in pairs):
        return "inside"
    return "country" if any(p.id == q.id for p, q in pairs) else None


def is_country(place: Place) -> bool:
    """Whether a gazetteer entry is a whole country or wider."""
    return place.feature.startswith(("PCL", "CONT", "TERR"))


def _are_neighbours(a: Telling, b: Telling) -> bool:
    return a.fact.report == b.fact.report and a.block == b.block


def known_by(telling: Telling) -> datetime | None:
    """The instant as of which it is told: the end of its time, but never after publication."""
    _, until = telling.fact.bounds
    known = [t for t in (until, published_by(telling)) if t is not None]
    return min(known, default=None)


def published_by(telling: Telling) -> datetime | None:
    """The end of the day of its report: as of which a deed's toll is told."""
    published = telling.fact.published
    return _end_of(published) if published else None


def told_at(telling: Telling) -> datetime | None:
    """The instant of its report, where an hour is told."""
    published = telling.fact.published or ""
    if "T" not in published:
        return None
    return datetime.fromisoformat(published.replace("Z", "+00:00")).replace(tzinfo=None)


def _end_of(published: str) -> datetime:
    stamp = datetime.fromisoformat(published.replace("Z", "+00:00")).replace(tzinfo=None)
    return stamp.replace(hour=23, minute=59, second=59, microsecond=0)


def relate_times(a: Telling, b: Telling) -> str | None:
    """same: one day; overlap: an instant in common; long: so, but one takes more than a week;
    next: a day apart; unknown; None: apart.

    What has only its report's date may be told a day late.
    """
    spans = a.fact.bounds, b.fact.bounds
    if any(begin is None and end is None for begin, end in spans):
        return "unknown"
    gap = days_apart(a, b)
    if gap == 0 and any(_is_long(*span) for span in spans):
        return "long"
    if gap == 0:
        exact = all(t.fact.event.time.date_prec == 1 for t in (a, b))
        return "same" if exact else "overlap"
    loose = any(t.fact.event.time.basis is Basis.DOCUMENT for t in (a, b))
    reach = 3 if loose else 1
    return "next" if gap <= reach else None


def _is_long(begin: datetime | None, end: datetime | None) -> bool:
    return begin is None or end is None or end - begin > WEEK


def days_apart(a: Telling, b: Telling) -> int:
    """Whole days between the two times; 0 where they share one or an end is open."""
    (a_from, a_to), (b_from, b_to) = a.fact.bounds, b.fact.bounds
    if a_to and b_from and a_to < b_from:
        return max(1, (b_from.date() - a_to.date()).days)
    if b_to and a_from and b_to < a_from:
        return max(1, (a_from.date() - b_to.date()).days)
    return 0


def relate_sources(a: Telling, b: Telling) -> str:
    """same; opposed: of two sides; voice: one is the report's own, of one report; other."""
    p, q = a.fact, b.fact
    if p.source.casefold() == q.source.casefold():
        return "same"
    if p.source_side and q.source_side and p.source_side != q.source_side:
        return "opposed"
    if p.report == q.report and (p.claim.source.span is None or q.claim.source.span is None):
        return "voice"
    return "other"


def relate_doers(a: Telling, b: Telling) -> str:
    """same, unknown or other: the sides that did it; a proxy's deed is its patron's; where no side
    is known, the army is other than the rebels."""
    level = _relate_sides(a.fact.sides, b.fact.sides)
    camps = are_other_camps(a.fact.camp, b.fact.camp)
    return "other" if level == "unknown" and camps else level


def are_other_sides(a: Telling, b: Telling) -> bool:
    """Whether two known sides did it: what the one denies of itself is not said of the other."""
    return _relate_sides(a.fact.sides, b.fact.sides) == "other"


@lru_cache(maxsize=65_536)
def _relate_sides(left: frozenset[str], right: frozenset[str]) -> str:
    if not left or not right:
        return "unknown"
    one, other = (frozenset(holder_of(s) for s in sides) for sides in (left, right))
    return "same" if one & other else "other"


def relate_targets(a: Telling, b: Telling) -> str:
    """same, unknown or other: the sides that had it done to them."""
    return _relate_sides(a.fact.targets, b.fact.targets)


def share_words(a: Telling, b: Telling) -> float:
    """How many of the longer words of the shorter claim the other has too, 0 to 1."""
    if a.fact.claim.id == b.fact.claim.id:
        return 1.0
    least = min(len(a.stems), len(b.stems))
    return len(a.stems & b.stems) / least if least else 0.0
