"""A coding cut into rows; the checks that it must pass first.

Invariant: a span never lies; nothing is written of a coding in which one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Table

from dateline.model import Claim, Coding, Event, ReportError, Source, Span, Toponym
from dateline.store import schema

Row = dict[str, Any]


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


def rows(coding: Coding) -> dict[Table, list[Row]]:
    """The rows of a coding's records, by table, without the number of the coding."""
    cutter = Cutter(coding)
    return {
        schema.mentions: [
            _row(n, m, "id", "start", "end", "text", "kind", "actor")
            for n, m in enumerate(coding.mentions)
        ],
        schema.actors: [
            _row(n, a, "id", "name", "kind", "side", "role", "affiliation")
            for n, a in enumerate(coding.actors)
        ],
        schema.claims: [cutter.claim(n, c) for n, c in enumerate(coding.claims)],
        schema.events: [cutter.event(n, e) for n, e in enumerate(coding.events)],
        schema.toponyms: [_toponym(n, t) for n, t in enumerate(coding.toponyms)],
        schema.timexes: [
            _row(n, t, "id", "start", "end", "text", "type", "value", "earliest", "latest",
                 "date_prec", "basis")
            for n, t in enumerate(coding.timexes)
        ],
        schema.contradictions: [
            {"n": n, "claim": c.claims[0], "other": c.claims[1], "kind": c.kind.value,
             "why": plain(c.why)}
            for n, c in enumerate(coding.contradictions)
        ],
        schema.claim_toponyms: cutter.claim_links(),
        schema.event_toponyms: cutter.event_links(),
    }  # fmt: skip


def plain(text: str) -> str:
    """Text as both databases can hold it: PostgreSQL knows no NUL."""
    return text.replace("\0", "�") if "\0" in text else text


def folded(text: str) -> str:
    """Text to compare without regard to case and runs of white space."""
    return " ".join(plain(text).casefold().split())


def _row(n: int, record: object, *names: str) -> Row:
    row: Row = {"n": n}
    for name in names:
        value = getattr(record, name)
        row[name] = plain(value) if isinstance(value, str) else value
    return row


def _toponym(n: int, toponym: Toponym) -> Row:
    place = toponym.place
    row = _row(n, toponym, "id", "start", "end", "text", "kind", "area")
    row["words"] = folded(toponym.text)
    row["place"] = place.id if place else None
    row["name_words"] = folded(place.name) if place else None
    for field in ("name", "lat", "lon", "country", "admin1", "feature", "where_prec"):
        row[field] = getattr(place, field) if place else None
    return row


class Cutter:
    """What the rows of claims and events need to know of the rest of their coding."""

    def __init__(self, coding: Coding) -> None:
        self._coding = coding
        self._actors = {actor.id: actor for actor in coding.actors}
        self._toponyms = {toponym.id: n for n, toponym in enumerate(coding.toponyms)}
        self._claims = {claim.id: n for n, claim in enumerate(coding.claims)}
        self._at_event = [
            sorted({self._toponyms[t] for t in event.toponyms if t in self._toponyms})
            for event in coding.events
        ]
        self._at_claim = self._places_of_claims()

    def claim(self, n: int, claim: Claim) -> Row:
        row = _row(n, claim, "id", "start", "end", "manner", "stance", "certainty", "score")
        actor = self._actors.get(claim.source.actor or "")
        row["source"] = self._name(claim.source)
        row["source_kind"] = claim.source.kind.value
        row["source_words"] = folded(self._words(claim.source))
        row["side"] = actor.side if actor else None
        row["relays"] = _list([self._name(relay) for relay in claim.relays])
        row["cue"] = plain(claim.cue.text) if claim.cue else None
        row["hedges"] = _list([hedge.text for hedge in claim.hedges])
        row["content"] = plain(" … ".join(span.text for span in claim.content))
        row["events"] = _list(list(claim.events))
        row["places"] = self._names(self._at_claim[n])
        return row

    def event(self, n: int, event: Event) -> Row:
        row = _row(n, event, "id", "type", "auxiliary", "score", "same_as")
        time = event.time
        row["claim"] = self._claims.get(event.claim)
        row["start"] = event.trigger.start
        row["trigger"] = plain(event.trigger.text)
        row["actors"] = _list([self._actor(a) for a in event.actors])
        row["recipients"] = _list([self._actor(a) for a in event.recipients])
        row["places"] = self._names(self._at_event[n])
        row["quantities"] = _list([f"{q.of}: {q.text}" for q in event.quantities])
        row.update(earliest=time.earliest, latest=time.latest, date_prec=time.date_prec)
        row["basis"] = time.basis.value
        row["valid_from"], row["valid_to"] = _bounds(event)
        return row

    def claim_links(self) -> list[Row]:
        return [{"claim": n, "toponym": t} for n, ts in enumerate(self._at_claim) for t in ts]

    def event_links(self) -> list[Row]:
        return [{"event": n, "toponym": t} for n, ts in enumerate(self._at_event) for t in ts]

    def _places_of_claims(self) -> list[list[int]]:
        """Toponyms that stand in a claim's content or in one of its events."""
        found: list[set[int]] = [set() for _ in self._coding.claims]
        for n, claim in enumerate(self._coding.claims):
            for t, toponym in enumerate(self._coding.toponyms):
                if claim.start <= toponym.start < claim.end and any(
                    span.contains(toponym) for span in claim.content
                ):
                    found[n].add(t)
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
            return plain(self._actors[source.actor].name)
        if source.span is not None:
            return plain(source.span.text)
        return plain(self._coding.report.outlet or "") or None

    def _words(self, source: Source) -> str:
        actor = self._actors.get(source.actor or "")
        parts = (self._name(source), actor.role if actor else None,
                 source.span.text if source.span else None)  # fmt: skip
        return " | ".join(part for part in parts if part)


def _list(values: list[str | None] | list[str]) -> str:
    return plain(msgspec.json.encode([v for v in values if v is not None]).decode())


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
