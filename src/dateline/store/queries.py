"""Lists of reports, claims, events and places, filtered, as known at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    cast,
    distinct,
    exists,
    func,
    or_,
    select,
)

from dateline.store import schema
from dateline.store.cut import folded
from dateline.store.payloads import holds
from dateline.store.rows import ClaimRow, EventRow, Filter, PlaceRow, ReportRow
from dateline.store.streams import stream
from dateline.store.times import day_bounds

LISTS = frozenset({"relays", "hedges", "events", "places", "actors", "recipients", "quantities"})

_codings, _claim, _event, _toponym = (
    schema.codings.c, schema.claims.c, schema.events.c, schema.toponyms.c
)  # fmt: skip
R = TypeVar("R", bound=Struct)


def reports(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[ReportRow]:
    """Reports by publication; a filter keeps those that hold a claim which passes it."""
    names = [n for n in ReportRow.__struct_fields__ if n not in ("id", "sha256")]
    query = (
        select(_codings.report.label("id"), schema.reports.c.sha256, *_columns(_codings, names))
        .join(schema.reports, schema.reports.c.id == _codings.report)
        .where(holds(schema.codings, as_of), *_of_report(where))
        .order_by(*_by_publication())
    )
    about = _about_claim(where)
    if about:
        query = query.where(
            exists().where(_claim.coding == _codings.seq, *about).correlate(schema.codings)
        )
    yield from _rows(connection, query, ReportRow)


def claims_query(where: Filter, *, as_of: str | None) -> Select[Any]:
    """Claims that pass a filter, in the order of publication and text."""
    own = ("report", "published", "outlet", "recorded_at")
    names = [n for n in ClaimRow.__struct_fields__ if n not in (*own, "judged")]
    return (
        select(*_columns(_claim, names), *_columns(_codings, own), _judged(_claim.id, as_of))
        .join(schema.codings, _codings.seq == _claim.coding)
        .where(holds(schema.codings, as_of), *_of_report(where), *_about_claim(where))
        .order_by(*_by_publication(), _claim.start, _claim.n)
    )


def claims(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[ClaimRow]:
    yield from _rows(connection, claims_query(where, as_of=as_of), ClaimRow)


def sources(connection: Connection) -> Iterator[str]:
    yield from connection.scalars(select(_claim.source).distinct().order_by(_claim.source))


def events(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[EventRow]:
    query = events_query(where, as_of=as_of).order_by(*_by_publication(), _event.start, _event.n)
    yield from _rows(connection, query, EventRow)


def timeline(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[EventRow]:
    """Events by valid time: by the beginning, the shorter first; the undated last."""
    start = func.coalesce(_event.valid_from, _event.valid_to)
    end = func.coalesce(_event.valid_to, _event.valid_from)
    query = events_query(where, as_of=as_of).order_by(
        start.is_(None), start, end, _codings.published_at, _codings.report, _event.start, _event.n
    )
    yield from _rows(connection, query, EventRow)


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
            _judged(_event.id, as_of),
        )
        .join_from(schema.events, schema.codings, _codings.seq == _event.coding)
        .join(schema.claims, on)
        .where(holds(schema.codings, as_of), *_of_report(where), *_of_claim(where))
        .where(*_of_event(where), *_at_event(where))
    )


def _judged(record: ColumnElement[str], as_of: str | None) -> ColumnElement[str | None]:
    """The latest verdict, right or wrong, that held on a record then."""
    table = schema.judgements.c
    query = (
        select(table.verdict)
        .where(table.target == record, table.verdict.in_(("right", "wrong")))
        .order_by(table.made_at.desc(), table.id.desc())
        .limit(1)
    )
    holds_now = table.withdrawn_at.is_(None)
    if as_of is None:
        query = query.where(holds_now)
    else:
        query = query.where(table.made_at <= as_of, or_(holds_now, table.withdrawn_at > as_of))
    return query.scalar_subquery().label("judged")


def places(connection: Connection, where: Filter, *, as_of: str | None) -> Iterator[PlaceRow]:
    """Places, most named first; what no gazetteer entry was found for, by its words."""
    name = func.coalesce(_toponym.name, _toponym.text)
    group = (
        _toponym.place, name, _toponym.lat, _toponym.lon, _toponym.country, _toponym.admin1,
        _toponym.feature,
    )  # fmt: skip
    of_claim, of_event = schema.claim_toponyms.c, schema.event_toponyms.c
    number = _pair(_toponym.n)
    query = (
        select(
            _toponym.place.label("id"), name.label("name"), *group[2:],
            func.min(_toponym.where_prec).label("where_prec"),
            func.count(distinct(number)).label("toponyms"),
            func.count(distinct(_codings.report)).label("reports"),
            func.count(distinct(_pair(of_claim.claim))).label("claims"),
            func.count(distinct(_pair(of_event.event))).label("events"),
        )
        .join_from(schema.toponyms, schema.codings, _codings.seq == _toponym.coding)
        .outerjoin(
            schema.claim_toponyms,
            and_(of_claim.coding == _toponym.coding, of_claim.toponym == _toponym.n),
        )
        .outerjoin(
            schema.event_toponyms,
            and_(of_event.coding == _toponym.coding, of_event.toponym == _toponym.n),
        )
        .where(holds(schema.codings, as_of), *_of_report(where), *_named(where))
        .group_by(*group)
        .order_by(func.count(distinct(number)).desc(), name, _toponym.place)
    )  # fmt: skip
    about = _about_claim(Filter(**_without_place(where)))
    if about:
        query = query.join(
            schema.claims, and_(_claim.coding == _toponym.coding, _claim.n == of_claim.claim)
        ).where(*about)
    yield from _rows(connection, query, PlaceRow)


def _pair(number: ColumnElement[int]) -> ColumnElement[str]:
    """A record's number with that of its coding, to count it once."""
    return cast(_toponym.coding, Text) + ":" + cast(number, Text)


def _without_place(where: Filter) -> dict[str, Any]:
    return {**msgspec.structs.asdict(where), "place": None}


def _columns(table: Any, names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [table[name] for name in names]


def _by_publication() -> tuple[ColumnElement[Any], ...]:
    return _codings.published_at.is_(None), _codings.published_at, _codings.report


def _of_report(where: Filter) -> list[ColumnElement[bool]]:
    if where.report is None:
        return []
    return [_codings.report.startswith(where.report, autoescape=True)]


def _about_claim(where: Filter) -> list[ColumnElement[bool]]:
    """Conditions on a claim, those on its events and places among them."""
    conditions = _of_claim(where)
    of_event = _of_event(where)
    if of_event:
        joined = and_(_event.coding == _claim.coding, _event.claim == _claim.n)
        conditions.append(exists().where(joined, *of_event).correlate(schema.claims))
    if where.place is not None:
        link = schema.claim_toponyms.c
        joined = and_(link.coding == _claim.coding, link.claim == _claim.n)
        conditions.append(_at_place(joined, link, where, schema.claims))
    return conditions


def _of_claim(where: Filter) -> list[ColumnElement[bool]]:
    conditions = []
    if where.source is not None:
        conditions.append(_claim.source_words.contains(folded(where.source), autoescape=True))
    if where.sources is not None:
        conditions.append(_claim.source.in_(where.sources))
    for column, value in (
        (_claim.side, where.side),
        (_claim.certainty, where.certainty),
        (_claim.stance, where.stance),
    ):
        if value is not None:
            conditions.append(column == value)
    return conditions


def _of_event(where: Filter) -> list[ColumnElement[bool]]:
    conditions = []
    if where.type is not None:
        conditions.append(_event.type.startswith(where.type, autoescape=True))
    if where.auxiliary is not None:
        conditions.append(_event.auxiliary == where.auxiliary)
    since, until = day_bounds(where.since, where.until)
    if since is not None or until is not None:
        conditions.append(or_(_event.valid_from.is_not(None), _event.valid_to.is_not(None)))
    if since is not None:
        conditions.append(or_(_event.valid_to.is_(None), _event.valid_to >= since))
    if until is not None:
        conditions.append(or_(_event.valid_from.is_(None), _event.valid_from <= until))
    return conditions


def _at_event(where: Filter) -> list[ColumnElement[bool]]:
    if where.place is None:
        return []
    link = schema.event_toponyms.c
    joined = and_(link.coding == _event.coding, link.event == _event.n)
    return [_at_place(joined, link, where, schema.events)]


def _at_place(
    joined: ColumnElement[bool], link: Any, where: Filter, outer: Any
) -> ColumnElement[bool]:
    on_toponym = and_(_toponym.coding == link.coding, _toponym.n == link.toponym)
    return exists().where(joined, on_toponym, *_named(where)).correlate(outer)


def _named(where: Filter) -> list[ColumnElement[bool]]:
    """A gazetteer id, a name or a toponym; `*` at the end stands for any rest."""
    if where.place is None:
        return []
    words = folded(where.place)
    if words.endswith("*"):
        stem = words.rstrip("*")
        return [or_(*(c.startswith(stem, autoescape=True)
                      for c in (_toponym.words, _toponym.name_words)))]  # fmt: skip
    return [
        or_(_toponym.place == where.place, _toponym.words == words, _toponym.name_words == words)
    ]


def _rows(connection: Connection, query: Select[Any], kind: type[R]) -> Iterator[R]:
    for row in stream(connection, query):
        yield kind(**_values(row))


def _values(row: Row[Any]) -> dict[str, Any]:
    return {
        name: tuple(msgspec.json.decode(value))
        if name in LISTS and isinstance(value, str)
        else value
        for name, value in row._mapping.items()
    }
