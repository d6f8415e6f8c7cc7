"""`dateline search`: what is said, by words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dateline.cli.asking import only_new, opened_ledger, read_words, say_what_is_near
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    Exact,
    Form,
    LedgerPath,
    QueryWords,
    SinceLast,
)
from dateline.cli.output import Format, print_note, print_rows

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


def search(
    words: QueryWords = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    reports: Reports = False,
    best: Best = False,
    limit: Most = 20,
    exact: Exact = False,
    since_last: SinceLast = False,
    as_of: AsOf = None,
    form: Form = Format.TABLE,
) -> None:
    """Search claims, or reports, for words and fields.

    As in: dateline search '"left bank" place:Kherson -stance:deny'. docs/query.md tells all.
    """
    from dateline.query import parse_query
    from dateline.store import Filter, Hit, Order, instant

    where = Filter(query=read_words(words) or parse_query(""), exact=exact)
    known = instant(as_of) if as_of else None
    order = Order.RELEVANCE if best else Order.NEWEST
    with (
        opened_ledger(ledger) as opened,
        only_new(opened, where, command="search", wanted=since_last) as asked,
    ):
        found = list(_hits(opened, asked, order, known, limit=limit, reports=reports))
        if not found and not since_last:
            say_what_is_near(opened, where, None)
            _say_reports(opened, asked, known, reports=reports)
        columns = OF_REPORTS if reports else COLUMNS
        print_rows(found[:limit], form=form, kind=Hit, columns=columns)
        if len(found) > limit:
            print_note(f"note: the first {limit}; --limit shows more")


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
