"""The commands that list what a ledger holds: one signature, one way to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.cli.filters import Asked, with_filters
from dateline.cli.options import SortBy
from dateline.cli.output import print_rows
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.store import Filter, Ledger, Order, Page

Query = Callable[["Ledger", "Filter", "str | None"], "Iterator[Struct]"]
PAGE = 500


def listing(
    query: Query, *, row: str, columns: tuple[str, ...], about: str, page: str
) -> Callable[..., None]:
    """A command that prints what `query` finds. `row`: its record in dateline.store.rows;
    `page`: the ledger's method that sorts it otherwise."""

    def command(asked: Asked) -> None:
        from dateline.store import rows

        with asked.opened(row) as (ledger, where):
            found = (
                query(ledger, where, asked.known)
                if asked.sort is None
                else _sorted(ledger, page, where, _order(asked.sort), asked.known, asked.limit)
            )
            first = next(found, None)
            if first is None:
                asked.say_nothing_found(ledger, where)
            whole = chain([] if first is None else [first], found)
            print_rows(
                islice(whole, asked.limit), form=asked.form, kind=getattr(rows, row),
                columns=columns,
            )  # fmt: skip

    command.__doc__ = about
    return with_filters(command)


def _order(sort: SortBy) -> Order:
    from dateline.store import Order

    if sort in (SortBy.NAME, SortBy.MOST):
        raise UsageError(
            f"this list cannot be sorted by {sort.value!r}", remedy="choose newest or oldest"
        )
    return Order(sort.value)


def _sorted(
    ledger: Ledger, page: str, where: Filter, order: Order, as_of: str | None, limit: int | None
) -> Iterator[Struct]:
    """Page after page, in another order."""
    after: str | None = None
    while True:
        found: Page[Struct] = getattr(ledger, page)(
            where, order=order, limit=min(limit or PAGE, PAGE), after=after, as_of=as_of
        )
        yield from found.rows
        after = found.after
        if after is None:
            return
