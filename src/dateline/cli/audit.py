"""`dateline audit`: what was done with a ledger, and whether that was changed since."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, LedgerPath, WhichLedger
from dateline.cli.output import Format, print_note, print_rows, visible

app = typer.Typer(
    help="Show what was done with a ledger, by whom and when.",
    invoke_without_command=True, rich_markup_mode=None,
)  # fmt: skip
COLUMNS = ("seq", "at", "who", "action", "target", "detail")
MOST = 50

Who = Annotated[str | None, typer.Option("--who", help="Of one person.", show_default=False)]
What = Annotated[
    str | None,
    typer.Option(
        "--action", metavar="NAME", help="Of one kind: judgement, case, user, reports, ...",
        show_default=False,
    ),
]  # fmt: skip
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, metavar="N", help="The last N; without it, 50.")
]
Head = Annotated[
    str | None,
    typer.Option(
        "--head",
        metavar="HASH",
        help="A hash that `verify` printed before: whether it is still there.",
        show_default=False,
    ),
]


@app.callback()
def show(
    context: typer.Context, ledger: LedgerPath = DEFAULT_LEDGER, who: Who = None,
    action: What = None, limit: Limit = None, form: Form = Format.TABLE,
) -> None:  # fmt: skip
    """Show what was done with a ledger, the last action first.

    jsonl and csv give all actions, with their hashes.
    """
    if context.invoked_subcommand is not None:
        return
    from dateline.store import Action

    most = limit if limit is not None else MOST if form is Format.TABLE else None
    with opened_ledger(ledger) as opened:
        found = opened.action_log().actions(who=who, action=action, limit=most)
    print_rows(found, form=form, kind=Action, columns=COLUMNS)


@app.command()
def verify(ledger: WhichLedger = DEFAULT_LEDGER, head: Head = None) -> None:
    """Check that no action was changed, removed or put in since it was written.

    Each row holds the hash of the one before; judgements are compared with what the audit says
    of them. Keep the hash that is printed elsewhere: with --head it shows later whether the end
    was cut off. The exit code is 1 where anything is wrong.
    """
    from dateline.store import shown_address

    found = 0
    with opened_ledger(ledger) as opened:
        for finding in opened.action_log().verify(head=head):
            found += 1
            print(visible(f"{finding.record}: {finding.what}"))
        last = opened.action_log().head()
    if last is not None:
        print(f"{last.seq} actions, the last on {last.at[:19]}Z, hash {last.hash}")
    print_note(f"{shown_address(ledger)}: {found or 'nothing'} wrong")
    if found:
        raise typer.Exit(1)
