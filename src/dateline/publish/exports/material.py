"""What is exported: claims as shown, and occurrences, which are incidents or lone events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from dateline.model import (
    Actor,
    Auxiliary,
    Coding,
    Incident,
    Interval,
    Judgement,
    Origin,
    Place,
    Quantity,
    QuantityOf,
)
from dateline.publish.views import ClaimView, EventView, Views, views_of

HAPPENED = (Auxiliary.ASSERTED, Auxiliary.HISTORICAL)


class Material(Struct, frozen=True, kw_only=True):
    """The views of a ledger, the judgements on it, and names of first-level regions by
    country and code ('UA', '08')."""

    views: Views
    judgements: tuple[Judgement, ...] = ()
    regions: Mapping[tuple[str, str], str] = {}

    def region(self, place: Place) -> str | None:
        """The name of a place's first-level region, or its code where the name is not known."""
        return self.regions.get((place.country or "", place.admin1 or ""), place.admin1)


class Occurrence(Struct, frozen=True, kw_only=True):
    """What is said to have happened: one incident, or one event that belongs to none.

    `time`: the incident's, or the event's; `place`: the most precise that is named.
    """

    id: str
    events: tuple[EventView, ...]
    claims: tuple[ClaimView, ...]
    time: Interval
    place: Place | None
    area: str | None

    @property
    def main(self) -> EventView:
        """The event that stands for the occurrence: the one coded with the best score."""
        return max(self.events, key=lambda e: (e.event.main, e.event.score, e.event.id))


def material_of(
    codings: Iterable[Coding],
    *,
    incidents: Sequence[Incident] = (),
    origins: Sequence[Origin] = (),
    judgements: Sequence[Judgement] = (),
    regions: Mapping[tuple[str, str], str] | None = None,
) -> Material:
    """The material of some codings; the order of the codings does not matter."""
    views = views_of(codings, incidents=incidents, origins=origins, judgements=judgements)
    return Material(views=views, judgements=tuple(judgements), regions=regions or {})


def occurrences(views: Views) -> Iterator[Occurrence]:
    """Everything that is said to have happened: incidents first, then events of none.

    What was denied, feared, promised or demanded did not happen and is left out (codebook).
    """
    events = {e.event.id: e for c in views.claims for e in c.events}
    used: set[str] = set()
    for incident in views.incidents:
        own = [events[i] for i in incident.events if i in events]
        told = [e for e in own if e.event.auxiliary in HAPPENED]
        used.update(e.event.id for e in own)
        if told:
            yield _occurrence(incident.id, told, views, incident.time)
    for event_id, event in events.items():
        code = event.event
        if event_id not in used and code.same_as is None and code.auxiliary in HAPPENED:
            yield _occurrence(event_id, [event], views, code.time)


def actors_of(views: Views, occurrence: Occurrence) -> tuple[list[Actor], list[Actor]]:
    """Who did it and to whom it was done, each once."""
    main = occurrence.main
    report = views.reports[views.claims[main.claim].report]
    known = {a.id: a for a in report.coding.actors}
    did = [known[i] for i in main.event.actors if i in known]
    had = [known[i] for i in main.event.recipients if i in known]
    return did, had


def counted(occurrence: Occurrence, of: QuantityOf) -> list[Quantity]:
    """The quantities of one kind that any of its events gives."""
    return [q for e in occurrence.events for q in e.event.quantities if q.of == of]


def _occurrence(key: str, events: Sequence[EventView], views: Views, time: Interval) -> Occurrence:
    claims = tuple(views.claims[i] for i in dict.fromkeys(e.claim for e in events))
    seats = [views.places[p] for e in events for p in e.places]
    best = min(seats, key=lambda s: (s.place.where_prec, s.place.id), default=None)
    return Occurrence(
        id=key,
        events=tuple(events),
        claims=claims,
        time=time,
        place=best.place if best else None,
        area=best.area if best else None,
    )
