"""Questions to a ledger: immutable, and answered when rows, a number or a frame is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Generic, Protocol, TypeVar, overload

from msgspec import Struct
from msgspec.structs import replace

from dateline.api.rows import Frames, Rows
from dateline.api.tables import SHOWN, html_table
from dateline.model import UsageError
from dateline.query import FIELDS, Field, Term, all_of, parse_query, print_query, with_side_codes
from dateline.query.terms import EVERYTHING
from dateline.store import Filter, Order

R = TypeVar("R", bound=Struct)
Kind = TypeVar("Kind", bound=Struct, covariant=True)


class Source(Protocol, Generic[Kind]):
    """Where the rows of a query come from."""

    @property
    def kind(self) -> type[Kind]: ...
    def rows(self, where: Filter, order: Order | None) -> Iterator[Kind]: ...
    def count(self, where: Filter) -> int: ...


class Query(Frames[R]):
    """Rows of one kind that a filter passes. `where` and `sort` give another query.

    >>> led.claims
    <ClaimRow: all>
    """

    def __init__(
        self, source: Source[R], *, term: Term = EVERYTHING, exact: bool = False,
        order: Order | None = None,
    ) -> None:  # fmt: skip
        self._source, self._term, self._exact, self._order = source, term, exact, order
        self.kind: type[R] = source.kind

    def where(self, query: str = "", *, exact: bool | None = None, **fields: str) -> Query[R]:
        """The rows that pass this too: words and fields of the query language, or fields by name.

        `exact`: names as they are written, in no other script. UsageError names the column, or
        the field that there is not.

        >>> led.claims.where("-stance:deny").where(place="Kherson")
        <ClaimRow: -stance:deny place:Kherson>
        """
        terms = [self._term, parse_query(query), *(_field(n, v) for n, v in fields.items())]
        term = with_side_codes(all_of(terms))
        only = self._exact if exact is None else exact
        return Query(self._source, term=term, exact=only, order=self._order)

    def sort(self, order: str) -> Query[R]:
        """The same rows: newest, oldest, or (events) valid first.

        >>> led.reports.sort("oldest")
        <ReportRow: all>
        """
        try:
            chosen = Order(order)
        except ValueError:
            known = ", ".join(member.value for member in Order)
            raise UsageError(f"there is no order {order!r}", remedy=f"choose {known}") from None
        return Query(self._source, term=self._term, exact=self._exact, order=chosen)

    def __iter__(self) -> Iterator[R]:
        return self._source.rows(self._filter, self._order)

    def __len__(self) -> int:
        return self._source.count(self._filter)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[R]: ...
    def __getitem__(self, at: int | slice) -> R | Rows[R]:
        if isinstance(at, slice):
            ends = (at.start, at.stop, at.step)
            if at.stop is not None and all(end is None or end >= 0 for end in ends):
                return Rows(tuple(islice(self, at.start, at.stop, at.step)), self.kind)
            return Rows(tuple(self)[at], self.kind)
        if at < 0:
            return tuple(self)[at]
        found = next(islice(self, at, None), None)
        if found is None:
            raise IndexError(at)
        return found

    def first(self) -> R | None:
        """The first row; None where there is none.

        >>> led.claims.where(lang="fr").first() is None
        True
        """
        return next(iter(self), None)

    def rows(self) -> Rows[R]:
        """All rows, read now.

        >>> len(led.reports.rows())
        12
        """
        return Rows(tuple(self), self.kind)

    def __str__(self) -> str:
        return print_query(self._term)

    def __repr__(self) -> str:
        return f"<{self.kind.__name__}: {print_query(self._term) or 'all'}>"

    def _repr_html_(self) -> str:
        return html_table(tuple(islice(self, SHOWN)), self.kind, total=len(self))

    @property
    def _filter(self) -> Filter:
        return replace(Filter(), query=self._term, exact=self._exact)


def _field(name: str, value: str) -> Term:
    name = name.rstrip("_")
    if name not in FIELDS:
        raise UsageError(f"there is no field {name!r}", remedy="choose " + ", ".join(FIELDS))
    try:
        return Field(name, FIELDS[name].read(str(value)))
    except ValueError as error:
        raise UsageError(f"{value!r} is no {name}", remedy=f"write {error}") from None
