"""Numbers of one occurrence as they were told: by claimant, as the toll grew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

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
        told = (n for e in incident.events if e in facts for n in numbers_told(facts[e]))
        place = names.get(incident.place or "", incident.place)
        yield from toll_of_numbers(incident, told, place=place)


class Number(Struct, frozen=True, array_like=True, kw_only=True):
    """A number that one claim tells of an occurrence."""

    of: str
    claimant: str
    side: str | None
    published: str | None
    low: float | None
    best: float | None
    high: float | None
    words: str
    claim: str


def numbers_told(fact: Fact) -> tuple[Number, ...]:
    """The numbers that a fact tells."""
    return tuple(
        Number(
            of=quantity.of.value, claimant=fact.source, side=fact.source_side,
            published=fact.published, low=quantity.low, best=quantity.best, high=quantity.high,
            words=quantity.text, claim=fact.claim.id,
        )
        for quantity in fact.event.quantities
    )  # fmt: skip


def toll_of_numbers(
    incident: Incident, told: Iterable[Number], *, place: str | None
) -> Iterator[TollRow]:
    """The rows of an incident's numbers, by what they count and publication, the same of one
    claimant once."""
    seen: set[tuple[object, ...]] = set()
    for n in sorted(told, key=lambda n: (n.of, n.published or "~", n.claimant, n.claim)):
        key = (n.of, n.claimant, n.low, n.best, n.high)
        if key not in seen:
            seen.add(key)
            yield TollRow(
                incident=incident.id, type=incident.type, place=place, **structs.asdict(n)
            )
