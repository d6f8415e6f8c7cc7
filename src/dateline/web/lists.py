"""What a list shows: the rows that a filter leaves, a page of them, how many of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct, to_builtins

from dateline.model import UsageError
from dateline.store import Filter, Ledger
from dateline.store.rows import ClaimRow, EventRow, PlaceRow, ReportRow
from dateline.text.transliterate import match_key

PAGE = 50
MOST = 500
FACETS = ("stance", "certainty", "side", "source", "outlet", "type", "auxiliary", "lang")
"""Columns of which a list says how many rows have each value."""
SHOWN = 12
R = TypeVar("R", bound=Struct)
Row = ClaimRow | EventRow | PlaceRow | ReportRow


class Choice(Struct, frozen=True, kw_only=True):
    """What was asked of a list, as its address says it. `q`: words that must all be in a row."""

    q: str = ""
    source: str | None = None
    side: str | None = None
    place: str | None = None
    type: str | None = None
    stance: str | None = None
    certainty: str | None = None
    auxiliary: str | None = None
    outlet: str | None = None
    lang: str | None = None
    since: str | None = None
    until: str | None = None
    after: int = 0
    limit: int = PAGE

    def filter(self) -> Filter:
        """As the ledger's own filter."""
        names = ("source", "side", "place", "type", "stance", "certainty", "auxiliary",
                 "since", "until")  # fmt: skip
        return Filter(**{name: getattr(self, name) or None for name in names})

    def asked(self) -> dict[str, str]:
        """What is asked, without the page: what links to other pages carry on."""
        given = to_builtins(self)
        return {k: str(v) for k, v in given.items() if v and k not in ("after", "limit")}


class Listing(Struct, Generic[R], frozen=True, kw_only=True):
    """A page of rows. `total`: rows in all; `following`: where the next page begins;
    `counts`: the most frequent values of each facet."""

    rows: list[R]
    total: int
    following: int | None
    counts: dict[str, list[tuple[str, int]]]


READERS: dict[str, Callable[[Ledger, Filter], Iterator[Row]]] = {
    "claims": lambda ledger, where: ledger.claims(where),
    "events": lambda ledger, where: ledger.timeline(where),
    "reports": lambda ledger, where: ledger.reports(where),
    "places": lambda ledger, where: ledger.places(where),
}


def list_rows(ledger: Ledger, kind: str, choice: Choice) -> Iterator[Row]:
    """All rows of a kind that a choice leaves."""
    words = [fold(word) for word in choice.q.split()]
    for row in READERS[kind](ledger, choice.filter()):
        if fits(row, choice) and (not words or holds(row, words)):
            yield row


def fits(row: Struct, choice: Choice) -> bool:
    """Whether the columns that the ledger's filter does not know have the values asked for."""
    return all(
        getattr(choice, name) in (None, "", getattr(row, name, None)) for name in ("outlet", "lang")
    )


def holds(row: Struct, words: Sequence[str]) -> bool:
    """Whether a row has all these words in one of its columns, in any script: Kherson, Херсон."""
    text = fold(" ".join(spell_cells(to_builtins(row).values())))
    return all(word in text for word in words)


def spell_cells(values: Iterable[object]) -> Iterator[str]:
    """The cells of a row as text."""
    for value in values:
        if isinstance(value, list):
            yield from spell_cells(value)
        elif isinstance(value, str):
            yield value


def fold(text: str) -> str:
    """Text as it is compared: Latin letters without marks, in one case."""
    return " ".join(match_key(word) for word in text.split())


def cut_page(rows: Iterable[R], choice: Choice) -> Listing[R]:
    """One page of rows, with the counts of all of them."""
    if choice.after < 0 or not 1 <= choice.limit <= MOST:
        raise UsageError(
            "there is no such page", remedy=f"after is 0 or more, limit from 1 to {MOST}"
        )
    found = list(rows)
    end = choice.after + choice.limit
    return Listing(
        rows=found[choice.after : end],
        total=len(found),
        following=end if end < len(found) else None,
        counts=count_facets(found),
    )


def count_facets(rows: Sequence[Struct]) -> dict[str, list[tuple[str, int]]]:
    """The most frequent values of each facet that these rows have."""
    counts = {
        name: Counter(v for row in rows if isinstance(v := getattr(row, name, None), str))
        for name in FACETS
    }
    return {name: found.most_common(SHOWN) for name, found in counts.items() if len(found) > 1}
