"""Feeds and single pages: asked for on condition, taken where their words are new."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
from msgspec import Struct, structs

from dateline.ingest.fetch import AnsweredError, Fetcher
from dateline.ingest.formats import by_name, format_of
from dateline.ingest.options import ReadOptions
from dateline.ingest.pacing import HostPace
from dateline.ingest.page_cache import Fetched, with_answer
from dateline.ingest.robots import RobotsRules
from dateline.ingest.sources import guarded
from dateline.model import Reading, ReportError, sha256
from dateline.store import Ledger, Watch, WatchItem
from dateline.watch.limits import limits
from dateline.watch.listed import is_listing, items_of, look_at_listed, pages_named
from dateline.watch.records import Look, Options, State, one_line, options_of, state_of
from dateline.watch.taking import Coder, Taken, item_of, take

GONE = 410


class PageFetcher(Struct, frozen=True, kw_only=True):
    """Asks for the pages of watches; safe to use from several threads.

    `reading`: bounds of a page; `transport` stands in for the network in tests.
    """

    pace: HostPace
    robots: RobotsRules
    reading: ReadOptions
    transport: httpx.BaseTransport | None = None

    def ask(self, watch: Watch) -> Fetched | ReportError | None:
        """The page of a watch; None: it is unchanged; the error where it cannot be had."""
        state, options = state_of(watch), options_of(watch)
        queued = state.queue[0].address if state.queue else None
        address = queued or state.url or watch.target
        same_host = host_of(address) == host_of(watch.target)
        reading = structs.replace(
            self.reading, cache=None, robots=options.robots,
            format=None if queued else options.format,
            # What a trusted server sent us on to for good is not trusted with it.
            private=options.private and same_host,
        )  # fmt: skip
        kept = None if queued else _kept(address, state)
        try:
            with Fetcher(
                options=reading, transport=self.transport, robots=self.robots, pace=self.pace
            ) as fetcher:
                page = fetcher.page(address, kept=kept)
        except ReportError as error:
            return error
        return None if page is kept else page


def host_of(address: str) -> str:
    """The host that an address asks, as its turns are counted."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def asked_host(watch: Watch) -> str:
    """The host that a watch asks first."""
    state = state_of(watch)
    return host_of(state.queue[0].address if state.queue else state.url or watch.target)


def look_at_page(
    ledger: Ledger, watch: Watch, got: Fetched | ReportError | None, *, coder: Coder, now: str
) -> Look:
    """Takes what came of asking for a page into the ledger."""
    state = state_of(watch)
    if state.queue:
        return look_at_listed(ledger, watch, got, coder=coder, now=now)
    if got is None:
        return Look(state=state, note=watch.note)
    if isinstance(got, ReportError):
        return _failed(got, state)
    if state.sha256 is not None and state.sha256 == sha256(got.data):
        return Look(state=_after(got, state), note=watch.note)
    options = options_of(watch)
    if options.articles and is_listing(got):
        return _look_at_names(ledger, watch, got, coder=coder, now=now)
    readings = list(guarded(_readings(got, options), got.url))
    names = [item_of(one) for one in readings if isinstance(one, Reading)]
    met = ledger.watch_book().met_marks(watch.id, names)
    taken = take(ledger, readings, coder, met)
    items = tuple(WatchItem(item=i, mark=m, at=now) for i, m in taken.marks.items())
    return _told(got, state, taken, items)


def _look_at_names(ledger: Ledger, watch: Watch, got: Fetched, *, coder: Coder, now: str) -> Look:
    """Queues the new pages of a feed or sitemap; entries that name none are taken at once."""
    state = state_of(watch)
    try:
        named = pages_named(ledger, watch, got, now=now)
    except ReportError as error:
        return Look(state=State(url=state.url), error=one_line(error), steady=True)
    names = [item_of(one) for one in named.entries if isinstance(one, Reading)]
    met = ledger.watch_book().met_marks(watch.id, names)
    taken = take(ledger, named.entries, coder, met)
    items = (*named.items, *items_of(taken, now))
    if taken.lost:
        error_said = f"{len(taken.lost)} could not be coded: {one_line(taken.lost[0])}"
        return Look(state=State(url=state.url), items=items, found=taken.new, error=error_said)
    after = structs.replace(_after(got, state), queue=named.queue)
    notes = [note for note in (named.note, taken.complaint()) if note]
    return Look(
        state=after, items=items, found=taken.new, note="; ".join(notes) or None,
        again_in=0.0 if named.queue else None,
    )  # fmt: skip


def _told(page: Fetched, state: State, taken: Taken, items: tuple[WatchItem, ...]) -> Look:
    if taken.lost:
        # Without validators: what was lost is asked for again.
        first = one_line(taken.lost[0])
        error = f"{len(taken.lost)} could not be coded: {first}"
        return Look(state=State(url=state.url), items=items, found=taken.new, error=error)
    if not taken.read:
        error = taken.complaint() or "there is nothing to read in it"
        return Look(state=State(url=state.url), error=error, steady=True)
    url = page.moved or state.url
    moved = f"moved for good to {url}" if url else None
    notes = [note for note in (moved, taken.complaint()) if note]
    return Look(
        state=_after(page, state), items=items, found=taken.new, note="; ".join(notes) or None
    )


def _failed(error: ReportError, state: State) -> Look:
    # Where the new address fails, the one that was named is asked again.
    state = structs.replace(state, url=None) if state.url else state
    if isinstance(error, AnsweredError):
        if error.status == GONE:
            note = "stopped: the server says that it is gone for good (410)"
            return Look(state=state, error=one_line(error), note=note, ended=True)
        return Look(state=state, error=one_line(error), retry_after=error.retry_after)
    return Look(state=state, error=one_line(error))


def _after(page: Fetched, state: State) -> State:
    return State(
        etag=page.etag, last_modified=page.last_modified, sha256=sha256(page.data),
        url=page.moved or state.url,
    )  # fmt: skip


def _kept(address: str, state: State) -> Fetched | None:
    """What the server is told that we have; None: nothing, so that it sends the page."""
    if not (state.etag or state.last_modified):
        return None
    return Fetched(
        url=address, data=b"", media_type=None, charset=None, fetched="", etag=state.etag,
        last_modified=state.last_modified,
    )  # fmt: skip


def _readings(page: Fetched, options: Options) -> Iterator[Reading | ReportError]:
    data = page.data
    chosen = (
        by_name(options.format)
        if options.format
        else format_of(data, where=page.url, media_type=page.media_type)
    )
    found = chosen.read(data, where=page.url, charset=page.charset, fetched=page.fetched)
    yield from with_answer(found, page)


def page_options(*, max_bytes: int, timeout: float) -> ReadOptions:
    """How pages of watches are read."""
    return ReadOptions(max_bytes=max_bytes, timeout=timeout, patience=limits().patience)
