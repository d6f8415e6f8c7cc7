"""`dateline places`: the places that reports name, or those of an area."""

from __future__ import annotations

from itertools import chain, islice
from typing import Annotated

import typer

from dateline.cli.asking import opened_ledger, read_words, say_what_is_near, spoken_by
from dateline.cli.codebook import doubt
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    Exact,
    Form,
    LedgerPath,
    Limit,
    Place,
    QueryWords,
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
    "id", "name", "country", "admin1", "feature", "reports", "claims", "events",
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
    words: QueryWords = None,
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
    limit: Limit = None,
    exact: Exact = False,
    form: Form = Format.TABLE,
) -> None:
    """List places, most named first.

    Toponyms that nothing resolved have no id.
    """
    if inside is not None:
        _inside(inside, form)
        return
    from dateline.store import Filter, PlaceRow, instant

    where = Filter(
        side=side_code(side), place=place, type=type_, since=since, until=until, report=report,
        query=read_words(words), exact=exact,
    )  # fmt: skip
    known = instant(as_of) if as_of else None
    doubt(type_)
    with opened_ledger(ledger) as opened:
        found = opened.places(spoken_by(where, source, opened), as_of=known)
        first = next(found, None)
        if first is None:
            say_what_is_near(opened, where, source)
        rows = islice(chain([] if first is None else [first], found), limit)
        print_rows(rows, form=form, kind=PlaceRow, columns=COLUMNS)


def _inside(area: str, form: Format) -> None:
    from dateline.model import Place as GazetteerPlace
    from dateline.places.query import places_in

    print_rows(places_in(area), form=form, kind=GazetteerPlace, columns=INSIDE_COLUMNS)
