"""`totals`: counts of periods, areas and whole wars, one a row; they belong to no incident."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Quantity
from dateline.publish.dates import day_of
from dateline.publish.exports.countries import country_codes
from dateline.publish.exports.material import HAPPENED, Material
from dateline.publish.exports.tables import Cell, Row, Table, joined
from dateline.publish.exports.tallies import is_of_incident
from dateline.publish.views import ClaimView, EventView

COLUMNS = (
    "measure", "low", "best", "high", "scope", "quote", "event_type", "actors", "recipients",
    "location", "country", "date_start", "date_end", "source", "side", "outlet", "published",
    "claim_id",
)  # fmt: skip


def _rows(material: Material) -> Iterator[Row]:
    """Every count of what happened that is no incident's, in the order of publication."""
    for claim in material.claims():
        for event in claim.events:
            told = event.event.auxiliary in HAPPENED and material.holds(event.event.id)
            for quantity in event.event.quantities if told else ():
                if not is_of_incident(event.event, quantity):
                    yield _row(claim, event, quantity, material)


def _row(claim: ClaimView, event: EventView, quantity: Quantity, material: Material) -> Row:
    report = material.views.reports[claim.report].coding.report
    time = event.event.time
    places = [material.views.places[p].place for p in event.places]
    numbers: dict[str, Cell] = {n: getattr(quantity, n) for n in ("low", "best", "high")}
    return {
        "measure": quantity.of,
        **numbers,
        "scope": quantity.scope or "period",
        "quote": quantity.text,
        "event_type": event.event.type,
        "actors": joined(event.who),
        "recipients": joined(event.to_whom),
        "location": joined(p.name for p in places),
        "country": country_codes(places[0].country)[1] if places else None,
        "date_start": day_of(time.earliest),
        "date_end": day_of(time.latest),
        "source": claim.source.name,
        "side": claim.source.side,
        "outlet": report.outlet,
        "published": report.published,
        "claim_id": claim.claim.id,
    }


TOTALS = Table(columns=COLUMNS, rows=_rows)
