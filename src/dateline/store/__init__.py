"""The ledger: append-only, bitemporal, one contract over SQLite and PostgreSQL."""

from dateline.model.roles import Role, TokenKind
from dateline.store.access import login_name
from dateline.store.actions import Action, ActionLog
from dateline.store.addresses import shown_address
from dateline.store.archive import ArchiveBook, Message, ProgramReading, Proof, Stamp
from dateline.store.cases import Case, CaseBook, CaseComment, CaseItem
from dateline.store.contract import Added, Ledger
from dateline.store.derived import DerivedBook, Updating
from dateline.store.derived_claims import NewOrigin
from dateline.store.derived_compare import TableDifference
from dateline.store.derived_control import KeptEvidence
from dateline.store.derived_ongoing import KeptLike, KeptOngoing, Stretch
from dateline.store.derived_statements import KeptClaim, KeptPassage, KeptReport, Window
from dateline.store.derived_tables import DerivedTables, KeptIncident
from dateline.store.facets import FACETS
from dateline.store.opening import open_ledger
from dateline.store.others import OtherBook, OtherReading
from dateline.store.reviewing import Lease, ReviewBook, Second
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
from dateline.store.sealing import Seal, Sighting
from dateline.store.times import instant, stamp
from dateline.store.users import User, UserBook
from dateline.store.watches import Watch, WatchBook, WatchItem

__all__ = [
    "FACETS",
    "Action",
    "ActionLog",
    "Added",
    "ArchiveBook",
    "Case",
    "CaseBook",
    "CaseComment",
    "CaseItem",
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
    "KeptEvidence",
    "KeptIncident",
    "KeptLike",
    "KeptOngoing",
    "KeptPassage",
    "KeptReport",
    "Lease",
    "Ledger",
    "Message",
    "NewOrigin",
    "Order",
    "OtherBook",
    "OtherReading",
    "Page",
    "PlaceRow",
    "ProgramReading",
    "Proof",
    "ReportRow",
    "ReviewBook",
    "Role",
    "Seal",
    "Second",
    "Sighting",
    "Spot",
    "Stamp",
    "Stretch",
    "TableDifference",
    "TokenKind",
    "Updating",
    "User",
    "UserBook",
    "Watch",
    "WatchBook",
    "WatchItem",
    "Window",
    "instant",
    "login_name",
    "open_ledger",
    "shown_address",
    "stamp",
]
