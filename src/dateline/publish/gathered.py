"""What the page says of several reports together: incidents, control."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from dateline.model import ControlSpan, Incident, Origin, Report
from dateline.publish.control_layer import ControlLayer, ControlPlace
from dateline.publish.dates import instant_words, spoken
from dateline.publish.face import count, say
from dateline.publish.labels import label, side_name
from dateline.publish.plain import clipped, shown
from dateline.publish.views import Views


class OriginView(Struct, frozen=True, kw_only=True):
    """An origin with those of its claims that belong to the incident."""

    name: str
    kind: str
    side: str | None
    against: bool
    claims: tuple[int, ...]
    why: str


class IncidentView(Struct, frozen=True, kw_only=True):
    """An incident in words; `loose`: claims of no origin that counts; `doubtful`: claims of events
    that are less sure to be of it."""

    id: str
    title: str
    place: str | None
    when: str
    reports: int
    sides: tuple[str, ...]
    origins: tuple[OriginView, ...]
    against: int
    loose: tuple[int, ...]
    doubtful: tuple[int, ...] = ()

    @property
    def claims(self) -> tuple[int, ...]:
        """Indices of all claims that tell of it."""
        told = (c for origin in self.origins for c in origin.claims)
        return tuple(dict.fromkeys((*told, *self.loose, *self.doubtful)))


class SituationView(Struct, frozen=True, kw_only=True):
    """What goes on for long or over an area, in words."""

    title: str
    place: str | None
    when: str
    reports: int
    claims: tuple[int, ...]


class ControlRow(Struct, frozen=True, kw_only=True):
    """The state of one place at the end of the time shown, as known at the end."""

    index: int
    name: str
    state: str
    by: str
    before: str
    since: str
    confidence: str
    words: tuple[tuple[str, str], ...]
    colour: str | None = None


def incidents_of(views: Views) -> list[IncidentView]:
    """The incidents that more than one claim tells of; those with most origins first."""
    reports = {view.coding.report.id: view.coding.report for view in views.reports}
    shown_ = [v for i in views.incidents if (v := _incident(i, views, reports)) is not None]
    return sorted(shown_, key=lambda v: (-len(v.origins), -v.reports))


def _incident(
    incident: Incident, views: Views, reports: Mapping[str, Report]
) -> IncidentView | None:
    claims = [views.by_id[c] for c in incident.claims if c in views.by_id]
    if len(claims) < 2:
        return None
    origins = tuple(
        OriginView(
            name=_origin_name(origin, reports),
            kind=origin.kind,
            side=side_name(origin.side) if origin.side else None,
            against=origin.id in incident.against_interest,
            claims=_own(origin, claims, views),
            why=_reasons(origin),
        )
        for i in incident.origins
        if (origin := views.origins.get(i)) is not None
    )
    named = {views.by_id.get(c) for i in incident.origins for c in _claims_of(i, views)}
    doubtful = _doubtful(incident, views)
    return IncidentView(
        id=incident.id,
        title=label("event", incident.type),
        place=_place_name(incident, views),
        when=spoken(incident.time),
        reports=len({views.claims[c].report for c in claims}),
        sides=tuple(side_name(s) for s in incident.sides),
        origins=origins,
        against=sum(o.against for o in origins),
        loose=tuple(c for c in claims if c not in named and c not in doubtful),
        doubtful=tuple(c for c in claims if c in doubtful),
    )


def _doubtful(incident: Incident, views: Views) -> set[int]:
    """The claims all of whose events in the incident are doubtful."""
    sure = set(incident.events) - set(incident.doubtful)
    claims = [views.by_id[c] for c in incident.claims if c in views.by_id]
    return {
        c
        for c in claims
        if incident.doubtful and sure.isdisjoint(e.event.id for e in views.claims[c].events)
    }


def situations_of(views: Views) -> list[SituationView]:
    """The situations that more than one report tells of; those that most tell first."""
    found = []
    for situation in views.situations:
        claims = [views.by_id[c] for c in situation.claims if c in views.by_id]
        reports = len({views.claims[c].report for c in claims})
        if reports > 1:
            found.append(
                SituationView(
                    title=label("event", situation.type), place=_place_name(situation, views),
                    when=spoken(situation.time), reports=reports, claims=tuple(claims),
                )
            )  # fmt: skip
    return sorted(found, key=lambda s: (-s.reports, -len(s.claims), s.title))


def _origin_name(origin: Origin, reports: Mapping[str, Report]) -> str:
    """The origin's name; a report of no named outlet is called by its title, not by its id."""
    report, colon, rest = origin.name.partition(":")
    told = reports.get(report)
    if told is None:
        return origin.name
    return (
        (f"“{clipped(told.title, 60)}”" if told.title else say("an outlet not named"))
        + colon
        + rest
    )


def _own(origin: Origin, claims: Sequence[int], views: Views) -> tuple[int, ...]:
    """The incident's claims that came from here, the same words of one outlet once."""
    own = {c for c in claims if views.claims[c].claim.id in origin.claims}
    words = {(views.claims[c].quote, views.claims[c].outlet): c for c in sorted(own, reverse=True)}
    return tuple(sorted(words.values()))


def _claims_of(origin: str, views: Views) -> tuple[str, ...]:
    found = views.origins.get(origin)
    return found.claims if found else ()


def _reasons(origin: Origin) -> str:
    """Why these claims have one origin; copies are counted, not listed by id."""
    told = [reason for reason in origin.why if not reason.startswith("copies ")]
    copies = len(origin.why) - len(told)
    return "; ".join(
        [*told, *([say("copied {times}", times=count(copies, "time"))] if copies > 1 else [])]
    )


def _place_name(incident: Incident, views: Views) -> str | None:
    names = (v.place.name for v in views.places if v.place.id == incident.place)
    return next(names, incident.called or incident.place)


def control_rows(layer: ControlLayer, views: Views) -> list[ControlRow]:
    """One row a place of known state: those that most claims name first, then by name."""
    told = Counter(v.place.name for v in views.places for _ in v.claims)
    names = dict(layer.sides)
    rows = [
        _control_row(i, place, span, views, names, dict(layer.colours))
        for i, place in enumerate(layer.places)
        if (span := _last(place)) is not None
    ]
    known = [r for r in rows if r.state != "unknown"]
    return sorted(known, key=lambda r: (-told[r.name], r.name))


def _last(place: ControlPlace) -> ControlSpan | None:
    open_now = [s for s in place.spans if s.end is None and s.known_to is None]
    return open_now[-1] if open_now else None


def _control_row(
    index: int,
    place: ControlPlace,
    span: ControlSpan,
    views: Views,
    names: dict[str, str],
    colours: Mapping[str, str],
) -> ControlRow:
    words = [views.claims[views.by_id[c]].anchor for c in span.claims_for if c in views.by_id]
    sides = [span.controller] if span.controller else list(span.sides)
    return ControlRow(
        index=index,
        name=shown(place.name),
        state=span.state,
        by=", ".join(names.get(s, s) for s in sides) or "—",
        before=names.get(span.before, span.before) if span.before else "—",
        since=instant_words(span.start) if span.start else "—",
        confidence=f"{span.confidence:.2f}",
        words=tuple((str(n), a) for n, a in enumerate(words[:8], start=1)),
        colour=colours.get(span.controller or ""),
    )
