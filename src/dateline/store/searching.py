"""Search: claims and reports that a query finds, with the words around, newest or best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sqlalchemy import Connection, Integer, and_, func, literal_column, select

from dateline.query import Matcher, words_of
from dateline.store import payloads, schema
from dateline.store.matching import Asked, ask_any, ask_words, ranked
from dateline.store.paging import Key, page_of, read_page
from dateline.store.queries import claims_query, reports_query
from dateline.store.rows import ClaimRow, Filter, Hit, Order, Page, ReportRow

Of = Literal["claim", "report"]
AROUND = 90
"""Characters shown before and after the first words that were found."""
LONGEST = 280
_codings, _claim = schema.codings.c, schema.claims.c


def search(
    connection: Connection,
    where: Filter,
    *,
    of: Of,
    order: Order,
    limit: int,
    after: str | None,
    as_of: str | None,
) -> Page[Hit]:
    """A page of what was found."""
    matchers = [
        Matcher(words.text, across_scripts=not where.exact)
        for words in (words_of(where.query) if where.query is not None else ())
    ]
    asked = _asked(where) if order is Order.RELEVANCE else None
    order = Order.NEWEST if order is Order.RELEVANCE else order
    if of == "claim":
        claims = (
            page_of(connection, ClaimRow, where, order=order, limit=limit, after=after, as_of=as_of)
            if asked is None
            else _best_claims(connection, where, asked, limit, after, as_of)
        )
        return Page(rows=tuple(_claim_hit(c, matchers) for c in claims.rows), after=claims.after)
    reports = (
        page_of(connection, ReportRow, where, order=order, limit=limit, after=after, as_of=as_of)
        if asked is None
        else _best_reports(connection, where, asked, limit, after, as_of)
    )
    hits = tuple(_report_hit(connection, row, matchers, as_of) for row in reports.rows)
    return Page(rows=hits, after=reports.after)


def _asked(where: Filter) -> Asked | None:
    """What a ranking goes by: any of the free words; None: there are none."""
    words = words_of(where.query) if where.query is not None else ()
    asked = [ask_words(word.text, exact=where.exact) for word in words]
    told = [one for one in asked if one is not None]
    return ask_any(told) if told else None


def _best_claims(
    connection: Connection,
    where: Filter,
    asked: Asked,
    limit: int,
    after: str | None,
    as_of: str | None,
) -> Page[ClaimRow]:
    best = ranked(asked, connection.dialect.name).cte("best").prefix_with("MATERIALIZED")
    query = claims_query(where, as_of=as_of).outerjoin(
        best, and_(best.c.coding == _claim.coding, best.c.n == _claim.n)
    )
    rank = func.coalesce(best.c.rank, 0.0)
    keys = (Key(rank), Key(_claim.coding), Key(_claim.n))
    return read_page(connection, query, keys, ClaimRow, limit=limit, after=after)


def _best_reports(
    connection: Connection,
    where: Filter,
    asked: Asked,
    limit: int,
    after: str | None,
    as_of: str | None,
) -> Page[ReportRow]:
    every = ranked(asked, connection.dialect.name).cte("every").prefix_with("MATERIALIZED")
    best = (
        select(every.c.coding, func.min(every.c.rank).label("rank"))
        .where(every.c.n < literal_column("0", Integer))
        .group_by(every.c.coding)
        .cte("best")
    )
    query = reports_query(where, as_of=as_of).outerjoin(best, best.c.coding == _codings.seq)
    keys = (Key(func.coalesce(best.c.rank, 0.0)), Key(_codings.seq))
    return read_page(connection, query, keys, ReportRow, limit=limit, after=after)


def _claim_hit(row: ClaimRow, matchers: Sequence[Matcher]) -> Hit:
    text, at, marks = _around(row.content, matchers)
    whole = len(row.content) == row.end - row.start
    return Hit(
        kind="claim", id=row.id, report=row.report, published=row.published, outlet=row.outlet,
        lang=None, source=row.source, side=row.side, stance=row.stance, text=text,
        start=row.start + at if whole else None, marks=marks,
    )  # fmt: skip


def _report_hit(
    connection: Connection, row: ReportRow, matchers: Sequence[Matcher], as_of: str | None
) -> Hit:
    coding = payloads.coding(connection, row.id, as_of=as_of)
    text, at, marks = _around(coding.report.text if coding else "", matchers)
    return Hit(
        kind="report", id=row.id, report=row.id, published=row.published, outlet=row.outlet,
        lang=row.lang, source=None, side=None, stance=None, text=text, start=at, marks=marks,
    )  # fmt: skip


def _around(text: str, matchers: Sequence[Matcher]) -> tuple[str, int, tuple[tuple[int, int], ...]]:
    """The words around what was found, where they begin, and what in them was found."""
    every = sorted({mark for matcher in matchers for mark in matcher.marks(text)})
    marks = list(_without_overlap(every))
    first = marks[0][0] if marks else 0
    begin = 0 if len(text) <= LONGEST else max(0, first - AROUND)
    begin = _word_start(text, begin)
    end = len(text) if len(text) <= LONGEST else min(len(text), begin + LONGEST)
    inside = ((a - begin, b - begin) for a, b in marks if begin <= a and b <= end)
    return text[begin:end], begin, tuple(inside)


def _word_start(text: str, at: int) -> int:
    """The beginning of the word at a place, if it is near."""
    blank = max(text.rfind(" ", max(0, at - 20), at), text.rfind("\n", max(0, at - 20), at))
    return blank + 1 if at and blank >= 0 else at


def _without_overlap(marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = -1
    for start, end in marks:
        if start >= last:
            yield start, end
            last = end
