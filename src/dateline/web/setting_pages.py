"""The page of settings: what this workbench works on and with, and how each is changed."""

from __future__ import annotations

from typing import Any

from litestar import Response, get
from litestar.datastructures import State

from dateline import __version__
from dateline.model.conflicts import shipped_conflicts
from dateline.pipeline import Settings
from dateline.pipeline.learning import read_history
from dateline.store import shown_address
from dateline.web.answers import page
from dateline.web.desk import Desk
from dateline.web.threads import threaded


@get("/settings")
@threaded
def show_settings(state: State) -> Response[Any]:
    """The ledger, the program, the conflicts that it knows, the watches, what was learned."""
    desk: Desk = state.desk
    taken = desk.shown()
    with desk.open() as opened:
        history = read_history(opened)
        watches = len(opened.watch_book().watches())
    used: dict[str | None, int] = {}
    for coding in taken.codings.values():
        used[coding.conflict] = used.get(coding.conflict, 0) + 1
    return page(
        "settings", ledger=shown_address(desk.ledger), author=desk.author, version=__version__,
        program=Settings().program(), conflicts=shipped_conflicts(), used=used, watches=watches,
        watcher=state.get("watcher"), history=history, judgements=len(taken.judgements),
    )  # fmt: skip


HANDLERS = (show_settings,)
