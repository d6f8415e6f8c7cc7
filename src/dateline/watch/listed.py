"""Pages that a watched feed or sitemap names: queued when they are new, and asked for one a look.

Invariant: the queue is part of what a watch remembers, so that a run that is killed goes on with
it; a page is marked as met only when its words are in the ledger, or when it is gone for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from dateline.ingest.articles import filled, listed_of, newest
from dateline.ingest.fetch import AnsweredError
from dateline.ingest.formats import format_of
from dateline.ingest.page_cache import Fetched, with_answer
from dateline.ingest.sitemap import Listed, list_pages
from dateline.ingest.sources import guarded
from dateline.model import Reading, ReportError
from dateline.store import Ledger, Watch, WatchItem
from dateline.watch.records import Look, State, one_line, options_of, state_of
from dateline.watch.taking import Coder, Taken, take

GONE = "gone"
"""The mark of a page that cannot be had: of a feed its entry is read in its stead."""
_FOR_GOOD = (404, 410)


class Named(Struct, frozen=True):
    """What a feed or sitemap names that is to be asked for; what of it is to be read as it stands;
    items that are met thereby; what is to be told."""

    queue: tuple[Listed, ...]
    entries: tuple[Reading | ReportError, ...] = ()
    items: tuple[WatchItem, ...] = ()
    note: str | None = None


def is_listing(page: Fetched) -> bool:
    """Whether a page names others: a feed, or a sitemap."""
    form = format_of(page.data, where=page.url, media_type=page.media_type)
    return form.name in ("feed", "sitemap")


def pages_named(ledger: Ledger, watch: Watch, page: Fetched, *, now: str) -> Named:
    """The pages of a feed or sitemap that are new or have changed, the newest that were asked for;
    the others count as met."""
    form = format_of(page.data, where=page.url, media_type=page.media_type)
    if form.name == "sitemap":
        listing = list_pages(page.data, where=page.url)
        return _chosen(ledger, watch, listing.pages, (), now=now, damage=listing.damage)
    entries = list(guarded(form.read(page.data, where=page.url, charset=page.charset), page.url))
    pages = [p for e in entries if isinstance(e, Reading) and (p := listed_of(e)) is not None]
    return _chosen(ledger, watch, pages, entries, now=now)


def _chosen(
    ledger: Ledger,
    watch: Watch,
    pages: Iterable[Listed],
    entries: Sequence[Reading | ReportError],
    *,
    now: str,
    damage: str | None = None,
) -> Named:
    named = {item_of_page(page): page for page in pages}
    met = ledger.watch_book().met_marks(watch.id, list(named))
    new = [p for name, p in named.items() if met.get(name) not in (GONE, mark_of_page(p, now))]
    queue = newest(new, options_of(watch).articles)
    older = [page for page in new if page not in queue]
    wanted = {page.address for page in queue}
    gone = {page.address for name, page in named.items() if met.get(name) == GONE}
    left = {page.address for page in older} | gone
    own = tuple(e for e in entries if _stands_alone(e, left))
    items = tuple(
        WatchItem(item=item_of_page(page), mark=mark_of_page(page, now), at=now) for page in older
    )
    said = f"{len(older)} older pages are left alone" if older and wanted else None
    note = "; ".join(filter(None, (damage, said))) or None
    return Named(tuple(queue), own, items, note)


def _stands_alone(entry: Reading | ReportError, left: set[str]) -> bool:
    """Whether an entry is to be read as it stands: its page is left alone, or it names none."""
    page = listed_of(entry) if isinstance(entry, Reading) else None
    return page is None or page.address in left


def item_of_page(page: Listed) -> str:
    """What names a page among the items of its watch."""
    return f"page {page.address}"


def mark_of_page(page: Listed, now: str) -> str:
    """A mark that changes where the page is said to have changed; a sitemap that says nothing of
    that is new each day."""
    return page.newest or (now[:10] if page.is_map else "-")


def look_at_listed(
    ledger: Ledger, watch: Watch, got: Fetched | ReportError | None, *, coder: Coder, now: str
) -> Look:
    """Takes the first page of the queue into the ledger, or what a sitemap in it names."""
    state = state_of(watch)
    first, rest = state.queue[0], state.queue[1:]
    left = structs.replace(state, queue=rest)
    if got is None or isinstance(got, ReportError):
        return _failed(watch, first, left, got, now=now)
    try:
        return (
            _map_read(ledger, watch, got, first, left, now=now)
            if first.is_map
            else _page_read(ledger, watch, got, first, left, coder=coder, now=now)
        )
    except ReportError as error:
        return _failed(watch, first, left, error, now=now)


def _map_read(
    ledger: Ledger, watch: Watch, got: Fetched, first: Listed, left: State, *, now: str
) -> Look:
    named = pages_named(ledger, watch, got, now=now)
    known = {page.address for page in left.queue}
    more = tuple(page for page in named.queue if page.address not in known and not page.is_map)
    state = structs.replace(left, queue=(*left.queue, *more))
    items = (*named.items, _met(first, now))
    return Look(state=state, items=items, note=named.note or watch.note, again_in=_next(state))


def _page_read(
    ledger: Ledger,
    watch: Watch,
    got: Fetched,
    first: Listed,
    left: State,
    *,
    coder: Coder,
    now: str,
) -> Look:
    form = format_of(got.data, where=got.url, media_type=got.media_type)
    read = form.read(got.data, where=got.url, charset=got.charset, fetched=got.fetched)
    found = guarded(with_answer(read, got), got.url)
    readings = [filled(item, first) if isinstance(item, Reading) else item for item in found]
    taken = take(ledger, readings, coder, {})
    if taken.lost:
        error = f"{first.address}: could not be coded: {one_line(taken.lost[0])}"
        return Look(state=_asked_anew(left), found=taken.new, error=error, steady=True,
                    again_in=_next(left))  # fmt: skip
    if not taken.read:
        why = ReportError(taken.complaint() or "there is nothing to read in it")
        return _failed(watch, first, left, why, now=now, gone=True)
    items = (_met(first, now), *items_of(taken, now))
    return Look(state=left, items=items, found=taken.new, note=watch.note, again_in=_next(left))


def items_of(taken: Taken, now: str) -> tuple[WatchItem, ...]:
    """What was taken, as met."""
    return tuple(WatchItem(item=i, mark=m, at=now) for i, m in taken.marks.items())


def _failed(
    watch: Watch,
    page: Listed,
    left: State,
    error: ReportError | None,
    *,
    now: str,
    gone: bool = False,
) -> Look:
    """A page that cannot be had: gone for good it counts as met, else its feed is read again."""
    answered = error if isinstance(error, AnsweredError) else None
    gone = gone or (answered is not None and answered.status in _FOR_GOOD)
    items = (WatchItem(item=item_of_page(page), mark=GONE, at=now),) if gone else ()
    later = answered.retry_after if answered else None
    said = one_line(error) if error is not None else "the server sent nothing"
    return Look(
        state=_asked_anew(left), items=items, error=f"{page.address}: {said}", note=watch.note,
        steady=True, again_in=(later or 0.0) if left.queue else None, retry_after=later,
    )  # fmt: skip


def _met(page: Listed, now: str) -> WatchItem:
    return WatchItem(item=item_of_page(page), mark=mark_of_page(page, now), at=now)


def _asked_anew(state: State) -> State:
    """Without validators, so that the feed is sent and read again."""
    return structs.replace(state, etag=None, last_modified=None, sha256=None)


def _next(state: State) -> float | None:
    """At once where more is queued; the host's turn is waited for all the same."""
    return 0.0 if state.queue else None
