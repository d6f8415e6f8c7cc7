"""`dateline places`: the places that reports name, or those of an area."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.codebook import doubt
from dateline.cli.listing import spoken_by
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    Form,
    LedgerPath,
    Place,
    ReportId,
    Side,
    Since,
    Source,
    Type,
    Until,
)
from dateline.cli.output import Format, print_rows
from dateline.cli.sides import side_code

COLUMNS = (
    "id", "name", "country", "admin1", "feature", "where_prec", "toponyms", "reports", "claims",
    "events",
)  # fmt: skip
INSIDE_COLUMNS = ("id", "name", "country", "admin1", "feature", "lat", "lon")

Inside = Annotated[
    str | None,
    typer.Option(
        "--in",
        metavar="AREA",
        help="The gazetteer's settlements of an area in words, such as "
        "'right bank of the Dnipro, Kherson Oblast'; no ledger is read.",
        show_default=False,
    ),
]


def places(
    inside: Inside = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    source: Source = None,
    side: Side = None,
    place: Place = None,
    type_: Type = None,
    since: Since = None,
    until: Until = None,
    report: ReportId = None,
    as_of: AsOf = None,
    form: Form = Format.TABLE,
) -> None:
    """List places, most named first.

    Toponyms that nothing resolved have no id.
    """
    if inside is not None:
        _inside(inside, form)
        return
    from dateline.store import Filter, PlaceRow, instant, open_ledger

    where = Filter(
        side=side_code(side), place=place, type=type_, since=since, until=until, report=report
    )
    known = instant(as_of) if as_of else None
    doubt(type_)
    with open_ledger(ledger, create=False) as opened:
        where = spoken_by(where, source, opened)
        print_rows(opened.places(where, as_of=known), form=form, kind=PlaceRow, columns=COLUMNS)


def _inside(area: str, form: Format) -> None:
    from dateline.model import Place as GazetteerPlace
    from dateline.places.query import places_in

    print_rows(places_in(area), form=form, kind=GazetteerPlace, columns=INSIDE_COLUMNS)
