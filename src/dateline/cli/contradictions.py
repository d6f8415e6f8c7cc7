"""`dateline contradictions`: claims that cannot both hold."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from dateline.cli.deriving import open_derived
from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import Format, distinct_rows, print_note, print_rows

if TYPE_CHECKING:
    from dateline.pipeline.derive import ContradictionRow

COLUMNS = ("kind", "first", "second", "why")
Perhaps = Annotated[
    bool,
    typer.Option("--perhaps", help="Also those that only may contradict, the least sure last."),
]


def list_contradictions(asked: Asked, perhaps: Perhaps = False) -> None:
    """List pairs of claims that cannot both hold, and why.

    The surest first, within one report and across reports. How sure is a fitted chance (`score`);
    what is below the shown precision is listed with --perhaps alone.
    """
    from dateline.pipeline.derive import ContradictionRow

    kind = ContradictionRow
    with open_derived(asked, kind) as (_, following, choose):
        found = choose(following.contradictions(perhaps=perhaps))
        if asked.form is Format.TABLE:
            brief = distinct_rows(map(_brief, found), COLUMNS)
            print_rows(islice(brief, asked.limit), form=asked.form, kind=Brief, columns=COLUMNS)
        else:
            columns = kind.__struct_fields__
            print_rows(islice(found, asked.limit), form=asked.form, kind=kind, columns=columns)
        left = following.count_perhaps()
    if left and not perhaps:
        print_note(f"left out, as less sure: {left} (dateline contradictions --perhaps)")


contradictions = with_filters(list_contradictions)


class Brief(Struct, frozen=True):
    """A contradiction in a table: each claim as its id, its source and its words."""

    kind: str
    first: str
    second: str
    why: str


def _brief(row: ContradictionRow) -> Brief:
    return Brief(
        row.kind,
        f"{row.claim} {row.source}: {row.content}",
        f"{row.other} {row.other_source}: {row.other_content}",
        row.why,
    )
