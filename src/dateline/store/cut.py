"""A coding cut into rows; the checks that it must pass first.

A row is a tuple of its table's columns in their order, but for `coding`, which comes first, and
the number of a document; in place of the number of a place it holds the place.

Invariant: a span never lies; nothing is written of a coding in which one does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Table

from dateline.model import Claim, Coding, Event, Place, ReportError, Source, Span, Toponym
from dateline.store import schema

Row = dict[str, Any]
Cut = tuple[Any, ...]
Spot = tuple[str, str, str, float, float, str | None, str | None, str | None]
"""A gazetteer entry as `places` holds it, but for its number."""
NUL = b"\\u0000"
BETWEEN = "\x1f"
"""What joins ids that a query gives as one text: no id of a program holds it."""


def checked(coding: Coding) -> None:
    """SpanError where a span's words are not the report's; ReportError for an event alone."""
    text = coding.report.text
    for span in _spans(coding):
        span.check(text)
    claims = {claim.id for claim in coding.claims}
    for event in coding.events:
        if event.claim not in claims:
            raise ReportError(
                f"event {event.id} names the claim {event.claim}, which the coding does not hold",
                remedy="every event is derived from a claim",
            )


def _spans(coding: Coding) -> Iterator[Span]:
    yield from coding.mentions
    yield from coding.toponyms
    yield from coding.timexes
    for claim in coding.claims:
        yield from claim.content
        yield from claim.hedges
        for span in (claim.cue, claim.source.span, *(relay.span for relay in claim.relays)):
            if span is not None:
                yield span
    for event in coding.events:
        yield event.trigger
        yield from event.quantities


def rows(coding: Coding, payload: bytes) -> dict[Table, list[Cut]]:
    """The rows of a coding's records, by table, without the number of the coding.

    `payload`: the coding as JSON, which says whether any text holds a NUL.
    """
    cutter = Cutter(coding)
    cut: dict[Table, list[Cut]] = {
        schema.claims: [cutter.claim(n, c) for n, c in enumerate(coding.claims)],
        schema.events: [cutter.event(n, e) for n, e in enumerate(coding.events)],
        schema.toponyms: [_toponym(n, t) for n, t in enumerate(coding.toponyms)],
        schema.contradictions: [
            (n, *c.claims, c.kind.value, c.why) for n, c in enumerate(coding.contradictions)
        ],
        schema.claim_toponyms: cutter.claim_links(),
        schema.event_toponyms: cutter.event_links(),
    }  # fmt: skip
    if NUL in payload:
        return {table: [_plain_row(row) for row in parts] for table, parts in cut.items()}
    return cut


def plain(text: str) -> str:
    """Text as both databases can hold it: PostgreSQL knows no NUL."""
    return text.replace("\0", "\ufffd") if "\0" in text else text


def folded(text: str) -> str:
    """Text to compare without regard to case and runs of white space."""
    return " ".join(text.casefold().split())


def _plain_row(row: Cut) -> Cut:
    return tuple(_plain_value(value) for value in row)


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return _plain_row(value)
    return plain(value).replace("\\u0000", "\ufffd") if isinstance(value, str) else value


def _toponym(n: int, t: Toponym) -> Cut:
    own = (n, t.start, t.end, t.text, folded(t.text), t.kind.value, t.area)
    return (*own, None, None) if t.place is None else (*own, _spot(t.place), t.place.where_prec)


def _spot(p: Place) -> Spot:
    """The row of `places` that a toponym names; its number is known where it is written."""
    return p.id, p.name, folded(p.name), p.lat, p.lon, p.country, p.admin1, p.feature


class Cutter:
    """What the rows of claims and events need to know of the rest of their coding."""

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._actors = {actor.id: actor for actor in coding.actors}
        self._toponyms = {toponym.id: n for n, toponym in enumerate(coding.toponyms)}
        self._claims = {claim.id: n for n, claim in enumerate(coding.claims)}
        self._of_claim: dict[int, list[str]] = {}
        for event in coding.events:
            if event.claim in self._claims:
                self._of_claim.setdefault(self._claims[event.claim], []).append(event.id)
        self._at_event = [
            sorted({self._toponyms[t] for t in event.toponyms if t in self._toponyms})
            for event in coding.events
        ]
        self._at_claim = self._places_of_claims()

    def claim(self, n: int, claim: Claim) -> Cut:
        source = claim.source
        actor = self._actors.get(source.actor or "")
        return (
            n, claim.id, claim.start, claim.end, self._name(source), source.kind.value,
            folded(self._words(source)), actor.side if actor else None,
            _list([self._name(relay) for relay in claim.relays]),
            claim.cue.text if claim.cue else None,
            claim.manner.value, claim.stance.value, claim.certainty.value,
            _list([hedge.text for hedge in claim.hedges]),
            " … ".join([span.text for span in claim.content]),
            self._events(n, claim), self._names(self._at_claim[n]), claim.score,
        )  # fmt: skip

    def event(self, n: int, event: Event) -> Cut:
        time = event.time
        return (
            n, event.id, self._claims.get(event.claim), event.trigger.start, event.type,
            event.auxiliary.value, event.trigger.text,
            _list([self._actor(a) for a in event.actors]),
            _list([self._actor(a) for a in event.recipients]),
            self._names(self._at_event[n]), time.earliest, time.latest, *_bounds(event),
            time.date_prec, time.basis.value,
            _list([f"{q.of.value}: {q.text}" for q in event.quantities]),
            event.same_as, event.score,
        )  # fmt: skip

    def _events(self, n: int, claim: Claim) -> str | None:
        """The events of a claim; None: they are those that name it, in their order."""
        own = self._of_claim.get(n, [])
        follows = own == list(claim.events) and not any(BETWEEN in event for event in own)
        return None if follows else _list(list(claim.events))

    def claim_links(self) -> list[Cut]:
        return [(n, t) for n, toponyms in enumerate(self._at_claim) for t in toponyms]

    def event_links(self) -> list[Cut]:
        return [(n, t) for n, toponyms in enumerate(self._at_event) for t in toponyms]

    def _places_of_claims(self) -> list[list[int]]:
        """Toponyms that stand in a claim's content or in one of its events."""
        toponyms = self._coding.toponyms
        order = sorted(range(len(toponyms)), key=lambda t: toponyms[t].start)
        starts = [toponyms[t].start for t in order]
        found: list[set[int]] = []
        for claim in self._coding.claims:
            inside: set[int] = set()
            for span in claim.content:
                first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
                inside.update(t for t in order[first:last] if toponyms[t].end <= span.end)
            found.append(inside)
        for places, event in zip(self._at_event, self._coding.events, strict=True):
            if event.claim in self._claims:
                found[self._claims[event.claim]].update(places)
        return [sorted(places) for places in found]

    def _names(self, numbers: list[int]) -> str:
        toponyms = (self._coding.toponyms[n] for n in numbers)
        return _list(list(dict.fromkeys(t.place.name if t.place else t.text for t in toponyms)))

    def _actor(self, actor: str) -> str:
        known = self._actors.get(actor)
        return known.name if known else actor

    def _name(self, source: Source) -> str | None:
        """The source as its actor is named, else in its words, else the outlet's name."""
        if source.actor is not None and source.actor in self._actors:
            return self._actors[source.actor].name
        if source.span is not None:
            return source.span.text
        return self._coding.report.outlet or None

    def _words(self, source: Source) -> str:
        actor = self._actors.get(source.actor or "")
        parts = (self._name(source), actor.role if actor else None,
                 source.span.text if source.span else None)  # fmt: skip
        return " | ".join(part for part in parts if part)


def _list(values: list[str | None] | list[str]) -> str:
    if not values:
        return "[]"
    return msgspec.json.encode([v for v in values if v is not None]).decode()


def _bounds(event: Event) -> tuple[str | None, str | None]:
    try:
        first, last = event.time.bounds()
    except ValueError as error:
        raise ReportError(
            f"event {event.id} has a time that is none: {error}",
            remedy="intervals are written in ISO 8601",
        ) from error
    return (
        first.replace(microsecond=0).isoformat() if first else None,
        last.replace(microsecond=0).isoformat() if last else None,
    )
