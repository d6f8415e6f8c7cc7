"""`dateline origins`: where claims entered the record."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dateline.cli.deriving import open_derived
from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import Format, print_rows

if TYPE_CHECKING:
    from dateline.pipeline.derive import OriginRow

COLUMNS = ("id", "kind", "name", "side", "reports", "why")
COPIES = "copies "


def list_origins(asked: Asked) -> None:
    """List origins: where claims entered the record.

    The most widely carried first. Five outlets that carry one ministry's words share one origin.
    """
    from dateline.pipeline.derive import OriginRow

    with open_derived(asked, OriginRow) as (_, following, choose):
        found = choose(following.origins())
        if asked.form is Format.TABLE:
            found = map(_brief, found)
        rows = islice(found, asked.limit)
        print_rows(rows, form=asked.form, kind=OriginRow, columns=COLUMNS)


def _brief(row: OriginRow) -> OriginRow:
    """The row with its copies counted, which its other forms name one by one."""
    from msgspec.structs import replace

    told = [reason for reason in row.why if not reason.startswith(COPIES)]
    copies = len(row.why) - len(told)
    return replace(row, why=(*told, *([f"copied {copies} times"] if copies else [])))


origins = with_filters(list_origins)
