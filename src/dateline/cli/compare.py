"""`dateline compare`: a data set of coded events beside one's own."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.inputs import reading
from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath, Limit, MaxMb
from dateline.cli.output import Format, print_error, print_note, print_rows
from dateline.model.errors import ReportError

if TYPE_CHECKING:
    from dateline.pipeline.compare import Agreement

COLUMNS = ("found", "day", "place", "type", "row", "incident", "own_type", "toll", "own_toll",
           "differs", "why")  # fmt: skip


class Found(StrEnum):
    """Where something stands."""

    BOTH = "both"
    FILE = "file"
    LEDGER = "ledger"


File = Annotated[
    str, typer.Argument(metavar="FILE", help="ACLED's or UCDP GED's CSV.", show_default=False)
]
Other = Annotated[
    str | None,
    typer.Argument(metavar="[LEDGER]", help="The ledger; else --ledger.", show_default=False),
]
Only = Annotated[
    Found | None,
    typer.Option(
        "--only", help="What both have, or only the file, or only the ledger.", show_default=False
    ),
]
Differing = Annotated[
    bool, typer.Option("--differing", help="Of what both have, that in which they differ.")
]


def compare(
    file: File,
    place: Other = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    only: Only = None,
    differing: Differing = False,
    as_of: AsOf = None,
    limit: Limit = None,
    max_mb: MaxMb = 64.0,
    form: Form = Format.TABLE,
) -> None:
    """Compare a file of coded events with the ledger.

    A row and an incident are one by day, place and kind of deed; each is matched once. Listed
    are the pairs, and in what they differ (day, type, toll, actors), then what only the file
    has, then what only the ledger has, with the reason. How far both agree is told on
    standard error. Rows that were read into the ledger itself are left out of it here.
    """
    from itertools import islice

    from dateline.api.comparing import compare_file
    from dateline.pipeline.compare import BOTH, CompareRow
    from dateline.store import instant

    failed: list[ReportError] = []
    options = reading(max_mb=max_mb, input_format=None, timeout=20.0, private=False, robots=True)
    with opened_ledger(place or ledger) as opened:
        made = compare_file(
            opened, file, as_of=instant(as_of) if as_of else None, options=options,
            failed=failed.append,
        )  # fmt: skip
    for error in failed:
        print_error(error)
    rows = (row for row in made.rows if only is None or row.found == only)
    if differing:
        rows = (row for row in rows if row.found != BOTH or row.differs)
    print_rows(islice(rows, limit), form=form, kind=CompareRow, columns=COLUMNS)
    for line in agreement_lines(made.agreement):
        print_note(line)
    if failed:
        raise typer.Exit(1)


def agreement_lines(found: Agreement) -> list[str]:
    """How far two codings agree, in lines for people."""
    lines = [
        f"matched: {found.matched} of {found.rows} rows{_share(found.of_rows)}, "
        f"of {found.incidents} incidents{_share(found.of_incidents)}"
    ]
    agreed = (f"{name} {found.agree[name]} of {found.compared[name]}" for name in found.compared)
    lines.append(f"agree in: {', '.join(agreed)}")
    if found.beyond_rows or found.beyond_incidents:
        lines.append(
            f"left out, beyond the days, countries and kinds that both have: "
            f"{found.beyond_rows} rows, {found.beyond_incidents} incidents"
        )
    return lines


def _share(part: float | None) -> str:
    return "" if part is None else f" ({part:.0%})"
