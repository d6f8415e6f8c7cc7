"""The commands that list what a ledger holds: one signature, one way to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.cli.asking import only_new, opened_ledger, read_words, say_what_is_near, spoken_by
from dateline.cli.codebook import doubt
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    AuxiliaryIs,
    CertaintyIs,
    Exact,
    Form,
    LedgerPath,
    Limit,
    Place,
    QueryWords,
    ReportId,
    Side,
    Since,
    SinceLast,
    Sort,
    Source,
    StanceIs,
    Type,
    Until,
)
from dateline.cli.output import Format, print_rows
from dateline.cli.sides import side_code

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

    def command(
        words: QueryWords = None,
        ledger: LedgerPath = DEFAULT_LEDGER,
        source: Source = None,
        side: Side = None,
        place: Place = None,
        type_: Type = None,
        certainty: CertaintyIs = None,
        stance: StanceIs = None,
        auxiliary: AuxiliaryIs = None,
        since: Since = None,
        until: Until = None,
        report: ReportId = None,
        as_of: AsOf = None,
        limit: Limit = None,
        sort: Sort = None,
        since_last: SinceLast = False,
        exact: Exact = False,
        form: Form = Format.TABLE,
    ) -> None:
        from dateline.store import Filter, Order, instant, rows

        where = Filter(
            side=side_code(side), place=place, type=type_, certainty=certainty, stance=stance,
            auxiliary=auxiliary, since=since, until=until, report=report, query=read_words(words),
            exact=exact,
        )  # fmt: skip
        known = instant(as_of) if as_of else None
        doubt(type_)
        with (
            opened_ledger(ledger) as opened,
            only_new(
                opened, spoken_by(where, source, opened), command=row, wanted=since_last
            ) as asked,
        ):
            found = (
                query(opened, asked, known)
                if sort is None
                else _sorted(opened, page, asked, Order(sort), known, limit)
            )
            first = next(found, None)
            if first is None and not since_last:
                say_what_is_near(opened, where, source)
            whole = chain([] if first is None else [first], found)
            print_rows(islice(whole, limit), form=form, kind=getattr(rows, row), columns=columns)

    command.__doc__ = about
    return command


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
