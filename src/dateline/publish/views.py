"""What the page shows of codings: sources, claims, events and places, in words and by index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.model import (
    Actor,
    Claim,
    Coding,
    Event,
    Incident,
    IncidentKind,
    Interval,
    Judgement,
    Origin,
    Place,
    Source,
    SourceKind,
    TargetKind,
    ToponymKind,
)
from dateline.publish.dates import spoken
from dateline.publish.face import figure, say
from dateline.publish.labels import label, side_name, unions
from dateline.publish.shown_names import with_shown_names


class SourceView(Struct, frozen=True, kw_only=True):
    """Who speaks, as shown: a name, what kind of source, and the side it speaks for."""

    name: str
    kind: SourceKind
    side: str | None
    role: str | None = None


class EventView(Struct, frozen=True, kw_only=True):
    """An event with its actors and places in words. `places`: indices of PlaceViews."""

    event: Event
    claim: int
    type_label: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    where: tuple[str, ...]
    when: str
    quantities: tuple[str, ...]
    places: tuple[int, ...]


class ClaimView(Struct, frozen=True, kw_only=True):
    """A claim as shown. `anchor` is unique on the page; `report` an index of ReportViews."""

    claim: Claim
    anchor: str
    report: int
    outlet: str
    quote: str
    source: SourceView
    relays: tuple[SourceView, ...]
    events: tuple[EventView, ...]
    time: Interval | None
    places: tuple[int, ...]
    verdicts: tuple[str, ...] = ()


class PlaceView(Struct, kw_only=True):
    """A gazetteer place as some claims use it: with its precision and area."""

    anchor: str
    place: Place
    area: str | None
    claims: list[int]


class ReportView(Struct, frozen=True, kw_only=True):
    """A report with the indices of its claims; `anchor` is unique on the page."""

    coding: Coding
    anchor: str
    outlet: str
    claims: tuple[int, ...]


class Views(Struct, frozen=True, kw_only=True):
    """Everything on the page, in the order of publication. `by_id`: claim id to index;
    `situations`: what goes on for long or over an area, apart from the incidents."""

    reports: tuple[ReportView, ...]
    claims: tuple[ClaimView, ...]
    places: tuple[PlaceView, ...]
    by_id: Mapping[str, int]
    incidents: tuple[Incident, ...]
    origins: Mapping[str, Origin]
    situations: tuple[Incident, ...] = ()

    def sources(self) -> list[SourceView]:
        """Distinct sources in order of first appearance."""
        return list(dict.fromkeys(c.source for c in self.claims))


def views_of(
    codings: Iterable[Coding],
    *,
    incidents: Sequence[Incident] = (),
    origins: Sequence[Origin] = (),
    judgements: Sequence[Judgement] = (),
) -> Views:
    """The views of some codings; reports in order of publication, those undated last."""
    ordered = sorted(
        with_shown_names(codings), key=lambda c: (c.report.published or "9999", c.report.id)
    )
    builder = _Builder(judgements)
    for coding in ordered:
        builder.add(coding)
    return Views(
        reports=tuple(builder.reports),
        claims=tuple(builder.claims),
        places=tuple(builder.places.values()),
        by_id=builder.by_id,
        incidents=tuple(i for i in incidents if i.kind is not IncidentKind.SITUATION),
        origins={o.id: o for o in origins},
        situations=tuple(i for i in incidents if i.kind is IncidentKind.SITUATION),
    )


class _Builder:
    """Collects the views of one coding after another."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.reports: list[ReportView] = []
        self.claims: list[ClaimView] = []
        self.places: dict[tuple[str, int, str | None], PlaceView] = {}
        self.by_id: dict[str, int] = {}
        self._verdicts: dict[str, list[str]] = {}
        for judgement in judgements:
            if judgement.target_kind is TargetKind.CLAIM and judgement.withdrawn_at is None:
                words = say(
                    "{verdict} by {author}",
                    verdict=label("verdict", judgement.verdict), author=judgement.author,
                )  # fmt: skip
                self._verdicts.setdefault(judgement.target, []).append(words)

    def add(self, coding: Coding) -> None:
        """Adds one report with its claims, in the order of the text."""
        index, first = len(self.reports), len(self.claims)
        names = _Names(coding)
        events = {e.id: e for e in coding.events}
        for claim in sorted(coding.claims, key=lambda c: (c.start, -c.end, c.id)):
            self._add_claim(claim, index, names, [events[i] for i in claim.events if i in events])
        self.reports.append(
            ReportView(
                coding=coding,
                anchor=f"r-{index + 1}",
                outlet=names.outlet,
                claims=tuple(range(first, len(self.claims))),
            )
        )

    def _add_claim(self, claim: Claim, report: int, names: _Names, events: list[Event]) -> None:
        index = len(self.claims)
        anchor = f"c-{claim.id}" if claim.id not in self.by_id else f"c-{claim.id}-{report + 1}"
        self.by_id.setdefault(claim.id, index)
        views = tuple(self._event(e, index, names) for e in events)
        places = dict.fromkeys(p for e in views for p in e.places)
        if not places:
            places = dict.fromkeys(self._named_in(claim, index, names))
        self.claims.append(
            ClaimView(
                claim=claim,
                anchor=anchor,
                report=report,
                outlet=names.outlet,
                quote=" … ".join(" ".join(s.text.split()) for s in claim.content),
                source=names.source(claim.source),
                relays=tuple(names.source(r) for r in claim.relays),
                events=views,
                time=_time_of(events),
                places=tuple(places),
                verdicts=tuple(self._verdicts.get(claim.id, ())),
            )
        )

    def _event(self, event: Event, claim: int, names: _Names) -> EventView:
        toponyms = [names.toponyms[i] for i in event.toponyms if i in names.toponyms]
        placed = [self._place(t.place, t.area, claim) for t in toponyms if t.place is not None]
        where = (t.place.name if t.place else t.text for t in toponyms)
        return EventView(
            event=event,
            claim=claim,
            type_label=label("event", event.type),
            who=tuple(names.actor(a) for a in event.actors),
            to_whom=tuple(names.actor(a) for a in event.recipients),
            where=tuple(dict.fromkeys(where)),
            when=spoken(event.time),
            quantities=tuple(_quantity(q.low, q.best, q.high, q.of) for q in event.quantities),
            places=tuple(dict.fromkeys(placed)),
        )

    def _named_in(self, claim: Claim, index: int, names: _Names) -> list[int]:
        """Places that the claim's own words name, where no event of it has a place."""
        return [
            self._place(t.place, t.area, index)
            for t in names.toponyms.values()
            if t.place is not None
            and t.kind is ToponymKind.LITERAL
            and any(span.start <= t.start < span.end for span in claim.content)
        ]

    def _place(self, place: Place, area: str | None, claim: int) -> int:
        key = (place.id, place.where_prec, area)
        if key not in self.places:
            anchor = f"p-{len(self.places) + 1}"
            self.places[key] = PlaceView(anchor=anchor, place=place, area=area, claims=[])
        view = self.places[key]
        if not view.claims or view.claims[-1] != claim:
            view.claims.append(claim)
        return _position(view)


class _Names:
    """Names of actors, sources and toponyms within one coding."""

    def __init__(self, coding: Coding) -> None:
        self.outlet = coding.report.outlet or say("outlet not named")
        self.toponyms = {
            t.id: t for t in coding.toponyms if t.place is None or t.place.id not in unions()
        }
        self._conflict = coding.conflict
        self._actors: dict[str, Actor] = {a.id: a for a in coding.actors}

    def actor(self, actor_id: str) -> str:
        """An actor's name, or its id where the coding does not have it."""
        actor = self._actors.get(actor_id)
        return actor.name if actor else actor_id

    def source(self, source: Source) -> SourceView:
        """A source as shown: its actor's name, else its own words, else the outlet."""
        actor = self._actors.get(source.actor) if source.actor else None
        side = side_name(actor.side, conflict=self._conflict) if actor and actor.side else None
        if actor is not None:
            name = actor.name
        elif source.span is not None:
            name = source.span.text
        else:
            name = self.outlet if source.kind is SourceKind.OUTLET else say("a source not named")
        role = actor.role if actor else None
        return SourceView(name=" ".join(name.split()), kind=source.kind, side=side, role=role)


def _position(view: PlaceView) -> int:
    return int(view.anchor.removeprefix("p-")) - 1


def _time_of(events: Sequence[Event]) -> Interval | None:
    """The interval of the main event, else of the first that is dated at all."""
    ranked = sorted(events, key=lambda e: not e.main)
    dated = (e.time for e in ranked if e.time.earliest or e.time.latest)
    return next(dated, None)


def _quantity(low: float | None, best: float | None, high: float | None, of: str) -> str:
    what = label("quantity", of)
    if best is not None:
        return f"{figure(round(best))} {what}"
    if low is not None and high is not None:
        return f"{figure(round(low))}–{figure(round(high))} {what}"
    if low is not None:
        return say("at least {n} {what}", n=round(low), what=what)
    return what if high is None else say("at most {n} {what}", n=round(high), what=what)
