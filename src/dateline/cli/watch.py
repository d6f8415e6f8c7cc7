"""`dateline watch`: feeds, pages, folders and saved searches, again and again."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from dateline.cli import digest
from dateline.cli.digest import Last, MailFrom, MailTo, Smtp
from dateline.cli.options import (
    DEFAULT_LEDGER,
    Articles,
    ConflictSlug,
    Form,
    InputFormat,
    LedgerPath,
    MaxMb,
    NoReader,
    Private,
    ReportSeconds,
    Robots,
    Timeout,
    ZeroShot,
)
from dateline.cli.output import Format, print_note, print_rows
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.store import Watch

HELP = """Watch feeds, pages, folders and saved searches.

dateline watch add https://wire.example/rss --every 15m : a feed, or one page

dateline watch add ~/inbox : a folder, whose new and changed files are read

dateline watch add --query 'place:Kherson type:strike' --atom strikes.xml : a saved search

dateline watch digest --last 1d : what is new, by report

dateline watch run : look at what is due, wait, and go on until Ctrl-C

dateline watch list : when each is looked at next, and how it does

More: docs/watching.md.
"""

app = typer.Typer(help=HELP, no_args_is_help=True)

Target = Annotated[
    str | None,
    typer.Argument(
        metavar="[ADDRESS|FOLDER]",
        help="An http(s) address of a feed or page, or a folder.",
        show_default=False,
    ),
]
Said = Annotated[str, typer.Argument(metavar="WATCH", help="A watch's name, target or id.")]
Every = Annotated[
    str | None,
    typer.Option(
        "--every",
        metavar="TIME",
        help="Time between two looks: 90s, 15m, 2h, 1d. Without it 15m for an address, 1m for a "
        "folder, 5m for a search.",
        show_default=False,
    ),
]
Query = Annotated[
    str | None,
    typer.Option(
        "--query",
        metavar="QUERY",
        help="Watch a search in the ledger (docs/query.md).",
        show_default=False,
    ),
]
Name = Annotated[
    str | None,
    typer.Option("--name", metavar="NAME", help="What to call it.", show_default=False),
]
Atom = Annotated[
    str | None,
    typer.Option(
        "--atom",
        metavar="FILE",
        help="Write what the search finds as an Atom feed.",
        show_default=False,
    ),
]
Jsonl = Annotated[
    str | None,
    typer.Option(
        "--jsonl", metavar="FILE", help="Append it to a file of JSON Lines.", show_default=False
    ),
]
Webhook = Annotated[
    str | None,
    typer.Option(
        "--webhook", metavar="ADDRESS", help="Post it to an address, signed.", show_default=False
    ),
]
SecretFile = Annotated[
    str | None,
    typer.Option(
        "--secret-file",
        metavar="FILE",
        help="Holds the key that signs, or the mail server's password; without it "
        "DATELINE_WEBHOOK_SECRET, DATELINE_SMTP_PASSWORD.",
        show_default=False,
    ),
]
Quiet = Annotated[
    str | None,
    typer.Option(
        "--quiet",
        metavar="HOURS",
        help="Tell nobody in these hours of UTC, but afterwards: 22-7.",
        show_default=False,
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Look once at what is due, then end.")]


class WatchRow(Struct, frozen=True, kw_only=True):
    """A watch as it is listed. `state`: ok, new (never looked at), failing or stopped."""

    name: str
    kind: str
    target: str
    every: str
    state: str
    next: str | None
    last: str | None
    last_good: str | None
    new: int
    total: int
    failures: int
    error: str | None
    note: str | None
    id: str


COLUMNS = ("name", "kind", "every", "state", "next", "last", "new", "total", "error", "note")


@app.command()
def add(
    target: Target = None,
    every: Every = None,
    query: Query = None,
    name: Name = None,
    atom: Atom = None,
    jsonl: Jsonl = None,
    webhook: Webhook = None,
    secret_file: SecretFile = None,
    mail_to: MailTo = None,
    mail_from: MailFrom = None,
    smtp: Smtp = None,
    quiet: Quiet = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    input_format: InputFormat = None,
    articles: Articles = 0,
    private: Private = False,
    ignore_robots: Robots = False,
) -> None:
    """Watch an address, a folder, or a search.

    The same one again changes what is said of it, and wakes it where it was stopped.
    `dateline watch run` does the looking.
    """
    from dateline.store import open_ledger, shown_address
    from dateline.watch.adding import put_watch, spoken
    from dateline.watch.records import Options

    _check_format(input_format)
    options = Options(
        private=private, robots=not ignore_robots, format=input_format,
        articles=articles, atom=_path(atom),
        jsonl=_path(jsonl), webhook=webhook, secret_file=_path(secret_file),
        mail_to=mail_to, mail_from=mail_from, smtp=smtp if mail_to else None, quiet=quiet,
    )  # fmt: skip
    with open_ledger(ledger, create=query is None) as opened:
        made = put_watch(
            opened, target=target, query=query, name=name, every=every, options=options,
            now=datetime.now(UTC),
        )  # fmt: skip
    print_note(
        f"{shown_address(ledger)}: watches {made.target} as {made.name!r}, "
        f"every {spoken(made.every)} (dateline watch run looks)"
    )


@app.command("list")
def list_watches(ledger: LedgerPath = DEFAULT_LEDGER, form: Form = Format.TABLE) -> None:
    """List what is watched: when next, when last, how many new, and what went wrong."""
    from dateline.store import open_ledger

    with open_ledger(ledger, create=False) as opened:
        watches = opened.watch_book().watches()
    print_rows(_rows(watches), form=form, kind=WatchRow, columns=COLUMNS)


@app.command()
def remove(watch: Said, ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Watch something no longer. What it brought into the ledger stays."""
    from dateline.store import open_ledger, shown_address

    with open_ledger(ledger, create=False) as opened:
        book = opened.watch_book()
        found = book.find_watch(watch)
        book.remove_watch(found.id)
    print_note(f"{shown_address(ledger)}: no longer watches {found.target}")


@app.command()
def run(
    once: Once = False,
    ledger: LedgerPath = DEFAULT_LEDGER,
    conflict: ConflictSlug = None,
    no_reader: NoReader = False,
    zero_shot: ZeroShot = False,
    report_seconds: ReportSeconds = 120.0,
    max_mb: MaxMb = 64.0,
    timeout: Timeout = 20.0,
) -> None:
    """Look at what is due, wait until more is, and go on.

    Prints a line for each look that brought something or failed. End it with Ctrl-C, or kill
    it: what was under way is done again the next time, nothing is lost and nothing written twice.

    With --once for timers such as cron: exit code 1 where a look failed.
    """
    from dateline.pipeline import Settings
    from dateline.store import open_ledger
    from dateline.watch.folders import own_files
    from dateline.watch.loop import Loop, Setup
    from dateline.watch.taking import Coder

    settings = Settings(
        conflict=conflict, reader=not no_reader, zero_shot=zero_shot, seconds=report_seconds
    )
    setup = Setup(
        coder=Coder(settings), own=own_files(ledger), max_bytes=int(max_mb * 1024 * 1024),
        timeout=timeout,
    )  # fmt: skip
    signal.signal(signal.SIGTERM, _end)
    told = _Telling()
    with open_ledger(ledger, create=False) as opened:
        if not opened.watch_book().watches():
            raise UsageError("nothing is watched yet", remedy="`dateline watch add ADDRESS`")
        loop = Loop(opened, setup, tell=told.tell)
        if once:
            loop.run_once()
        else:
            loop.run()
    print_note(f"{told.looks} looks, {told.found} new, {told.failed} failed")
    if told.failed:
        raise typer.Exit(1)


@app.command()
def preview(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A search, or a watch's name.")],
    last: Last = "1d",
    ledger: LedgerPath = DEFAULT_LEDGER,
    form: Form = Format.TABLE,
) -> None:
    """Show what a saved search would have found in the last day.

    That is what came into the ledger since then and was not found before.
    """
    from dateline.store import open_ledger
    from dateline.watch.adding import seconds_of
    from dateline.watch.finds import Find
    from dateline.watch.searches import asked_query
    from dateline.watch.searches import preview as look_back

    since = datetime.now(UTC) - timedelta(seconds=seconds_of(last))
    with open_ledger(ledger, create=False) as opened:
        asked = asked_query(opened.watch_book().watches(), query)
        found = look_back(opened, asked, since=since)
    columns = ("id", "published", "outlet", "source", "stance", "content")
    print_rows(found, form=form, kind=Find, columns=columns)


app.command()(digest.digest)
app.command()(digest.hold)


class _Telling:
    """Counts looks, and prints those that brought something or failed."""

    def __init__(self) -> None:
        self.looks = self.found = self.failed = 0

    def tell(self, watch: Watch) -> None:
        """One look has ended."""
        self.looks += 1
        self.found += watch.found
        self.failed += watch.error is not None
        when = (watch.last_at or "")[:19]
        if watch.found:
            what = "finds" if watch.kind == "query" else "new reports"
            print_note(f"{when} {watch.name}: {watch.found} {what}")
        if watch.error:
            after = f"next look {watch.next_at[:19]}" if watch.next_at else "stopped"
            print_note(f"{when} {watch.name}: {watch.error}; {after}")


def _rows(watches: list[Watch]) -> Iterator[WatchRow]:
    from dateline.watch.adding import spoken

    for watch in watches:
        yield WatchRow(
            name=watch.name, kind=watch.kind, target=watch.target, every=spoken(watch.every),
            state=_state(watch), next=_short(watch.next_at), last=_short(watch.last_at),
            last_good=_short(watch.good_at), new=watch.found, total=watch.total,
            failures=watch.failures, error=watch.error, note=watch.note, id=watch.id,
        )  # fmt: skip


def _state(watch: Watch) -> str:
    if watch.next_at is None:
        return "stopped"
    if watch.failures:
        return "failing"
    return "ok" if watch.last_at else "new"


def _short(instant: str | None) -> str | None:
    """An instant to the second: 2026-01-01T12:00:00Z."""
    return f"{instant[:19]}Z" if instant else None


def _path(path: str | None) -> str | None:
    """The whole path, since the run may begin in another folder."""
    from pathlib import Path

    return str(Path(path).expanduser().absolute()) if path else None


def _check_format(name: str | None) -> None:
    from dateline.cli.inputs import reading

    reading(max_mb=1, input_format=name, timeout=1, private=False, robots=True)


def _end(number: int, frame: FrameType | None) -> None:
    """Ends as Ctrl-C does, so that the ledger is let go of."""
    del number, frame
    raise KeyboardInterrupt
