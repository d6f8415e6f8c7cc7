"""`dateline events`: what is said to have happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.listing import listing

if TYPE_CHECKING:
    from dateline.store import EventRow, Filter, Ledger


def _rows(ledger: Ledger, where: Filter, as_of: str | None) -> Iterator[EventRow]:
    return ledger.events(where, as_of=as_of)


events = listing(
    _rows,
    page="event_page",
    row="EventRow",
    columns=("id", "earliest", "type", "auxiliary", "places", "source", "content"),
    about="""List events: what is said to have happened.""",
)
