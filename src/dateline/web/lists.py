"""What a list shows: a page of the rows that a query leaves, and how many claims of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct, to_builtins

from dateline.model import UsageError
from dateline.pipeline.whereabouts import read_asked
from dateline.query import FIELDS, Field, Term, parse_query
from dateline.store import Filter, Ledger
from dateline.store.rows import ClaimRow, EventRow, Order, PlaceRow, ReportRow

PAGE = 50
MOST = 500
FACETS = ("stance", "certainty", "side", "source", "outlet", "type", "auxiliary", "lang", "judged")
"""Of which a list says how many claims have each value."""
SHOWN = 12
ASKED = ("source", "side", "place", "within", "near", "type", "stance", "certainty", "auxiliary",
         "outlet", "lang", "judged", "since", "until")  # fmt: skip
"""Fields of the query language that addresses may also give by name."""
Row = ClaimRow | EventRow | PlaceRow | ReportRow


class Choice(Struct, frozen=True, kw_only=True):
    """What was asked of a list, as its address says it. `q`: in the query language; the fields
    narrow it; `after`: what the page before said."""

    q: str = ""
    source: str = ""
    side: str = ""
    place: str = ""
    within: str = ""
    near: str = ""
    type: str = ""
    stance: str = ""
    certainty: str = ""
    auxiliary: str = ""
    outlet: str = ""
    lang: str = ""
    judged: str = ""
    since: str = ""
    until: str = ""
    exact: bool = False
    order: Order = Order.NEWEST
    after: str | None = None
    limit: int = PAGE

    def filter(self, ledger: Ledger) -> Filter:
        """As the ledger's filter; UsageError for a query or a value that cannot be, and for a
        place that nobody knows."""
        terms = [parse_query(self.q)] if self.q.strip() else []
        terms += [read_field(name, getattr(self, name)) for name in ASKED if getattr(self, name)]
        return read_asked(ledger, *terms, exact=self.exact) if terms else Filter(exact=self.exact)

    def narrowing(self) -> dict[str, str]:
        """What narrows it: what links to other pages of the same filter carry on."""
        return {k: v for k, v in self.asked().items() if k not in ("order", "limit")}

    def asked(self) -> dict[str, str]:
        """What is asked, without the page: what links to other pages carry on."""
        given = to_builtins(self)
        usual = to_builtins(Choice())
        return {k: str(v) for k, v in given.items() if v != usual[k] and k != "after"}


class Listing(Struct, frozen=True, kw_only=True):
    """A page of rows. `following`: what the next page is asked with; None: this is the last.
    `counts`: of all claims that the query leaves, the most frequent values of each facet."""

    rows: tuple[Row, ...]
    following: str | None
    counts: dict[str, list[tuple[str, int]]]


def read_field(name: str, value: str) -> Term:
    """A field of the query language; UsageError says what is due."""
    try:
        kept = FIELDS[name].read(value)
    except ValueError as error:
        raise UsageError(f"{name} cannot be {value[:60]!r}", remedy=f"give {error}") from None
    return Field(name=name, value=kept)


READERS: dict[str, Callable[[Ledger, Filter], Iterator[Row]]] = {
    "claims": lambda ledger, where: ledger.claims(where),
    "events": lambda ledger, where: ledger.timeline(where),
    "reports": lambda ledger, where: ledger.reports(where),
    "places": lambda ledger, where: ledger.places(where),
}


def list_rows(ledger: Ledger, kind: str, choice: Choice) -> Iterator[Row]:
    """All rows of a kind that a choice leaves."""
    return READERS[kind](ledger, choice.filter(ledger))


def cut_page(ledger: Ledger, kind: str, choice: Choice) -> Listing:
    """One page of rows, with counts."""
    if not 1 <= choice.limit <= MOST:
        raise UsageError("there is no such page", remedy=f"limit is from 1 to {MOST}")
    where = choice.filter(ledger)
    rows, following = read_page(ledger, kind, where, choice)
    return Listing(rows=rows, following=following, counts=count_facets(ledger, where))


def count_facets(ledger: Ledger, where: Filter) -> dict[str, list[tuple[str, int]]]:
    """Of each facet with more than one value, how many claims that a filter leaves have which."""
    counted = ledger.counts(FACETS, where, limit=SHOWN)
    found = {n: [(c.value, c.claims) for c in cs if c.value] for n, cs in counted.items()}
    return {name: values for name, values in found.items() if len(values) > 1}


def read_page(
    ledger: Ledger, kind: str, where: Filter, choice: Choice
) -> tuple[tuple[Row, ...], str | None]:
    """The rows of a page, and what asks for the next one."""
    if kind == "places":
        return cut_rows(list(ledger.places(where)), choice)
    pages: dict[str, Callable[..., Any]] = {
        "claims": ledger.claim_page, "events": ledger.event_page, "reports": ledger.report_page,
    }  # fmt: skip
    page = pages[kind](where, order=choice.order, limit=choice.limit, after=choice.after)
    return page.rows, page.after


def cut_rows(rows: list[Any], choice: Choice) -> tuple[tuple[Any, ...], str | None]:
    """A page of rows that are all at hand; `after` is how many came before."""
    given = choice.after or "0"
    if not given.isdecimal() or not 1 <= choice.limit <= MOST:
        raise UsageError("there is no such page", remedy=f"limit is from 1 to {MOST}")
    first = int(given)
    end = first + choice.limit
    return tuple(rows[first:end]), str(end) if end < len(rows) else None
