"""The ledger: append-only, bitemporal, one contract over SQLite and PostgreSQL."""

from dateline.store.addresses import shown_address
from dateline.store.contract import Added, Ledger
from dateline.store.opening import open_ledger
from dateline.store.rows import (
    ClaimantMap,
    ClaimRow,
    EventRow,
    Filter,
    Finding,
    PlaceRow,
    ReportRow,
)
from dateline.store.times import instant

__all__ = [
    "Added",
    "ClaimRow",
    "ClaimantMap",
    "EventRow",
    "Filter",
    "Finding",
    "Ledger",
    "PlaceRow",
    "ReportRow",
    "instant",
    "open_ledger",
    "shown_address",
]
