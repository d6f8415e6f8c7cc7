"""`dateline timeline`: events by valid time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.listing import listing

if TYPE_CHECKING:
    from dateline.store import EventRow, Filter, Ledger


def _rows(ledger: Ledger, where: Filter, as_of: str | None) -> Iterator[EventRow]:
    return ledger.timeline(where, as_of=as_of)


timeline = listing(
    _rows,
    page="event_page",
    row="EventRow",
    columns=("earliest", "basis", "id", "type", "auxiliary", "places", "source", "content"),
    about="""List events by when they are said to have happened.

Those without a date come last. `basis`: why the date is taken for this one.""",
)
