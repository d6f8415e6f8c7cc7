"""`dateline users`: who may work with a ledger in the workbench."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, LedgerPath
from dateline.cli.output import Format, print_note, print_rows
from dateline.model.roles import Role, TokenKind

app = typer.Typer(
    help="Let others into the workbench, each with a role.",
    no_args_is_help=True, rich_markup_mode=None,
)  # fmt: skip
COLUMNS = ("name", "role", "added_at", "withdrawn_at")

Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
RoleIs = Annotated[
    Role,
    typer.Option(
        "--role",
        help="reader reads; reviewer also judges, comments and makes cases; editor also adds "
        "reports, takes back others' decisions and sees the audit; owner also lets people in.",
    ),
]
Every = Annotated[bool, typer.Option("--all", help="Those too who may come in no more.")]
Program = Annotated[
    bool,
    typer.Option("--program", help="A token that a program sends, instead of one to sign in."),
]


@app.command()
def add(name: Name, role: RoleIs = Role.READER, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Let somebody in, and print the token with which they sign in once, at /login."""
    from dateline.web.numbers import numbers

    days = numbers().once_days
    with opened_ledger(ledger) as opened:
        print(opened.user_book().add_user(name, role, days=days))
    print_note(f"{name.strip()} signs in with it once, at /login, within {days:.0f} days")


@app.command("list")
def list_users(
    every: Every = False, ledger: LedgerPath = DEFAULT_LEDGER, form: Form = Format.TABLE
) -> None:
    """Show who may come in."""
    from dateline.store import User

    with opened_ledger(ledger) as opened:
        found = opened.user_book().users(withdrawn=every)
    print_rows(found, form=form, kind=User, columns=COLUMNS)


@app.command()
def role(
    name: Name,
    new: Annotated[Role, typer.Argument(metavar="ROLE", help=" | ".join(Role))],
    ledger: LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Give somebody another role; it holds at once."""
    with opened_ledger(ledger) as opened:
        opened.user_book().change_role(name, new)
    print_note(f"{name} is {new} now")


@app.command()
def token(name: Name, program: Program = False, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Print a new token of somebody, which is shown this once."""
    from dateline.web.numbers import numbers

    kind = TokenKind.PROGRAM if program else TokenKind.ONCE
    days = numbers().program_days if program else numbers().once_days
    with opened_ledger(ledger) as opened:
        print(opened.user_book().make_token(name, kind, days=days))
    what = "a program sends it as `Authorization: Bearer`" if program else "it signs in once"
    print_note(f"{what}, for {days:.0f} days")


@app.command()
def remove(name: Name, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Let somebody in no more; their sessions and tokens end, what they did stays."""
    with opened_ledger(ledger) as opened:
        opened.user_book().remove_user(name)
    print_note(f"{name} may come in no more")
