"""The page of settings: what this workbench works on and with, and how each is changed."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import Cookie, State
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect
from msgspec import Struct

from dateline import __version__
from dateline.model.conflicts import shipped_conflicts
from dateline.pipeline import Settings
from dateline.pipeline.learning import read_history
from dateline.publish.face import face_of
from dateline.store import shown_address
from dateline.web.answers import page
from dateline.web.desk import Desk
from dateline.web.guard import TONGUE
from dateline.web.judging import inside
from dateline.web.threads import threaded

YEAR = 366 * 24 * 3600


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


class Tongue(Struct, kw_only=True):
    """Which language a browser chooses."""

    lang: str
    back: str = "/settings"


Choosing = Annotated[Tongue, Body(media_type=RequestEncodingType.URL_ENCODED)]


@post("/language")
@threaded
def choose_language(data: Choosing) -> Redirect:
    """The pages speak this language in this browser from now on; UsageError where none does."""
    kept = Cookie(
        key=TONGUE, value=face_of(data.lang).lang, httponly=True, samesite="strict", path="/",
        max_age=YEAR,
    )  # fmt: skip
    return Redirect(inside(data.back, usual="/settings"), status_code=303, cookies=[kept])


HANDLERS = (show_settings, choose_language)
