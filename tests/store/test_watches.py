"""Watches are kept: what is due, what was met, one process at a time."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.model import LedgerError
from dateline.store import Ledger, Watch, WatchItem
from dateline.store.watches import DUE, SENT
from tests.store.conftest import Opener

AT = "2026-01-01T00:{:02}:00.000000Z"


def watch(n: int, **more: object) -> Watch:
    made = Watch(
        id=f"wat-{n}", name=f"feed-{n}", kind="address", target=f"https://{n}.example/rss",
        every=900, added_at=AT.format(0), next_at=AT.format(n),
    )  # fmt: skip
    return replace(made, **more)


def test_watches_are_due_in_the_order_of_their_time(ledger: Ledger) -> None:
    book = ledger.watch_book()
    for n in (3, 1, 2):
        book.add_watch(watch(n))
    book.add_watch(watch(4, next_at=None))
    assert [w.name for w in book.due_watches(AT.format(2))] == ["feed-1", "feed-2"]
    assert book.next_due() == AT.format(1)
    assert [w.name for w in book.watches()] == ["feed-1", "feed-2", "feed-3", "feed-4"]
    for said in ("feed-2", "https://2.example/rss", "wat-2"):
        assert book.find_watch(said).id == "wat-2"
    with pytest.raises(LedgerError, match="there is no watch 'feed-9'"):
        book.find_watch("feed-9")


def test_a_watch_that_is_added_again_is_changed_and_goes_on_from_where_it_is(
    ledger: Ledger,
) -> None:
    book = ledger.watch_book()
    book.add_watch(watch(1))
    looked = replace(watch(1), state='{"etag":"x"}', total=7, failures=3, error="x", next_at=None)
    book.end_look(looked)
    book.add_watch(watch(1, every=60, next_at=AT.format(9)))
    kept = book.find_watch("wat-1")
    assert (kept.every, kept.next_at, kept.state, kept.total) == (60, AT.format(9),
                                                                  '{"etag":"x"}', 7)  # fmt: skip
    assert (kept.failures, kept.error, kept.note) == (0, None, None)


def test_a_look_changes_nothing_that_a_person_said(ledger: Ledger) -> None:
    book = ledger.watch_book()
    book.add_watch(watch(1))
    book.add_watch(watch(1, every=60))
    book.end_look(replace(watch(1, every=900), found=2))
    kept = book.find_watch("wat-1")
    assert (kept.every, kept.found) == (60, 2)


def test_a_look_and_what_it_met_are_kept_together_or_not_at_all(ledger: Ledger) -> None:
    book = ledger.watch_book()
    book.add_watch(watch(1))
    many = [WatchItem(item=f"item {n}", mark="a", at=AT.format(1)) for n in range(1000)]
    book.end_look(watch(1), [*many, WatchItem(item="item 0", mark="b", at=AT.format(2))])
    marks = book.met_marks("wat-1")
    assert (len(marks), marks["item 0"], marks["item 999"]) == (1000, "b", "a")
    assert book.met_marks("wat-1", ["item 5", "nothing"]) == {"item 5": "a"}
    book.remove_watch("wat-1")
    assert book.watches() == []
    book.end_look(watch(1), many)  # removed while the look went on
    assert book.met_marks("wat-1") == {}


def test_finds_are_due_until_they_are_told(ledger: Ledger) -> None:
    book = ledger.watch_book()
    book.add_watch(watch(1))
    items = [WatchItem(item=f"{n}", mark=DUE, at=AT.format(n), payload=f"p{n}") for n in (2, 1, 3)]
    book.keep_items(replace(watch(1), state='{"seq":4}'), items)
    assert book.find_watch("wat-1").state == '{"seq":4}'
    assert [one.payload for one in book.finds("wat-1", mark=DUE)] == ["p1", "p2", "p3"]
    book.mark_sent("wat-1", ["1", "2"])
    assert [one.item for one in book.finds("wat-1", mark=DUE)] == ["3"]
    assert [one.item for one in book.finds("wat-1", mark=SENT)] == ["1", "2"]
    assert [one.item for one in book.finds("wat-1", newest=2)] == ["3", "2"]


def test_a_look_is_hastened_unless_the_watch_is_stopped_or_failing(ledger: Ledger) -> None:
    book = ledger.watch_book()
    book.add_watch(watch(5))
    book.add_watch(watch(6, next_at=None))
    book.add_watch(watch(7))
    book.end_look(replace(watch(7), failures=2))
    for n in (5, 6, 7):
        book.hasten_look(f"wat-{n}", at=AT.format(1))
    assert [w.next_at for w in book.watches()] == [AT.format(1), None, AT.format(7)]


def test_one_process_watches_at_a_time(opener: Opener) -> None:
    with opener() as one, opener() as other:
        with one.watch_book().alone():
            with (
                pytest.raises(LedgerError, match="another `dateline watch run`"),
                other.watch_book().alone(),
            ):
                pass
            one.watch_book().add_watch(watch(1))  # others may still write
            other.watch_book().add_watch(watch(2))
        with other.watch_book().alone():
            assert len(other.watch_book().watches()) == 2
