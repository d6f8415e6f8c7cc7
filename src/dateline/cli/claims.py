"""`dateline claims`: who says what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.listing import listing

if TYPE_CHECKING:
    from dateline.store import ClaimRow, Filter, Ledger


def _rows(ledger: Ledger, where: Filter, as_of: str | None) -> Iterator[ClaimRow]:
    return ledger.claims(where, as_of=as_of)


claims = listing(
    _rows,
    page="claim_page",
    row="ClaimRow",
    columns=("id", "published", "source", "side", "stance", "content"),
    about="""List claims: who says what, how, and how sure.""",
)
