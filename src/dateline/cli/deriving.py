"""The commands that list what follows from all claims: what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.cli.filters import Asked
from dateline.cli.sorting import sort_rows

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.pipeline.following import Following
    from dateline.store import Ledger


class Derived(NamedTuple):
    """A ledger with what follows from it; `choose`: of rows of it those that rest on what was
    asked for, in the order that was asked for."""

    ledger: Ledger
    following: Following
    choose: Callable[[Iterable[Struct]], Iterator[Any]]


@contextmanager
def open_derived(asked: Asked, kind: type[Struct]) -> Iterator[Derived]:
    """What follows from the ledger that was asked for rows of a kind; where there is nothing that
    a row could rest on, what may have been meant is said."""
    from dateline.pipeline.following import Following
    from dateline.pipeline.resting import passing

    with asked.opened(kind.__name__) as (ledger, where):
        passes = passing(
            ledger, where, as_of=asked.known,
            on_none=lambda: asked.say_nothing_found(ledger, where),
        )  # fmt: skip
        yield Derived(
            ledger, Following(ledger, as_of=asked.known),
            lambda rows: sort_rows(filter(passes, rows), asked.sort, kind, ledger),
        )  # fmt: skip
