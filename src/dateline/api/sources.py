"""Where rows come from: lists of the store, and what is derived from all claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct

from dateline.model import UsageError
from dateline.pipeline.resting import passing
from dateline.pipeline.whereabouts import find_spots
from dateline.query import AllOf
from dateline.store import ClaimRow, EventRow, Filter, Hit, Order, PlaceRow, ReportRow
from dateline.store import Ledger as Store

R = TypeVar("R", bound=Struct)
PAGE = 500
Told = Literal["report", "claim", "event"]
LISTS: dict[str, tuple[type[Struct], str, str]] = {
    "report": (ReportRow, "reports", "report_page"),
    "claim": (ClaimRow, "claims", "claim_page"),
    "event": (EventRow, "events", "event_page"),
}


class Listed(Generic[R]):
    """Reports, claims or events of a store."""

    def __init__(self, store: Store, told: Told, kind: type[R], as_of: str | None) -> None:
        self._store, self._told, self.kind, self._as_of = store, told, kind, as_of

    def rows(self, where: Filter, order: Order | None) -> Iterator[R]:
        """In the order of publication and text, or sorted, page after page."""
        where = find_spots(self._store, where)
        _, whole, page = LISTS[self._told]
        if order is None:
            yield from getattr(self._store, whole)(where, as_of=self._as_of)
            return
        turn: Callable[..., Any] = getattr(self._store, page)
        yield from _pages(
            lambda after: turn(where, order=order, limit=PAGE, after=after, as_of=self._as_of)
        )

    def count(self, where: Filter) -> int:
        """How many there are, counted by the database."""
        return self._store.count(self._told, find_spots(self._store, where), as_of=self._as_of)


class Placed:
    """Places, most named first."""

    kind = PlaceRow

    def __init__(self, store: Store, as_of: str | None) -> None:
        self._store, self._as_of = store, as_of

    def rows(self, where: Filter, order: Order | None) -> Iterator[PlaceRow]:
        """All of them; they have one order."""
        _no_order(order)
        yield from self._store.places(find_spots(self._store, where), as_of=self._as_of)

    def count(self, where: Filter) -> int:
        """How many places are named."""
        return sum(1 for _ in self.rows(where, None))


class Found:
    """What a search finds, newest or best first, with the words around."""

    kind = Hit

    def __init__(self, store: Store, of: Literal["claim", "report"], as_of: str | None) -> None:
        self._store, self._of, self._as_of = store, of, as_of

    def rows(self, where: Filter, order: Order | None) -> Iterator[Hit]:
        """Page after page, a small one first."""
        sizes = iter([20])
        where = find_spots(self._store, where)
        yield from _pages(
            lambda after: self._store.search(
                where, of=self._of, order=order or Order.NEWEST, limit=next(sizes, PAGE),
                after=after, as_of=self._as_of,
            )
        )  # fmt: skip

    def count(self, where: Filter) -> int:
        """How many claims or reports hold it."""
        return self._store.count(self._of, find_spots(self._store, where), as_of=self._as_of)


class Derived(Generic[R]):
    """What follows from all claims; a query keeps what rests on a claim that it finds, or on
    an event where its rows name them."""

    def __init__(
        self,
        kind: type[R],
        make: Callable[[], Iterator[R]],
        store: Store,
        as_of: str | None,
    ) -> None:
        self.kind, self._make = kind, make
        self._store, self._as_of = store, as_of

    def rows(self, where: Filter, order: Order | None) -> Iterator[R]:
        """In their own order."""
        _no_order(order)
        if where.query is None or where.query == AllOf(()):
            yield from self._make()
            return
        found = find_spots(self._store, where)
        passes = passing(self._store, found, as_of=self._as_of)
        yield from filter(passes, self._make())

    def count(self, where: Filter) -> int:
        """How many there are."""
        return sum(1 for _ in self.rows(where, None))


def _no_order(order: Order | None) -> None:
    if order is not None:
        raise UsageError("these rows have one order", remedy="sort reports, claims and events")


def _pages(turn: Callable[[str | None], Any]) -> Iterator[Any]:
    after: str | None = None
    while True:
        page = turn(after)
        yield from page.rows
        after = page.after
        if after is None:
            return
