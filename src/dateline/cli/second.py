"""`dateline second`: a language model as a second reader, and where it disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, LedgerPath
from dateline.cli.output import Format, print_note, print_rows, visible

if TYPE_CHECKING:
    from dateline.model import Coding
    from dateline.store import Ledger

HELP = """A language model reads again; see where it disagrees.

dateline second read --endpoint http://127.0.0.1:8080/v1 --model NAME place:Kherson

dateline second compare : what to look at first

What it reads is never a claim of the ledger. More: docs/second-reader.md.
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)

Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...", help="Reports with claims that a query finds (docs/query.md).",
        show_default=False,
    ),
]  # fmt: skip
Endpoint = Annotated[
    str,
    typer.Option(
        "--endpoint", envvar="DATELINE_LLM", metavar="ADDRESS",
        help="An OpenAI-compatible endpoint on this machine, to its /v1.", show_default=False,
    ),
]  # fmt: skip
Model = Annotated[
    str,
    typer.Option(
        "--model", envvar="DATELINE_LLM_MODEL", metavar="NAME", help="The model that is asked.",
        show_default=False,
    ),
]  # fmt: skip
Remote = Annotated[
    bool,
    typer.Option(
        "--allow-remote",
        help="Send the texts of reports to another machine; the ledger's audit keeps that.",
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Also what both read alike.")]


@app.command()
def read(
    endpoint: Endpoint,
    model: Model,
    query: Query = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    remote: Remote = False,
) -> None:
    """Ask a model for the claims of reports, and keep its answers beside the ledger's own.

    What was asked before is not asked again. The exit code is 1 where it did not answer.
    """
    from dateline.pipeline.second_reader import Asker, Status, read_second

    asker = Asker(endpoint=endpoint, model=model, remote=remote)
    claims = rejected = broken = known = failed = 0
    with opened_ledger(ledger) as opened:
        chosen = _chosen(opened, query)
        opened.action_log().keep(
            "second.read", model=model, endpoint=endpoint, remote=remote, reports=len(chosen)
        )
        for outcome in read_second(opened, chosen, asker):
            claims, rejected = claims + outcome.claims, rejected + outcome.rejected
            known += outcome.known
            broken += outcome.status is Status.BROKEN
            if outcome.error is not None:
                failed += 1
                print_note(visible(f"{outcome.report}: {outcome.error}"))
    print_note(
        f"{claims} claims read, {rejected} rejected (not in the text, or of another form), "
        f"{broken} broken answers, {known} asked before, {failed} not answered"
    )
    if failed:
        raise typer.Exit(1)


@app.command()
def compare(
    query: Query = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    form: Form = Format.TABLE,
    every: Every = False,
) -> None:
    """Show where a second reader and the ledger differ; `dateline judge` keeps who is right."""
    from dateline.pipeline.second_compare import Difference, SecondRow, compare_second

    with opened_ledger(ledger) as opened:
        rows = list(compare_second(opened, _chosen(opened, query)))
    shown = [row for row in rows if every or row.difference != Difference.NONE]
    print_rows(shown, form=form, kind=SecondRow, columns=SecondRow.COLUMNS)
    agree = sum(row.difference == Difference.NONE for row in rows)
    both = sum(bool(row.ours and row.theirs) for row in rows)
    print_note(
        f"{both} claims read by both, {agree} of them alike; "
        f"{sum(row.theirs is None for row in rows)} only ours, "
        f"{sum(row.ours is None for row in rows)} only theirs"
    )


def _chosen(opened: Ledger, query: list[str] | None) -> list[Coding]:
    """The codings of reports with a claim that the query finds; all where there is none."""
    from dateline.pipeline.whereabouts import read_asked

    if not query:
        return list(opened.codings())
    where = read_asked(opened, " ".join(query))
    reports = dict.fromkeys(row.report for row in opened.claims(where))
    return [coding for name in reports if (coding := opened.coding(name)) is not None]
