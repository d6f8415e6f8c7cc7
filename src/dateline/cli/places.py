"""`dateline places`: the places that reports name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli.listing import listing

if TYPE_CHECKING:
    from dateline.store import Filter, Ledger, PlaceRow


def _rows(ledger: Ledger, where: Filter, as_of: str | None) -> Iterator[PlaceRow]:
    return ledger.places(where, as_of=as_of)


places = listing(
    _rows,
    row="PlaceRow",
    columns=(
        "id",
        "name",
        "country",
        "admin1",
        "feature",
        "where_prec",
        "toponyms",
        "reports",
        "claims",
        "events",
    ),
    about="""List places, most named first.

Toponyms that nothing resolved have no id.""",
)
