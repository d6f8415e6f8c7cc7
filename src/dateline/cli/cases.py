"""`dateline cases`: chosen sets of records, made in the workbench, handed on from here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, LedgerPath
from dateline.cli.output import Format, print_rows

app = typer.Typer(
    help="List cases, and write one as a folder.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip
COLUMNS = ("id", "title", "assignee", "items", "comments", "made_by", "made_at", "closed_at")
Name = Annotated[
    str, typer.Argument(metavar="CASE", help="A title, or the beginning of an id.")
]  # fmt: skip
Folder = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", show_default=False)]


@app.command("list")
def list_cases(ledger: LedgerPath = DEFAULT_LEDGER, form: Form = Format.TABLE) -> None:
    """Show all cases, those that are open first."""
    from dateline.store import Case

    with opened_ledger(ledger) as opened:
        found = opened.case_book().cases()
    print_rows(found, form=form, kind=Case, columns=COLUMNS)


@app.command()
def export(case: Name, output: Folder, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Write the folder of a case: index.html, claims.csv and case.json."""
    from dateline.api.case_export import write_case

    with opened_ledger(ledger) as opened:
        found = opened.case_book().find_case(case)
        page = write_case(opened, found, output)
        opened.action_log().keep("case.exported", target=found.id, form="folder")
    print(page)
