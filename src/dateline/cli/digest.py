"""`dateline watch digest` and `hold`: what is new in one text or mail, and when nobody is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, LedgerPath
from dateline.cli.output import print_note
from dateline.model.errors import RunError, UsageError

if TYPE_CHECKING:
    from email.message import EmailMessage

    from dateline.store import Ledger, Watch
    from dateline.watch.digest import Letter

What = Annotated[
    str | None,
    typer.Argument(
        metavar="[QUERY]", help="A search, or a watch's name; without it, all that is new.",
        show_default=False,
    ),
]  # fmt: skip
Last = Annotated[
    str, typer.Option("--last", metavar="TIME", help="How far back: 90s, 15m, 2h, 1d.")
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write it as a mail (.eml).", show_default=False
    ),
]
MailTo = Annotated[
    str | None,
    typer.Option("--mail-to", metavar="ADDRESS", help="Send it by mail.", show_default=False),
]
MailFrom = Annotated[
    str | None,
    typer.Option("--mail-from", metavar="ADDRESS", help="Who it is from.", show_default=False),
]
Smtp = Annotated[
    str | None,
    typer.Option(
        "--smtp", envvar="DATELINE_SMTP", metavar="SERVER",
        help="The server that sends it: smtp://user@host:587 or smtps://user@host; its password "
        "in DATELINE_SMTP_PASSWORD.",
        show_default=False,
    ),
]  # fmt: skip
Said = Annotated[str, typer.Argument(metavar="WATCH", help="A search's name, query or id.")]
For = Annotated[
    str | None,
    typer.Option(
        "--for", metavar="TIME", help="How long: 2h, 3d; without it, tell again.",
        show_default=False,
    ),
]  # fmt: skip


def digest(
    query: What = None,
    last: Last = "1d",
    output: Output = None,
    mail_to: MailTo = None,
    mail_from: MailFrom = None,
    smtp: Smtp = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
) -> None:
    """Tell what came in the last day, by report: printed, as a mail in a file, or sent.

    Watches that fail are named at its end. Nothing is sent unless --mail-to and --smtp say so; a
    search that is to write by itself is `watch add --query ... --mail-to ... --smtp ...`.
    """
    from dateline.watch.adding import seconds_of
    from dateline.watch.digest import digest_mail, digest_text

    now = datetime.now(UTC)
    with opened_ledger(ledger) as opened:
        letter = _letter(opened, query, since=now - timedelta(seconds=seconds_of(last)))
    if mail_to is None and output is None:
        print(digest_text(letter), end="")
        return
    mail = digest_mail(letter, now=now, to=_to(mail_to), sender=mail_from)
    if output is not None:
        from dateline.watch.writing import write_whole

        try:
            write_whole(output, bytes(mail))
        except OSError as error:
            raise UsageError(
                f"cannot be written: {error.strerror}", where=str(output),
                remedy="name another file",
            ) from error  # fmt: skip
    if mail_to is not None:
        _send(mail, mail_to, smtp)
    print_note(f"{len(letter.finds)} claims in {output or f'a mail to {mail_to}'}")


def hold(said: Said, until: For = None, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Have a search tell nobody for a while; what it finds meanwhile is told afterwards."""
    from dateline.store import stamp
    from dateline.watch.adding import hold_watch, seconds_of

    end = stamp(datetime.now(UTC) + timedelta(seconds=seconds_of(until))) if until else None
    with opened_ledger(ledger) as opened:
        found = hold_watch(opened, said, until=end)
    print_note(f"{found.name}: " + (f"held until {end[:16]}Z" if end else "tells again"))


def _letter(opened: Ledger, query: str | None, *, since: datetime) -> Letter:
    from dateline.store import stamp
    from dateline.watch.digest import Letter
    from dateline.watch.searches import asked_query, preview

    watches = opened.watch_book().watches()
    asked = asked_query(watches, query or "")
    return Letter(
        what=query or "all that is new", since=stamp(since), failing=_failing(watches),
        finds=preview(opened, asked, since=since),
    )  # fmt: skip


def _failing(watches: list[Watch]) -> list[Watch]:
    return [watch for watch in watches if watch.failures or watch.next_at is None]


def _to(said: str | None) -> str:
    from dateline.watch.adding import check_mailbox

    if said is None:
        return "undisclosed-recipients:;"
    check_mailbox(said)
    return said


def _send(mail: EmailMessage, to: str, smtp: str | None) -> None:
    from dateline.watch.posting_mail import send_mail

    if smtp is None:
        raise UsageError("no mail server is named", remedy="--smtp smtp://user@host")
    try:
        send_mail(mail, smtp)
    except OSError as error:
        raise RunError(
            f"the mail is not taken: {' '.join(str(error).split())}", where=to,
            remedy="check the server, its user and DATELINE_SMTP_PASSWORD",
        ) from error  # fmt: skip
