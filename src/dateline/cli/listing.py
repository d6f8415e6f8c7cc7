"""The commands that list what a ledger holds: one signature, one way to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dateline.cli.codebook import doubt
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    AuxiliaryIs,
    CertaintyIs,
    Form,
    LedgerPath,
    Place,
    ReportId,
    Side,
    Since,
    Source,
    StanceIs,
    Type,
    Until,
)
from dateline.cli.output import Format, print_rows
from dateline.cli.sides import side_code

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.store import Filter, Ledger

MOST_NAMES = 10_000
"""Names that one query may list; words that more begin with are looked for as they stand."""
Query = Callable[["Ledger", "Filter", "str | None"], "Iterator[Struct]"]


def spoken_by(where: Filter, source: str | None, ledger: Ledger) -> Filter:
    """The filter, narrowed to the sources whose names these words may be."""
    from msgspec.structs import replace

    from dateline.pipeline.names import spellings

    if not source:
        return where
    found = spellings(source, ledger.sources())
    few = len(found) <= MOST_NAMES
    return replace(where, sources=found) if few else replace(where, source=source)


def listing(query: Query, *, row: str, columns: tuple[str, ...], about: str) -> Callable[..., None]:
    """A command that prints what `query` finds. `row`: its record in dateline.store.rows."""

    def command(
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
        form: Form = Format.TABLE,
    ) -> None:
        from dateline.store import Filter, instant, open_ledger, rows

        where = Filter(
            side=side_code(side), place=place, type=type_, certainty=certainty, stance=stance,
            auxiliary=auxiliary, since=since, until=until, report=report,
        )  # fmt: skip
        known = instant(as_of) if as_of else None
        doubt(type_)
        with open_ledger(ledger, create=False) as opened:
            where = spoken_by(where, source, opened)
            print_rows(
                query(opened, where, known), form=form, kind=getattr(rows, row), columns=columns
            )

    command.__doc__ = about
    return command
