"""Numbers of one occurrence as they were told: by claimant, as the toll grew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.fusion.facts import Fact, facts_of
from dateline.model import Coding, Incident
from dateline.pipeline.derive import Derived


class TollRow(Struct, frozen=True, kw_only=True):
    """What one claimant had said of one incident's number when a report was published."""

    incident: str
    type: str
    place: str | None
    of: str
    claimant: str
    side: str | None
    published: str | None
    low: float | None
    best: float | None
    high: float | None
    words: str
    claim: str


def toll_rows(codings: Sequence[Coding], derived: Derived) -> Iterator[TollRow]:
    """Numbers by incident, what they count, and publication; the same words again are left out."""
    facts = {f.event.id: f for coding in codings for f in facts_of(coding)}
    names = {t.place.id: t.place.name for c in codings for t in c.toponyms if t.place}
    for incident in sorted(derived.incidents, key=lambda i: i.id):
        told = (facts[e] for e in incident.events if e in facts)
        yield from tolls_of(incident, told, place=names.get(incident.place or "", incident.place))


def tolls_of(incident: Incident, facts: Iterable[Fact], *, place: str | None) -> Iterator[TollRow]:
    """The numbers of one incident, by what they count and publication."""
    rows = [
        TollRow(
            incident=incident.id, type=incident.type, place=place, of=quantity.of.value,
            claimant=fact.source, side=fact.source_side, published=fact.published,
            low=quantity.low, best=quantity.best, high=quantity.high, words=quantity.text,
            claim=fact.claim.id,
        )
        for fact in facts
        for quantity in fact.event.quantities
    ]  # fmt: skip
    seen: set[tuple[object, ...]] = set()
    for row in sorted(rows, key=lambda r: (r.of, r.published or "~", r.claimant, r.claim)):
        key = (row.of, row.claimant, row.low, row.best, row.high)
        if key not in seen:
            seen.add(key)
            yield row
