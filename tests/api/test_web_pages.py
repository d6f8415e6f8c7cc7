"""Which originals were seen on the web, where, and when."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.api.web_pages import pages_seen
from dateline.store import Ledger
from tests.store.records import coding, reading


def meet(store: Ledger, location: str, fetched: str | None, *, answer: bytes | None = None) -> None:
    """The third report, met at a place."""
    read = reading(3, location=location)
    read = replace(read, original=replace(read.original, fetched=fetched, answer=answer))
    store.add(read, coding(read.report), program="by hand")


def test_each_place_on_the_web_is_a_page_and_other_places_are_none(store: Ledger) -> None:
    meet(store, "https://weir.example/a", "2022-11-12T08:00:00Z")
    meet(store, "https://weir.example/b#4", "2022-11-12T09:00:00Z")
    meet(store, "https://weir.example/c", "2022-11-12T10:00:00Z")
    found = list(pages_seen(store, store.codings()))
    assert found.count(None) == 2
    pages = [page for page in found if page is not None]
    assert [(page.address, page.seen) for page in pages] == [
        ("https://weir.example/a", "2022-11-12T08:00:00Z"),
        ("https://weir.example/c", "2022-11-12T10:00:00Z"),
    ]


def test_a_page_without_a_time_was_seen_when_it_was_read(store: Ledger) -> None:
    meet(store, "https://weir.example/a", "on a Tuesday")
    meet(store, "https://weir.example/b", None)
    (first, second) = (page for page in pages_seen(store, store.codings()) if page is not None)
    seen = store.archive_book().sightings(reading(3).report.sha256)
    assert [first.seen, second.seen] == [one.recorded_at for one in seen]


def test_what_a_server_said_is_kept_with_the_page_and_sealed(store: Ledger) -> None:
    before = sealed(store)
    meet(store, "https://weir.example/a", "2022-11-12T08:00:00Z", answer=b"HTTP/1.1 200 OK\r\n\r\n")
    meet(store, "https://weir.example/b", "2022-11-12T09:00:00Z", answer=b"HTTP/1.1 203 x\r\n\r\n")
    meet(store, "https://weir.example/c", "2022-11-12T10:00:00Z")
    pages = [page for page in pages_seen(store, store.codings()) if page is not None]
    assert [page.answer for page in pages] == [
        b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 203 x\r\n\r\n", None
    ]  # fmt: skip
    assert list(store.archive_book().verify()) == []
    assert sealed(store) - before == 5


def sealed(store: Ledger) -> int:
    """How many sightings are sealed."""
    return sum(seal.sightings for seal in store.archive_book().seals())
