"""`dateline serve`: the workbench, in the browser."""

from __future__ import annotations

import getpass
import os
import secrets
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER
from dateline.cli.output import print_note
from dateline.model.errors import MissingExtra, UsageError
from dateline.publish.face import face_of, languages

if TYPE_CHECKING:
    from dateline.web.desk import Desk

LEDGER = Annotated[
    str | None,
    typer.Argument(
        metavar="LEDGER", help="The ledger; a file, or a postgresql:// address.", show_default=False
    ),
]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any that is free.")]
Author = Annotated[
    str | None,
    typer.Option("--author", help="Who judges; without it, the user's login name."),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        envvar="DATELINE_TOKEN",
        help="The token of the address; without it, one is drawn.",
        show_default=False,
    ),
]
Watching = Annotated[
    bool,
    typer.Option(
        "--watch", help="Look at what is watched meanwhile, as `dateline watch run` does."
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--host-name",
        metavar="NAME",
        help="Answer under this name too: that of a proxy with TLS in front, which others open.",
        show_default=False,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="CODE",
        help=f"The language of the pages: {', '.join(languages())}; without it, what each browser "
        "asks for. Everybody can choose another on the page of help.",
        show_default=False,
    ),
]
LEAST = 16


def serve(
    ledger: LEDGER = None, port: Port = 8117, author: Author = None, token: Token = None,
    host_name: Names = None, watch: Watching = False, lang: Lang = None,
) -> None:  # fmt: skip
    """Search, read and judge a ledger in the browser.

    It listens on this computer alone, and only the address that is printed opens it. Others come
    in at /login, once `dateline users add` has given them a token.
    """
    try:
        import uvicorn

        from dateline.web.app import make_app
        from dateline.web.guard import LOCAL
    except ImportError as error:
        raise MissingExtra(
            "the workbench is not installed", remedy="pip install 'dateline[serve]'"
        ) from error
    from dateline.web.desk import Desk
    from dateline.web.numbers import numbers
    from dateline.web.watching import Watcher

    if lang is not None:
        face_of(lang)
    if token is not None and len(token) < LEAST:
        raise UsageError("the token is too short", remedy=f"give {LEAST} letters or more")
    secret = token or secrets.token_urlsafe(24)
    place = ledger or os.environ.get("DATELINE_LEDGER") or DEFAULT_LEDGER
    desk = Desk(place, author=author or getpass.getuser(), patience=numbers().patience_seconds)
    keep_what_follows(desk)
    desk.snapshot()
    watcher = Watcher(desk) if watch else None
    config = uvicorn.Config(
        make_app(
            desk, token=secret, hosts=(*LOCAL, *(host_name or ())), watcher=watcher, lang=lang
        ),
        host="127.0.0.1", port=port, log_level="warning", access_log=False,
        server_header=False, timeout_graceful_shutdown=3,
    )  # fmt: skip
    socket = config.bind_socket()
    socket.listen()  # who opens the address at once waits instead of being refused
    print(f"http://127.0.0.1:{socket.getsockname()[1]}/?token={secret}", flush=True)
    print("dateline: stop with Ctrl-C", file=sys.stderr)
    uvicorn.Server(config).run(sockets=[socket])


def keep_what_follows(desk: Desk) -> None:
    """Brings what follows from the ledger up to date in its tables, where they can be written:
    then a judgement changes only what hangs on it."""
    from dateline.pipeline.upkeep.keeping import keep_up

    def tell(left: int) -> None:
        if left:
            print_note(f"working out what follows: {left} reports left")

    with desk.open() as opened:
        if opened.derived_book().can_keep():
            keep_up(opened, progress=tell)
