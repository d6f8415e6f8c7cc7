"""`dateline reports`: the reports of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.listing import listing

if TYPE_CHECKING:
    from dateline.store import Filter, Ledger, ReportRow


def _rows(ledger: Ledger, where: Filter, as_of: str | None) -> Iterator[ReportRow]:
    return ledger.reports(where, as_of=as_of)


reports = listing(
    _rows,
    page="report_page",
    row="ReportRow",
    columns=("id", "published", "outlet", "lang", "title", "claims", "events"),
    about="""List the reports of a ledger, by time of publication.

With filters: those that hold a claim which passes them.""",
)
