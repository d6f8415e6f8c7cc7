"""Which derived rows a filter leaves: those that rest on what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from dateline.store import Filter, Ledger

Passes = Callable[[Struct], bool]


def is_open(where: Filter) -> bool:
    """Whether a filter leaves everything."""
    return replace(where, exact=False) == Filter()


def claims_named(row: Struct) -> Iterator[str]:
    """The claims that a derived row names."""
    for name in ("claims", "claims_for", "claims_against"):
        yield from getattr(row, name, ())
    for name in ("claim", "other", "became"):
        one = getattr(row, name, None)
        if one is not None:
            yield one


def passing(
    ledger: Ledger,
    where: Filter,
    *,
    as_of: str | None,
    claims_in: Callable[[Any], Iterator[str]] = claims_named,
    on_none: Callable[[], None] | None = None,
) -> Passes:
    """Whether a derived row rests on a claim that a filter finds; a row that names its events,
    on such an event, so that one claim's other places and days do not count. `on_none`: is
    called where no claim is found."""
    if is_open(where):
        return lambda _: True
    claims = frozenset(row.id for row in ledger.claims(where, as_of=as_of))
    events = frozenset(row.id for row in ledger.events(where, as_of=as_of))
    if not claims and on_none is not None:
        on_none()

    def passes(row: Struct) -> bool:
        own = getattr(row, "events", None)
        if own is not None:
            return not events.isdisjoint(own)
        return not claims.isdisjoint(claims_in(row))

    return passes
