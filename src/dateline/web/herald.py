"""Tells open pages that something was written: `changes?since=` as a page or as events.

Invariant: a transaction is told whole or not at all, so that the number of the last one is enough
to go on from.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.openapi import ResponseSpec
from litestar.params import FromQuery
from litestar.response import ServerSentEvent, ServerSentEventMessage

from dateline.model import DatelineError, UsageError
from dateline.store.rows import Change
from dateline.web.desk import Desk
from dateline.web.lists import MOST
from dateline.web.numbers import numbers
from dateline.web.pages import desk_of

EVENTS = "text/event-stream"
FROM_NOW = -1


class Herald:
    """Looks for changes while somebody listens, once for all who do."""

    def __init__(self, look: Callable[[], int], *, seconds: float) -> None:
        self._look, self._seconds = look, seconds
        self._latest = 0
        self._waiting: set[asyncio.Event] = set()
        self._task: asyncio.Task[None] | None = None

    async def wait_after(self, seq: int, *, seconds: float) -> int | None:
        """The number of the last transaction, once it is greater; None after so many seconds."""
        if self._latest > seq:
            return self._latest
        told = asyncio.Event()
        self._waiting.add(told)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch())
        try:
            async with asyncio.timeout(seconds):
                while self._latest <= seq:
                    await told.wait()
                    told.clear()
            return self._latest
        except TimeoutError:
            return None
        finally:
            self._waiting.discard(told)

    async def _watch(self) -> None:
        while self._waiting:
            try:
                latest = await asyncio.to_thread(self._look)
            except DatelineError:  # the ledger is away: it may come back
                latest = self._latest
            if latest > self._latest:
                self._latest = latest
                for told in self._waiting:
                    told.set()
            await asyncio.sleep(self._seconds)


def make_herald(desk: Desk) -> Herald:
    """The herald of a desk."""

    def look() -> int:
        with desk.open(who=desk.author) as opened:
            return opened.latest_change()

    return Herald(look, seconds=numbers().look_seconds)


def whole_transactions(found: Iterable[Change], *, least: int) -> list[Change]:
    """Changes until there are so many and a transaction ends."""
    taken: list[Change] = []
    for change in found:
        if len(taken) >= least and change.seq != taken[-1].seq:
            break
        taken.append(change)
    return taken


def read_changes(desk: Desk, since: int) -> list[Change]:
    """What was written after a transaction, the oldest first."""
    with desk.open() as opened:
        return whole_transactions(opened.changes(since), least=MOST)


def read_latest(desk: Desk) -> int:
    """The number of the last transaction."""
    with desk.open() as opened:
        return opened.latest_change()


async def tell_changes(
    desk: Desk, herald: Herald, since: int
) -> AsyncIterator[ServerSentEventMessage]:
    """An event for each transaction after `since`, as they come; a comment now and then."""
    seq = since if since >= 0 else await asyncio.to_thread(read_latest, desk)
    yield ServerSentEventMessage(event="from", id=str(seq), data=str(seq), retry=3000)
    while True:
        if await herald.wait_after(seq, seconds=numbers().beat_seconds) is None:
            yield ServerSentEventMessage(comment="nothing new")
            continue
        try:
            found = await asyncio.to_thread(read_changes, desk, seq)
        except DatelineError:
            await asyncio.sleep(numbers().look_seconds)
            continue
        for number in dict.fromkeys(c.seq for c in found):
            data = msgspec.json.encode([c for c in found if c.seq == number]).decode()
            yield ServerSentEventMessage(event="changes", id=str(number), data=data)
            seq = number


@get(
    "/api/v1/changes",
    responses={200: ResponseSpec(list[Change], generate_examples=False, description="Changes")},
)
async def list_changes(
    state: State, request: Request[Any, Any, Any], since: FromQuery[int] = 0
) -> Response[Any]:
    """What was written after a transaction, by its number: about 500 changes, the oldest first,
    each transaction whole; as server-sent events where those are accepted (then `since` -1: from
    now on, and Last-Event-ID goes before `since`)."""
    desk = desk_of(state)
    if EVENTS not in request.headers.get("accept", ""):
        found = await asyncio.to_thread(read_changes, desk, max(0, since))
        return Response(found, media_type="application/json")
    last = request.headers.get("last-event-id", "")
    if last and not last.isdecimal():
        raise UsageError("Last-Event-ID is no number", remedy="send the id of the last event")
    first = int(last) if last else since
    return ServerSentEvent(tell_changes(desk, state.herald, first))


@get("/fresh", include_in_schema=False)
async def wait_for_fresh(state: State) -> Response[None]:
    """Answers once what follows from the last judgement is worked out; no thread waits for it."""
    await asyncio.shield(asyncio.wrap_future(desk_of(state).soon()))
    return Response(None, status_code=204)


HANDLERS = (list_changes, wait_for_fresh)
