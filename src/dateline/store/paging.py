"""Pages of lists, by the key of the last row that was seen.

Invariant: whatever is written between two pages, no row is shown twice, and none that was there is
passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from dateline.model import UsageError
from dateline.query import Field, Term, Words, terms_of
from dateline.store import schema
from dateline.store.conditions import IDS, OF_PLACE, at_spot, noted_codings
from dateline.store.matching import ask_all, ask_words, codings_of
from dateline.store.queries import claims_query, events_query, record_of, reports_query
from dateline.store.rows import ClaimRow, EventRow, Filter, Order, Page, ReportRow

_codings, _claim, _event = schema.codings.c, schema.claims.c, schema.events.c
R = TypeVar("R", bound=Struct)
MOST = 100_000
COMMON = 3_000
"""Documents that hold words which are common: so many are soon met among the newest."""


class Key(Struct, frozen=True):
    """A column that a list is sorted by. `null_last`: empty ones stand at the end."""

    column: ColumnElement[Any]
    down: bool = False
    null_last: bool = False


def page_of(
    connection: Connection,
    kind: type[R],
    where: Filter,
    *,
    order: Order,
    limit: int,
    after: str | None,
    as_of: str | None,
) -> Page[R]:
    """A page of reports, claims or events; UsageError for an order or place that there is not."""
    if where.query is not None:
        where = _narrowed(connection, kind, where, as_of)
    query, keys = _queries(kind, where, order, as_of)
    return read_page(connection, query, keys, kind, limit=limit, after=after)


def _narrowed(
    connection: Connection, kind: type[Struct], where: Filter, as_of: str | None
) -> Filter:
    """The filter with what the index says of its words: the few codings that hold them, or that
    they are so common that it is faster to look through the newest than to sort them all."""
    terms = terms_of(where.query)
    words = [term for term in terms if isinstance(term, Words) and not term.text.startswith(IDS)]
    asked = [ask_words(word.text, exact=where.exact) for word in words]
    told = [one for one in asked if one is not None]
    at_place = _few_at_place(connection, where, terms)
    if at_place is not None:
        return replace(where, codings=at_place)
    if not told:
        return where
    # In a report the words may stand in several documents, so that each is asked for alone.
    for one in told if kind is ReportRow else [ask_all(told)]:
        query = codings_of(one, connection.dialect.name, most=COMMON)
        codings = connection.execute(query).scalars().all()
        if len(codings) < COMMON:
            noted = (noted_codings(word.text, as_of) for word in words)
            more = [seq for query in noted for seq in connection.execute(query).scalars()]
            return replace(where, codings=tuple(sorted({*codings, *more})))
    plain = replace(where, query=None, exact=False) == Filter() and len(words) == len(terms)
    return replace(where, common=True) if kind is ClaimRow and plain else where


def _few_at_place(
    connection: Connection, where: Filter, terms: Sequence[Term | None]
) -> tuple[int, ...] | None:
    """The few codings that name a place that is asked for; None: they are many, or none is."""
    asked = [term for term in terms if isinstance(term, Field) and term.name in OF_PLACE]
    for term in asked:
        at = at_spot(term.name, term.value, where)
        query = select(schema.toponyms.c.coding).where(*at).limit(COMMON)
        found = connection.execute(query).scalars().all()
        if len(found) < COMMON:
            return tuple(sorted(set(found)))
    return None


def read_page(
    connection: Connection,
    query: Select[Any],
    keys: Sequence[Key],
    kind: type[R],
    *,
    limit: int,
    after: str | None,
) -> Page[R]:
    """The rows of a query that follow a place in it."""
    if not 1 <= limit <= MOST:
        raise UsageError(f"a page has 1 to {MOST} rows, not {limit}", remedy="give another --limit")
    labels = [key.column.label(f"key_{n}") for n, key in enumerate(keys)]
    query = query.add_columns(*labels).order_by(*map(_direction, keys)).limit(limit + 1)
    if after is not None:
        query = query.where(_follows(keys, _decoded(after, len(keys))))
    rows = connection.execute(query).all()
    found = tuple(record_of(row, kind) for row in rows[:limit])
    if len(rows) <= limit:
        return Page(rows=found)
    last = rows[limit - 1]._mapping
    return Page(rows=found, after=_encoded([last[label.name] for label in labels]))


def count(connection: Connection, kind: type[Struct], where: Filter, *, as_of: str | None) -> int:
    """How many reports, claims or events pass a filter."""
    query, _ = _queries(kind, where, Order.NEWEST, as_of)
    counted = select(func.count()).select_from(query.subquery())
    return int(connection.execute(counted).scalar() or 0)


def _queries(
    kind: type[Struct], where: Filter, order: Order, as_of: str | None
) -> tuple[Select[Any], tuple[Key, ...]]:
    published = _by_publication(down=order is Order.NEWEST)
    if order is Order.VALID and kind is EventRow:
        start = func.coalesce(_event.valid_from, _event.valid_to)
        end = func.coalesce(_event.valid_to, _event.valid_from)
        keys = (Key(start, null_last=True), Key(end, null_last=True), *_by_publication(down=False))
        return events_query(where, as_of=as_of), (*keys, Key(_event.start), Key(_event.n))
    if order not in (Order.NEWEST, Order.OLDEST):
        raise UsageError(
            f"this list cannot be sorted by {order.value!r}", remedy="choose newest or oldest"
        )
    if kind is ReportRow:
        return reports_query(where, as_of=as_of), published
    if kind is ClaimRow:
        return claims_query(where, as_of=as_of), (*published, Key(_claim.start), Key(_claim.n))
    return events_query(where, as_of=as_of), (*published, Key(_event.start), Key(_event.n))


def _by_publication(*, down: bool) -> tuple[Key, Key]:
    return Key(_codings.published_at, down=down, null_last=True), Key(_codings.report, down=down)


def _direction(key: Key) -> ColumnElement[Any]:
    ordered = key.column.desc() if key.down else key.column.asc()
    return ordered.nulls_last() if key.null_last else ordered


def _follows(keys: Sequence[Key], values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether a row comes after one with these values."""
    if not keys:
        return false()
    key, value = keys[0], values[0]
    rest = _follows(keys[1:], values[1:])
    if value is None:
        return and_(key.column.is_(None), rest)
    beyond = key.column < value if key.down else key.column > value
    later = or_(beyond, key.column.is_(None)) if key.null_last else beyond
    return or_(later, and_(key.column == value, rest))


def _encoded(values: Sequence[Any]) -> str:
    return msgspec.json.encode(values).hex()


def _decoded(after: str, number: int) -> list[Any]:
    try:
        values = msgspec.json.decode(bytes.fromhex(after), type=list[str | int | float | None])
    except (ValueError, msgspec.MsgspecError):
        values = []
    if len(values) != number:
        raise UsageError(
            f"{after!r} is no place in this list", remedy="give what the page before said"
        )
    return values
