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
)
from dateline.publish.views import ClaimView, EventView, Views, views_of

COUNTRY_PREC = 6
"""UCDP's precision of a place that is a whole country; 7 is wider."""
HAPPENED = (Auxiliary.ASSERTED, Auxiliary.HISTORICAL)


class Selection(Struct, frozen=True, kw_only=True):
    """What a query chose. `events`: an incident is kept where one of its events is among them;
    `claims`: only these are told. None: all."""

    events: frozenset[str] | None = None
    claims: frozenset[str] | None = None


class Material(Struct, frozen=True, kw_only=True):
    """The views of a ledger, the judgements on it, and names of first-level regions by
    country and code ('UA', '08'). `chosen`: what a query left; `each_event`: one occurrence an
    event instead of an incident."""

    views: Views
    judgements: tuple[Judgement, ...] = ()
    regions: Mapping[tuple[str, str], str] = {}
    chosen: Selection = Selection()
    each_event: bool = False

    def holds(self, event: str) -> bool:
        """Whether the query chose an event."""
        return self.chosen.events is None or event in self.chosen.events

    def claims(self) -> Iterator[ClaimView]:
        """The claims that the query chose, in the order of publication and text."""
        return (c for c in self.views.claims if _is_told(c, self.chosen))

    def occurrences(self) -> Iterator[Occurrence]:
        """What is said to have happened, of what the query chose."""
        return occurrences(self.views, chosen=self.chosen, each_event=self.each_event)

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
    chosen: Selection | None = None,
    each_event: bool = False,
) -> Material:
    """The material of some codings; the order of the codings does not matter."""
    views = views_of(codings, incidents=incidents, origins=origins, judgements=judgements)
    return Material(
        views=views,
        judgements=tuple(judgements),
        regions=regions or {},
        chosen=chosen or Selection(),
        each_event=each_event,
    )


def occurrences(
    views: Views, *, chosen: Selection | None = None, each_event: bool = False
) -> Iterator[Occurrence]:
    """Everything that is said to have happened: incidents first, then events of none.

    What was denied, feared, promised or demanded did not happen and is left out (codebook).
    """
    chosen = chosen or Selection()
    told = {e.event.id: e for c in views.claims if _is_told(c, chosen) for e in c.events}
    told = {i: e for i, e in told.items() if e.event.auxiliary in HAPPENED}
    used: set[str] = set()
    for incident in () if each_event else views.incidents:
        used.update(incident.events)
        own = [told[i] for i in incident.events if i in told]
        if own and _is_chosen(own, chosen):
            yield _occurrence(incident.id, own, views, incident.time, at=incident.place)
    for event_id, event in told.items():
        fresh = event_id not in used and event.event.same_as not in told
        if fresh and _is_chosen([event], chosen):
            yield _occurrence(event_id, [event], views, event.event.time)


def _is_told(claim: ClaimView, chosen: Selection) -> bool:
    return chosen.claims is None or claim.claim.id in chosen.claims


def _is_chosen(told: Sequence[EventView], chosen: Selection) -> bool:
    return chosen.events is None or any(e.event.id in chosen.events for e in told)


def actors_of(views: Views, occurrence: Occurrence) -> tuple[list[Actor], list[Actor]]:
    """Who did it and to whom it was done, each once."""
    main = occurrence.main
    report = views.reports[views.claims[main.claim].report]
    known = {a.id: a for a in report.coding.actors}
    did = [known[i] for i in main.event.actors if i in known]
    had = [known[i] for i in main.event.recipients if i in known]
    return did, had


def _occurrence(
    key: str, events: Sequence[EventView], views: Views, time: Interval, *, at: str | None = None
) -> Occurrence:
    """A row of its own; `at`: the place of the incident, since an event may have several."""
    claims = tuple(views.claims[i] for i in dict.fromkeys(e.claim for e in events))
    named = [views.places[p] for e in events for p in e.places]
    seats = [seat for seat in named if seat.place.id == at] or named
    best = min(seats, key=lambda s: (s.place.where_prec, s.place.id), default=None)
    return Occurrence(
        id=key,
        events=tuple(events),
        claims=claims,
        time=time,
        place=best.place if best else None,
        area=best.area if best else None,
    )
