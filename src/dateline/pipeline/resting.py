"""Which derived rows a filter leaves: those that rest on what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.query import Field, Term, Words, all_of, terms_of
from dateline.store import Filter, Ledger

Passes = Callable[[Struct], bool]
OWN_IDS = ("inc-", "org-")
"""How ids of derived rows begin, which stand in no claim."""


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
    on_none: Callable[[], None] | None = None,
) -> Passes:
    """Whether a derived row rests on a claim that a filter finds; a row that names its events,
    on such an event, so that one claim's other places and days do not count. `on_none`: is
    called where no claim is found."""
    own, where = _split_ids(where)
    rests = _resting(ledger, where, as_of=as_of, on_none=on_none)
    return lambda row: all(_row_id(row).startswith(one) for one in own) and rests(row)


def _resting(
    ledger: Ledger,
    where: Filter,
    *,
    as_of: str | None,
    on_none: Callable[[], None] | None,
) -> Passes:
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
        return not claims.isdisjoint(claims_named(row))

    return passes


def _split_ids(where: Filter) -> tuple[tuple[str, ...], Filter]:
    """Ids of derived rows that a query asks for, and what it asks beside them."""
    terms = terms_of(where.query)
    own = tuple(id_ for term in terms if (id_ := _own_id(term)) is not None)
    rest = [term for term in terms if _own_id(term) is None]
    return own, replace(where, query=all_of(rest) if rest else None)


def _own_id(term: Term) -> str | None:
    asked = term.text if isinstance(term, Words) else None
    if isinstance(term, Field) and term.name == "id":
        asked = term.value
    return asked if asked is not None and asked.startswith(OWN_IDS) else None


def _row_id(row: Struct) -> str:
    return str(getattr(row, "id", None) or getattr(row, "incident", None) or "")
