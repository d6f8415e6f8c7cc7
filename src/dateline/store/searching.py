"""Search: claims and reports that a query finds, with the words around, newest or best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from sqlalchemy import CTE, Connection, and_, func, literal, select, union_all

from dateline.query import AllOf, AnyOf, Matcher, Term, Words, words_of
from dateline.query.terms import EVERYTHING
from dateline.store import payloads, schema
from dateline.store.conditions import IDS, noted_claims
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
    term = where.query if where.query is not None else EVERYTHING
    matchers = [Matcher(w.text, across_scripts=not where.exact) for w in words_of(term)]
    asked = _asked(where) if order is Order.RELEVANCE else None
    page = _Best(connection, asked, as_of) if asked is not None else _InOrder(connection, as_of)
    order = Order.NEWEST if order is Order.RELEVANCE else order
    if of == "claim":
        claims = page.claims(where, order, limit, after)
        return Page(rows=tuple(_claim_hit(c, matchers) for c in claims.rows), after=claims.after)
    reports = page.reports(where, order, limit, after)
    hits = tuple(_report_hit(connection, row, matchers, as_of) for row in reports.rows)
    return Page(rows=hits, after=reports.after)


def _asked(where: Filter) -> Asked | None:
    """What a ranking goes by: any of the words; None: what is found need not hold one of them."""
    if where.query is None or not _needs_words(where.query):
        return None
    asked = [ask_words(word.text, exact=where.exact) for word in words_of(where.query)]
    return ask_any(one for one in asked if one is not None)


def _needs_words(term: Term) -> bool:
    """Whether all that a term finds stands under one of its words in the index."""
    match term:
        case Words(text):
            return not text.startswith(IDS) and ask_words(text, exact=True) is not None
        case AllOf(terms):
            return any(map(_needs_words, terms))
        case AnyOf(terms):
            return all(map(_needs_words, terms))
    return False


class _InOrder:
    """Pages by publication."""

    def __init__(self, connection: Connection, as_of: str | None) -> None:
        self._connection, self._as_of = connection, as_of

    def claims(self, where: Filter, order: Order, limit: int, after: str | None) -> Page[ClaimRow]:
        return page_of(
            self._connection, ClaimRow, where, order=order, limit=limit, after=after,
            as_of=self._as_of,
        )  # fmt: skip

    def reports(
        self, where: Filter, order: Order, limit: int, after: str | None
    ) -> Page[ReportRow]:
        return page_of(
            self._connection, ReportRow, where, order=order, limit=limit, after=after,
            as_of=self._as_of,
        )  # fmt: skip


class _Best(_InOrder):
    """Pages of what fits the words best; what a note alone speaks of comes last."""

    def __init__(self, connection: Connection, asked: Asked, as_of: str | None) -> None:
        super().__init__(connection, as_of)
        self._ranks = ranked(asked, connection.dialect.name)

    def claims(self, where: Filter, _: Order, limit: int, after: str | None) -> Page[ClaimRow]:
        best = self._documents(where)
        query = claims_query(where, as_of=self._as_of).join(
            best, and_(best.c.coding == _claim.coding, best.c.n == _claim.n)
        )
        keys = (Key(best.c.rank), Key(_claim.coding), Key(_claim.n))
        return read_page(self._connection, query, keys, ClaimRow, limit=limit, after=after)

    def reports(self, where: Filter, _: Order, limit: int, after: str | None) -> Page[ReportRow]:
        best = self._documents(where)
        of_report = (
            select(best.c.coding, func.min(best.c.rank).label("rank"))
            .group_by(best.c.coding)
            .cte("of_report")
        )
        query = reports_query(where, as_of=self._as_of).join(
            of_report, of_report.c.coding == _codings.seq
        )
        keys = (Key(of_report.c.rank), Key(_codings.seq))
        return read_page(self._connection, query, keys, ReportRow, limit=limit, after=after)

    def _documents(self, where: Filter) -> CTE:
        """Documents with their ranks, and those that notes speak of."""
        assert where.query is not None
        noted = [n for w in words_of(where.query) for n in noted_claims(w.text, self._as_of)]
        found = self._ranks.cte("found").prefix_with("MATERIALIZED")
        rows = [select(found.c.coding, found.c.n, found.c.rank)]
        rows += [n.add_columns(literal(0.0).label("rank")) for n in noted]
        every = union_all(*rows).subquery()
        coding, n, rank = every.c
        return (
            select(coding.label("coding"), n.label("n"), func.min(rank).label("rank"))
            .group_by(coding, n)
            .cte("best")
            .prefix_with("MATERIALIZED")
        )


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
    whole = payloads.text_of_report(connection, row.id, as_of=as_of)
    text, at, marks = _around(whole, matchers)
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
