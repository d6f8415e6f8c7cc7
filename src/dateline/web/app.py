"""The application: its routes, its errors, and the guard around it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.params import FromPath
from litestar.types import ASGIApp

from dateline.model import DatelineError, LedgerError, RunError, SlowQuery, UsageError
from dateline.web import (
    adding,
    api,
    auditing,
    case_api,
    cases,
    herald,
    judging,
    originals,
    pages,
    reviewing,
    setting_pages,
    signing,
    watch_pages,
)
from dateline.web.answers import page, problem
from dateline.web.desk import Desk, NotYours
from dateline.web.guard import LOCAL, Guard
from dateline.web.permits import check_permit
from dateline.web.place_page import AtlasKeeper, show_place
from dateline.web.watching import Watcher

STATIC = Path(__file__).parent / "static"
DOSSIER = Path(__file__).parents[1] / "publish" / "static"
FILES = {
    "page.css": (DOSSIER / "page.css", "text/css"),
    "workbench.css": (STATIC / "workbench.css", "text/css"),
    "desk.js": (DOSSIER / "desk.js", "text/javascript"),
    "map.js": (DOSSIER / "map.js", "text/javascript"),
    "workbench.js": (STATIC / "workbench.js", "text/javascript"),
    "live.js": (STATIC / "live.js", "text/javascript"),
}

MOST_OF_A_FORM = 2_000_000
"""Bytes of a request, but of one that adds reports: a form of a page has a few thousand."""
STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (NotYours, 403), (UsageError, 400), (SlowQuery, 503), (LedgerError, 404),
)  # fmt: skip
"""How errors answer; a LedgerError says that what was asked for is not in the ledger, or that the
ledger is not there."""


@get("/static/{name:str}", sync_to_thread=True)
def static(name: FromPath[str]) -> Response[Any]:
    """A script or a style of the pages."""
    if name not in FILES:
        return pages.missing(f"static/{name}")
    path, kind = FILES[name]
    return Response(path.read_bytes(), media_type=kind, headers={"cache-control": "max-age=300"})


def make_app(
    desk: Desk, *, token: str, hosts: tuple[str, ...] = LOCAL, watcher: Watcher | None = None,
    lang: str | None = None,
) -> ASGIApp:  # fmt: skip
    """The workbench of a desk, as an ASGI application behind its guard. `watcher`: looks at what
    is watched while the application runs; `lang`: of pages, where a browser has chosen none."""
    app = Litestar(
        route_handlers=[
            pages.home, pages.any_list, pages.any_record, judging.review, judging.review_queue,
            judging.judge, judging.withdraw, static, show_place, pages.list_places,
            *api.HANDLERS,
            *adding.HANDLERS, *auditing.HANDLERS, *cases.HANDLERS, *case_api.HANDLERS,
            *herald.HANDLERS, *originals.HANDLERS, *reviewing.HANDLERS,
            *setting_pages.HANDLERS, *signing.HANDLERS, *watch_pages.HANDLERS,
        ],
        guards=[check_permit],
        on_startup=[watcher.start] if watcher else [],
        on_shutdown=[watcher.stop] if watcher else [],
        state=State({
            "desk": desk, "adder": adding.Adder(desk), "herald": herald.make_herald(desk),
            "failures": signing.Failures(), "atlases": AtlasKeeper(),
            "drawer": originals.PageDrawer(), "watcher": watcher,
        }),
        exception_handlers={
            DatelineError: answer_error, msgspec.ValidationError: answer_value,
            HTTPException: answer_http, Exception: answer_fault,
        },
        openapi_config=api.OPENAPI,
        request_max_body_size=MOST_OF_A_FORM,
    )  # fmt: skip
    return Guard(app, desk=desk, token=token, hosts=hosts, lang=lang)


def answer_error(request: Request[Any, Any, Any], error: DatelineError) -> Response[Any]:
    """An error as a page, or as problem+json to programs."""
    status = next((n for kind, n in STATUS if isinstance(error, kind)), 500)
    if is_program(request):
        return problem(error, status=status)
    return page("problem", status=status, error=error)


def answer_value(request: Request[Any, Any, Any], error: msgspec.ValidationError) -> Response[Any]:
    """A value in an address or a form that cannot be."""
    said = UsageError(f"a value cannot be read: {error}", remedy="correct the address")
    return answer_error(request, said)


def answer_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """What the framework refuses: no such page, a wrong method, a form that lacks a field."""
    said = UsageError(error.detail or "this cannot be answered", remedy="the menu leads on")
    if is_program(request):
        return problem(said, status=error.status_code)
    return page("problem", status=error.status_code, error=said)


def answer_fault(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """A fault of the program: logged whole, and told without its inside."""
    logging.getLogger(__name__).error("%s failed", request.url.path, exc_info=error)
    said = RunError("this is a fault of Dateline", remedy="the log of `dateline serve` says more")
    return answer_error(request, said)


def is_program(request: Request[Any, Any, Any]) -> bool:
    """Whether a program asks: of the interface, or for JSON."""
    path = request.url.path
    return path.startswith("/api/") or path.endswith((".json", ".jsonl", ".csv"))
