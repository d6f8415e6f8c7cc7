"""The ledger: append-only, bitemporal, one contract over SQLite and PostgreSQL."""

from dateline.store.addresses import shown_address
from dateline.store.contract import Added, Ledger
from dateline.store.derived import DerivedBook, Updating
from dateline.store.derived_statements import KeptClaim, KeptPassage, KeptReport, Window
from dateline.store.derived_tables import DerivedTables
from dateline.store.facets import FACETS
from dateline.store.opening import open_ledger
from dateline.store.rows import (
    Change,
    ClaimantMap,
    ClaimRow,
    Count,
    EventRow,
    Filter,
    Finding,
    Hit,
    Order,
    Page,
    PlaceRow,
    ReportRow,
    Spot,
)
from dateline.store.times import instant, stamp
from dateline.store.watches import Watch, WatchBook, WatchItem

__all__ = [
    "FACETS",
    "Added",
    "Change",
    "ClaimRow",
    "ClaimantMap",
    "Count",
    "DerivedBook",
    "DerivedTables",
    "EventRow",
    "Filter",
    "Finding",
    "Hit",
    "KeptClaim",
    "KeptPassage",
    "KeptReport",
    "Ledger",
    "Order",
    "Page",
    "PlaceRow",
    "ReportRow",
    "Spot",
    "Updating",
    "Watch",
    "WatchBook",
    "WatchItem",
    "Window",
    "instant",
    "open_ledger",
    "shown_address",
    "stamp",
]
