"""`dateline search`: what is said, by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli.filters import Asked, with_filters
from dateline.cli.options import SortBy
from dateline.cli.output import print_note, print_rows
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.store import Filter, Hit, Ledger, Order

COLUMNS = ("id", "published", "source", "side", "text")
OF_REPORTS = ("id", "published", "outlet", "text")
Reports = Annotated[
    bool, typer.Option("--reports", help="Reports in which the words stand anywhere.")
]
Best = Annotated[bool, typer.Option("--best", help="What fits best first, not the newest.")]
Most = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="No more than N.")]


def search_ledger(
    asked: Asked, reports: Reports = False, best: Best = False, limit: Most = 20
) -> None:
    """Search claims, or reports, for words and fields.

    As in: dateline search '"left bank" place:Kherson -stance:deny'. docs/query.md tells all.
    """
    from dateline.store import Hit

    order = _order(asked.sort, best=best)
    with asked.opened("search") as (ledger, where):
        found = list(_hits(ledger, where, order, asked.known, limit=limit, reports=reports))
        if not found:
            asked.say_nothing_found(ledger, where)
            if not asked.since_last:
                _say_reports(ledger, where, asked.known, reports=reports)
        columns = OF_REPORTS if reports else COLUMNS
        print_rows(found[:limit], form=asked.form, kind=Hit, columns=columns)
        if len(found) > limit:
            print_note(f"note: the first {limit}; --limit shows more")


search = with_filters(search_ledger)


def _order(sort: SortBy | None, *, best: bool) -> Order:
    from dateline.store import Order

    if best and sort is not None:
        raise UsageError("--best is an order of its own", remedy="leave out --sort")
    if sort is not None and sort not in (SortBy.NEWEST, SortBy.OLDEST):
        raise UsageError(
            f"this list cannot be sorted by {sort.value!r}",
            remedy="choose newest or oldest, or --best",
        )
    return Order.RELEVANCE if best else Order(sort.value) if sort else Order.NEWEST


def _hits(
    ledger: Ledger, where: Filter, order: Order, as_of: str | None, *, limit: int, reports: bool
) -> Iterator[Hit]:
    """What was found, and one more where there is more."""
    of: Literal["claim", "report"] = "report" if reports else "claim"
    page = ledger.search(where, of=of, order=order, limit=limit + 1, as_of=as_of)
    yield from page.rows


def _say_reports(ledger: Ledger, where: Filter, as_of: str | None, *, reports: bool) -> None:
    """Says so where the words stand in reports, but in no claim."""
    if reports or not ledger.search(where, of="report", limit=1, as_of=as_of).rows:
        return
    print_note("note: no claim holds that, but reports do; --reports lists them")
