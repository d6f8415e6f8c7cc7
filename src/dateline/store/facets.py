"""How many claims have which side, stance, type...: what can be asked next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, distinct, func, select

from dateline.model import UsageError
from dateline.store import schema
from dateline.store.conditions import about_claim, of_report, verdict_on
from dateline.store.payloads import holds
from dateline.store.rows import Count, Filter

_codings, _claim, _event, _toponym = (
    schema.codings.c, schema.claims.c, schema.events.c, schema.toponyms.c
)  # fmt: skip
OF_CLAIM: dict[str, ColumnElement[Any]] = {
    "source": _claim.source,
    "side": _claim.side,
    "stance": _claim.stance,
    "certainty": _claim.certainty,
    "manner": _claim.manner,
    "outlet": _codings.outlet,
    "lang": _codings.lang,
    "conflict": _codings.conflict,
    "given": _codings.given,
    "day": func.substr(_codings.published, 1, 10),
}
OF_EVENT: dict[str, ColumnElement[Any]] = {"type": _event.type, "auxiliary": _event.auxiliary}
PLACE, JUDGED = "place", "judged"
FACETS = (*OF_CLAIM, *OF_EVENT, PLACE, JUDGED)


def counts(
    connection: Connection, facets: Sequence[str], where: Filter, *, limit: int, as_of: str | None
) -> dict[str, tuple[Count, ...]]:
    """For each facet the values that most claims have; UsageError for one that there is not."""
    unknown = [name for name in facets if name not in FACETS]
    if unknown:
        raise UsageError(f"there is no facet {unknown[0]!r}", remedy="choose " + ", ".join(FACETS))
    return {name: _counted(connection, name, where, limit, as_of) for name in facets}


def _counted(
    connection: Connection, facet: str, where: Filter, limit: int, as_of: str | None
) -> tuple[Count, ...]:
    number, value, query = _asked(facet, as_of)
    query = (
        query.where(holds(schema.codings, as_of), *of_report(where))
        .where(*about_claim(where, as_of=as_of))
        .group_by(value)
        .order_by(number.desc(), value)
        .limit(limit)
    )
    return tuple(Count(value=row.value, claims=row.claims) for row in connection.execute(query))


def _asked(
    facet: str, as_of: str | None
) -> tuple[ColumnElement[int], ColumnElement[Any], Select[Any]]:
    """What is counted, by which value, and in which rows."""
    each: ColumnElement[int] = func.count(distinct(_claim.id))
    on_coding = _codings.seq == _claim.coding
    if facet in OF_EVENT:
        value = OF_EVENT[facet]
        query = _of(value, each).join_from(schema.claims, schema.codings, on_coding)
        told = and_(_event.coding == _claim.coding, _event.claim == _claim.n)
        return each, value, query.join(schema.events, told)
    if facet == PLACE:
        name: ColumnElement[Any] = func.coalesce(schema.places.c.name, _toponym.text)
        link = schema.claim_toponyms.c
        named = and_(link.coding == _claim.coding, link.claim == _claim.n)
        known = and_(_toponym.coding == link.coding, _toponym.n == link.toponym)
        query = _of(name, each).join_from(schema.claims, schema.codings, on_coding)
        query = query.join(schema.claim_toponyms, named).join(schema.toponyms, known)
        query = query.outerjoin(schema.places, schema.places.c.n == _toponym.spot)
        return each, name, query
    own = verdict_on(_claim.id, as_of) if facet == JUDGED else OF_CLAIM[facet]
    number: ColumnElement[int] = func.count()
    return number, own, _of(own, number).join_from(schema.claims, schema.codings, on_coding)


def _of(value: ColumnElement[Any], number: ColumnElement[int]) -> Select[Any]:
    return select(value.label("value"), number.label("claims"))
