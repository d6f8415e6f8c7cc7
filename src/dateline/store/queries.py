"""Lists of reports, claims, events and places, filtered, as known at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    cast,
    distinct,
    func,
    select,
)

from dateline.model import Place
from dateline.store import schema
from dateline.store.conditions import (
    about_claim,
    about_event,
    asked_of_place,
    holds_claim,
    named,
    of_report,
    verdict_on,
)
from dateline.store.cut import BETWEEN
from dateline.store.payloads import holds
from dateline.store.rows import ClaimRow, EventRow, Filter, PlaceRow, ReportRow
from dateline.store.streams import stream

LISTS = frozenset({"relays", "hedges", "events", "places", "actors", "recipients", "quantities"})

_codings, _claim, _event, _toponym, _place = (
    schema.codings.c, schema.claims.c, schema.events.c, schema.toponyms.c, schema.places.c
)  # fmt: skip
R = TypeVar("R", bound=Struct)


def reports_query(where: Filter, *, as_of: str | None) -> Select[Any]:
    """Reports that hold a claim which passes a filter."""
    names = [n for n in ReportRow.__struct_fields__ if n not in ("id", "sha256")]
    return (
        select(_codings.report.label("id"), schema.reports.c.sha256, *_columns(_codings, names))
        .join(schema.reports, schema.reports.c.id == _codings.report)
        .where(holds(schema.codings, as_of), *of_report(where), *holds_claim(where, as_of=as_of))
    )


def reports(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[ReportRow]:
    """Reports by publication."""
    query = reports_query(where, as_of=as_of).order_by(*_by_publication())
    yield from read_rows(connection, query, ReportRow)


def claims_query(where: Filter, *, as_of: str | None) -> Select[Any]:
    """Claims that pass a filter."""
    own = ("report", "published", "outlet", "recorded_at")
    names = [n for n in ClaimRow.__struct_fields__ if n not in (*own, "judged", "events")]
    return (
        select(
            *_columns(_claim, names),
            *_columns(_codings, own),
            func.coalesce(_claim.events, _events_of_claim()).label("events"),
            verdict_on(_claim.id, as_of).label("judged"),
        )
        .join(schema.codings, _codings.seq == _claim.coding)
        .where(holds(schema.codings, as_of), *of_report(where), *about_claim(where, as_of=as_of))
    )


def _events_of_claim() -> Any:
    """The ids of the events that name a claim, in their order, joined."""
    named = (_event.coding == _claim.coding, _event.claim == _claim.n)
    own = select(_event.id).where(*named).order_by(_event.n).correlate(schema.claims).subquery()
    return select(func.coalesce(func.aggregate_strings(own.c.id, BETWEEN), "")).scalar_subquery()


def claims(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[ClaimRow]:
    query = claims_query(where, as_of=as_of).order_by(*_by_publication(), _claim.start, _claim.n)
    yield from read_rows(connection, query, ClaimRow)


def sources(connection: Connection) -> Iterator[str]:
    yield from connection.scalars(select(_claim.source).distinct().order_by(_claim.source))


def events(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[EventRow]:
    query = events_query(where, as_of=as_of).order_by(*_by_publication(), _event.start, _event.n)
    yield from read_rows(connection, query, EventRow)


def timeline(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[EventRow]:
    """Events by valid time: by the beginning, the shorter first; the undated last."""
    start = func.coalesce(_event.valid_from, _event.valid_to)
    end = func.coalesce(_event.valid_to, _event.valid_from)
    query = events_query(where, as_of=as_of).order_by(
        start.is_(None), start, end, _codings.published_at, _codings.report, _event.start, _event.n
    )
    yield from read_rows(connection, query, EventRow)


def events_query(where: Filter, *, as_of: str | None) -> Select[Any]:
    """Events that pass a filter, with the claim that each rests on."""
    of_coding = ("report", "published", "outlet", "recorded_at")
    of_claim = ("source", "side", "stance", "certainty", "content")
    rest = (*of_coding, *of_claim, "claim", "judged")
    names = [n for n in EventRow.__struct_fields__ if n not in rest]
    on = and_(_claim.coding == _event.coding, _claim.n == _event.claim)
    return (
        select(
            *_columns(_event, names),
            *_columns(_codings, of_coding),
            *_columns(_claim, of_claim),
            _claim.id.label("claim"),
            verdict_on(_event.id, as_of).label("judged"),
        )
        .join_from(schema.events, schema.codings, _codings.seq == _event.coding)
        .join(schema.claims, on)
        .where(holds(schema.codings, as_of), *of_report(where), *about_event(where, as_of=as_of))
    )


def places(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[PlaceRow]:
    """Places, most named first; what no gazetteer entry was found for, by its words."""
    name = func.coalesce(_place.name, _toponym.text)
    group = (
        _place.place, name, _place.lat, _place.lon, _place.country, _place.admin1, _place.feature
    )  # fmt: skip
    of_claim, of_event = schema.claim_toponyms.c, schema.event_toponyms.c
    number = _pair(_toponym.n)
    own, beside = asked_of_place(where)
    query = (
        select(
            _place.place.label("id"), name.label("name"), *group[2:],
            func.min(_toponym.where_prec).label("where_prec"),
            func.count(distinct(number)).label("toponyms"),
            func.count(distinct(_codings.report)).label("reports"),
            func.count(distinct(_pair(of_claim.claim))).label("claims"),
            func.count(distinct(_pair(of_event.event))).label("events"),
        )
        .join_from(schema.toponyms, schema.codings, _codings.seq == _toponym.coding)
        .outerjoin(schema.places, _place.n == _toponym.spot)
        .outerjoin(
            schema.claim_toponyms,
            and_(of_claim.coding == _toponym.coding, of_claim.toponym == _toponym.n),
        )
        .outerjoin(
            schema.event_toponyms,
            and_(of_event.coding == _toponym.coding, of_event.toponym == _toponym.n),
        )
        .where(holds(schema.codings, as_of), *of_report(where), *named(where), *own)
        .group_by(*group)
        .order_by(func.count(distinct(number)).desc(), name, _place.place)
    )  # fmt: skip
    about = about_claim(replace(where, place=None, query=beside), as_of=as_of)
    if about:
        query = query.join(
            schema.claims, and_(_claim.coding == _toponym.coding, _claim.n == of_claim.claim)
        ).where(*about)
    yield from read_rows(connection, query, PlaceRow)


def known_places(connection: Connection) -> Iterator[Place]:
    """Each place once, as it was told first."""
    first = select(func.min(_place.n)).group_by(_place.place)
    prec = select(_toponym.where_prec).where(_toponym.spot == _place.n).limit(1)
    names = ("name", "lat", "lon", "country", "admin1", "feature")
    query = (
        select(
            _place.place.label("id"),
            *_columns(_place, names),
            prec.correlate(schema.places).scalar_subquery().label("where_prec"),
        )
        .where(_place.n.in_(first))
        .order_by(_place.place)
    )
    for row in connection.execute(query):
        yield Place(**row._mapping)


def _pair(number: ColumnElement[int]) -> ColumnElement[str]:
    """A record's number with that of its coding, to count it once."""
    return cast(_toponym.coding, Text) + ":" + cast(number, Text)


def _columns(table: Any, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [table[name] for name in names]


def _by_publication() -> tuple[ColumnElement[Any], ...]:
    return _codings.published_at.is_(None), _codings.published_at, _codings.report


def read_rows(connection: Connection, query: Select[Any], kind: type[R]) -> Iterator[R]:
    """The rows of a query as records."""
    for row in stream(connection, query):
        yield record_of(row, kind)


def record_of(row: Row[Any], kind: type[R]) -> R:
    """A row as a record; what the record has no field for is left out."""
    names = kind.__struct_fields__
    values = row._mapping
    return kind(**{n: _value(n, values[n]) for n in names if n in values})


def _value(name: str, value: Any) -> Any:
    if name in LISTS and isinstance(value, str):
        if value.startswith("["):
            return tuple(msgspec.json.decode(value))
        return tuple(value.split(BETWEEN)) if value else ()
    return value
