"""`dateline places`: the places that reports name, or those of an area."""

from __future__ import annotations

from itertools import chain, islice
from typing import Annotated

import typer

from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import Format, print_rows
from dateline.cli.sorting import sort_rows
from dateline.model.errors import UsageError

COLUMNS = (
    "id", "name", "country", "admin1", "feature", "reports", "claims", "events",
)  # fmt: skip
INSIDE_COLUMNS = ("id", "name", "country", "admin1", "feature", "lat", "lon")

OfGazetteer = Annotated[
    bool,
    typer.Option(
        "--gazetteer",
        help="With --in: all settlements of the area that the gazetteer knows; no ledger is read.",
    ),
]


def list_places(asked: Asked, gazetteer: OfGazetteer = False) -> None:
    """List places, most named first.

    Toponyms that nothing resolved have no id.
    """
    if gazetteer:
        _list_settlements(asked.inside, asked.limit, asked.form)
        return
    from dateline.store import PlaceRow

    with asked.opened("PlaceRow") as (ledger, where):
        found = ledger.places(where, as_of=asked.known)
        first = next(found, None)
        if first is None:
            asked.say_nothing_found(ledger, where)
        rows = chain([] if first is None else [first], found)
        ordered = sort_rows(rows, asked.sort, PlaceRow, ledger)
        print_rows(islice(ordered, asked.limit), form=asked.form, kind=PlaceRow, columns=COLUMNS)


places = with_filters(list_places)


def _list_settlements(area: str | None, limit: int | None, form: Format) -> None:
    from dateline.model import Place
    from dateline.places.query import places_in

    if area is None:
        raise UsageError("--gazetteer needs an area", remedy="add --in AREA")
    print_rows(islice(places_in(area), limit), form=form, kind=Place, columns=INSIDE_COLUMNS)
