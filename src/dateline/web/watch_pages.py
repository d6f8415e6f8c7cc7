"""Pages of watches: what is watched and how it does, what searches found, and what they would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.datastructures import State
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from dateline.ingest.sources import is_address
from dateline.model import UsageError
from dateline.query import parse_query
from dateline.store import Role, Watch
from dateline.watch.adding import MUTED, mute_watch, put_watch, seconds_of, spoken, wake_watch
from dateline.watch.atom import feed_of
from dateline.watch.limits import limits
from dateline.watch.records import Kind, Options
from dateline.watch.searches import preview, read_find
from dateline.web.answers import page, split_suffix, twin
from dateline.web.desk import Desk, NotYours
from dateline.web.threads import threaded

Answer = Response[Any]
SHOWN = 100
"""Finds that a page shows."""


class Health(Struct, frozen=True, kw_only=True):
    """A watch as it is listed. `state`: new, ok, failing, stopped or muted."""

    id: str
    name: str
    kind: str
    target: str
    every: str
    state: str
    next: str | None
    last: str | None
    last_good: str | None
    found: int
    total: int
    failures: int
    error: str | None
    note: str | None


class Wanted(Struct, kw_only=True):
    """What the form sends: an address or folder, or a query."""

    target: str = ""
    query: str = ""
    name: str = ""
    every: str = ""


class Order(Struct, kw_only=True):
    """What is to be done with a watch: mute, wake, or remove."""

    do: str


def health_of(watch: Watch) -> Health:
    """How a watch does."""
    return Health(
        id=watch.id, name=watch.name, kind=watch.kind, target=watch.target,
        every=spoken(watch.every), state=state_word(watch), next=watch.next_at,
        last=watch.last_at, last_good=watch.good_at, found=watch.found, total=watch.total,
        failures=watch.failures, error=watch.error, note=watch.note,
    )  # fmt: skip


def state_word(watch: Watch) -> str:
    """How a watch does, in a word."""
    if watch.next_at is None:
        return "muted" if watch.note == MUTED else "stopped"
    if watch.failures:
        return "failing"
    return "ok" if watch.last_at else "new"


@get("/watches")
@threaded
def list_watches(state: State, tried: FromQuery[str] = "", last: FromQuery[str] = "1d") -> Answer:
    """What is watched, how each feed does, and what a query would have found."""
    desk: Desk = state.desk
    with desk.open() as opened:
        watches = [health_of(w) for w in opened.watch_book().watches()]
        since = datetime.now(UTC) - timedelta(seconds=seconds_of(last))
        hits = preview(opened, parse_query(tried), since=since) if tried.strip() else None
    return page("watches", watches=watches, tried=tried, last=last, hits=hits, shown=SHOWN,
                watcher=state.get("watcher"))  # fmt: skip


@get("/watches.json")
@threaded
def watches_as_json(state: State) -> Answer:
    """What is watched, for programs."""
    with state.desk.open() as opened:
        return twin([health_of(w) for w in opened.watch_book().watches()], "json")


@get("/watches/{name:str}")
@threaded
def show_watch(state: State, name: FromPath[str]) -> Answer:
    """A watch: how it does, and what it found; the finds of a search as JSON, CSV or Atom."""
    stem, dot, atom = name.rpartition(".atom")
    stem, suffix = (stem, "atom") if dot and not atom else split_suffix(name)
    with state.desk.open() as opened:
        book = opened.watch_book()
        watch = book.find_watch(stem)
        newest = limits().finds_in_feed if suffix else SHOWN
        finds = [read_find(item) for item in book.finds(watch.id, newest=newest)]
    if suffix == "atom":
        return Response(feed_of(watch, finds), media_type="application/atom+xml")
    if suffix:
        return twin(finds, suffix)
    return page("watch", watch=health_of(watch), finds=finds)


Adding = Annotated[Wanted, Body(media_type=RequestEncodingType.URL_ENCODED)]
Doing = Annotated[Order, Body(media_type=RequestEncodingType.URL_ENCODED)]


def check_may_watch(desk: Desk, target: str | None) -> None:
    """NotYours where who is at work may watch searches alone, or no folder of this computer."""
    if target is None:
        return
    if not is_address(target) and not desk.user.role.includes(Role.OWNER):
        raise NotYours("a folder is of the computer that this runs on", remedy="ask the owner")
    if not desk.user.role.includes(Role.EDITOR):
        raise NotYours("what is watched comes into the ledger", remedy="ask an editor")


@post("/watches/new")
@threaded
def add_watch(state: State, data: Adding) -> Redirect:
    """Watches an address, a folder or a search; the same one again changes what is said of it."""
    target, query = data.target.strip() or None, data.query.strip() or None
    check_may_watch(state.desk, target)
    with state.desk.open() as opened:
        made = put_watch(
            opened, target=target, query=query, name=data.name.strip() or None,
            every=data.every.strip() or None, options=Options(page=query is not None),
            now=datetime.now(UTC),
        )  # fmt: skip
    where = f"/watches/{made.id}" if made.kind == Kind.QUERY else "/watches"
    return Redirect(where, status_code=303)


@post("/watches/{name:str}/do")
@threaded
def change_watch(state: State, name: FromPath[str], data: Doing) -> Redirect:
    """Mutes, wakes or removes a watch. What it brought into the ledger stays."""
    desk: Desk = state.desk
    with desk.open() as opened:
        book = opened.watch_book()
        watch = book.find_watch(name)
        if data.do == "remove":
            book.remove_watch(watch.id)
        elif data.do == "mute":
            mute_watch(opened, watch)
        elif data.do == "wake":
            wake_watch(opened, watch, now=datetime.now(UTC))
        else:
            raise UsageError(f"{data.do[:40]!r} cannot be done", remedy="mute, wake or remove it")
    return Redirect("/watches", status_code=303)


HANDLERS = (list_watches, watches_as_json, show_watch, add_watch, change_watch)
