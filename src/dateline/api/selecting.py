"""What a filter leaves of a ledger for an export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.model import UsageError
from dateline.pipeline.resting import is_open
from dateline.query import Field, all_of, terms_of

if TYPE_CHECKING:
    from dateline.model import Coding, Event
    from dateline.publish.exports.material import Selection
    from dateline.store import Filter, Ledger

OF_CLAIMS = ("csv", "jsonld", "annotations", "warc", "wacz")
"""Formats of which a row is a claim; in the others it is what is said to have happened."""
VOICES = frozenset({"source", "side"})
"""Fields that say whose word is told; what others said of the same is left out."""


def select(
    ledger: Ledger, where: Filter, codings: Iterable[Coding], *, form: str,
    country: str | None, as_of: str | None,
) -> Selection:  # fmt: skip
    """The events and claims that pass; UsageError where a country is not known."""
    from dateline.publish.exports.material import Selection

    if is_open(where) and country is None:
        return Selection()
    placed = list(_placed(codings, country)) if country is not None else None
    if form in OF_CLAIMS:
        claims = frozenset(row.id for row in ledger.claims(where, as_of=as_of))
        return Selection(
            claims=claims if placed is None else claims & {event.claim for event in placed}
        )
    events = frozenset(row.id for row in ledger.events(where, as_of=as_of))
    return Selection(
        events=events if placed is None else events & {event.id for event in placed},
        claims=_voices(ledger, where, as_of),
    )


def _voices(ledger: Ledger, where: Filter, as_of: str | None) -> frozenset[str] | None:
    """The claims of the sources that were asked for; None where none were."""
    from dateline.store import Filter

    terms = tuple(_voice_terms(where))
    own = Filter(
        source=where.source, sources=where.sources, side=where.side, exact=where.exact,
        query=all_of(terms) if terms else None,
    )  # fmt: skip
    if is_open(own):
        return None
    return frozenset(row.id for row in ledger.claims(own, as_of=as_of))


def _voice_terms(where: Filter) -> Iterator[Field]:
    yield from (t for t in terms_of(where.query) if isinstance(t, Field) and t.name in VOICES)


def _placed(codings: Iterable[Coding], country: str) -> Iterator[Event]:
    """The events that have a place in the country."""
    code = _country(country)
    for coding in codings:
        at = {t.id: t.place.country for t in coding.toponyms if t.place is not None}
        for event in coding.events:
            if any(at.get(toponym) == code for toponym in event.toponyms):
                yield event


def _country(words: str) -> str:
    from dateline.publish.exports.countries import country_called

    code = country_called(words)
    if code is None:
        raise UsageError(
            f"no country is called {words!r}", remedy="write its English name or ISO 3166-1 code"
        )
    return code
