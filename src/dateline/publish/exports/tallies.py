"""What an occurrence cost, by source: counts of one incident only, never of a period or a war.

Within one claim the largest count is the whole and the others its parts; of one source the
latest figure stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import median_low

from msgspec import Struct

from dateline.model import Event, Interval, Quantity, QuantityOf, Scope
from dateline.publish.exports.material import Occurrence
from dateline.publish.views import Views

LONGEST = timedelta(days=8)
"""The longest time of one incident: UCDP GED's and ACLED's weeks; beyond it a count sums up."""
_SUMS = ("force.lost",)
"""Codes whose counts sum up a period wherever no scope is told."""


class Tally(Struct, frozen=True, gc=False):
    """The lowest figure of any source, the one in the middle, and the highest."""

    low: int
    best: int
    high: int


def tally_of(occurrence: Occurrence, views: Views, *, of: QuantityOf = QuantityOf.KILLED) -> Tally:
    """The toll of an occurrence; zeros where none of its counts is an incident's.

    A: "nine, including three children", then 10; B: 12 -> 10, 10, 12
    """
    latest: dict[str, tuple[str, Quantity]] = {}
    for source, published, quantity in _told(occurrence, views, of):
        if source not in latest or published >= latest[source][0]:
            latest[source] = published, quantity
    counts = [quantity for _, quantity in latest.values()]
    if not counts:
        return Tally(0, 0, 0)
    lows = [v for q in counts if (v := _first(q.low, q.best)) is not None]
    bests = [v for q in counts if (v := _first(q.best, q.low)) is not None]
    highs = [v for q in counts if (v := _first(q.high, q.best, q.low)) is not None]
    best = median_low(bests) if bests else 0.0
    low, high = min(lows, default=best), max(highs, default=best)
    return Tally(int(min(low, best)), int(best), int(max(high, best)))


def tells(occurrence: Occurrence, of: QuantityOf = QuantityOf.KILLED) -> bool:
    """Whether anything of an occurrence tells such a count, be it none."""
    return any(q.of is of for e in occurrence.events for q in e.event.quantities)


def _told(
    occurrence: Occurrence, views: Views, of: QuantityOf
) -> Iterator[tuple[str, str, Quantity]]:
    """Source, day of publication and the largest count of each claim, in order."""
    for claim in occurrence.claims:
        report = views.reports[claim.report].coding.report
        own = {e.event.id for e in claim.events}
        events = [e.event for e in occurrence.events if e.event.id in own]
        counts = [q for e in events for q in e.quantities if q.of is of and is_of_incident(e, q)]
        if counts and not is_long(occurrence.time):
            largest = max(counts, key=lambda q: _first(q.best, q.low, q.high) or 0.0)
            yield claim.source.name.casefold(), report.published or "", largest


def is_of_incident(event: Event, quantity: Quantity) -> bool:
    """Whether a count is one incident's: by its scope, and no event that takes over a week."""
    scope = quantity.scope
    if scope is None:
        scope = Scope.PERIOD if event.type in _SUMS else Scope.INCIDENT
    return scope is Scope.INCIDENT and not is_long(event.time)


def is_long(time: Interval) -> bool:
    """Whether a time takes more than an incident's week, or has one open end."""
    begin, end = time.bounds()
    if begin is None or end is None:
        return begin is not None or end is not None
    return end - begin > LONGEST


def _first(*values: float | None) -> float | None:
    return next((v for v in values if v is not None), None)
