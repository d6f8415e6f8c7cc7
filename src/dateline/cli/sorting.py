"""The order of rows that are all at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dateline.cli.options import SortBy
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.store import Ledger

VALID = ("earliest", "since")
NAMES = ("name", "place", "claimant", "source", "content")
NUMBERS = ("reports", "claims", "claims_for")
REPORTS = ("reports", "report", "later")


def sort_rows(
    rows: Iterable[Struct], order: SortBy | None, kind: type[Struct], ledger: Ledger
) -> Iterator[Any]:
    """The rows in an order, what it knows nothing of last; UsageError where they have none such.

    Rows that were not published themselves go by the reports that they rest on.
    """
    if order is None:
        yield from rows
        return
    every = list(rows)
    published = _published(ledger) if _goes_by_reports(order, kind) else {}
    keys = [_key(row, order, kind, published) for row in every]
    down = order in (SortBy.NEWEST, SortBy.MOST)
    known = [at for at, key in enumerate(keys) if key is not None]
    known.sort(key=lambda at: keys[at], reverse=down)
    yield from (every[at] for at in known)
    yield from (row for row, key in zip(every, keys, strict=True) if key is None)


def _goes_by_reports(order: SortBy, kind: type[Struct]) -> bool:
    return order in (SortBy.NEWEST, SortBy.OLDEST) and "published" not in kind.__struct_fields__


def _published(ledger: Ledger) -> dict[str, str]:
    return {row.id: row.published for row in ledger.reports() if row.published}


def _key(row: Struct, order: SortBy, kind: type[Struct], published: Mapping[str, str]) -> Any:
    own = kind.__struct_fields__
    if order is SortBy.MOST:
        return _number(getattr(row, _first(own, NUMBERS, order)))
    if order is SortBy.NAME:
        return (getattr(row, _first(own, NAMES, order)) or "").casefold() or None
    if order is SortBy.VALID:
        return getattr(row, _first(own, VALID, order))
    if "published" in own:
        return getattr(row, "published", None)
    if "known" in own:
        return getattr(row, "known", None)
    told = getattr(row, _first(own, REPORTS, order))
    if isinstance(told, int):
        return getattr(row, _first(own, VALID, order))
    ids = (told,) if isinstance(told, str) else told
    stamps = [published[one] for one in ids if one in published]
    return (max if order is SortBy.NEWEST else min)(stamps, default=None)


def _first(own: Iterable[str], names: Iterable[str], order: SortBy) -> str:
    found = next((name for name in names if name in own), None)
    if found is None:
        raise UsageError(
            f"this list cannot be sorted by {order.value!r}", remedy="leave out --sort, or choose "
            "another order",
        )  # fmt: skip
    return found


def _number(value: Any) -> int:
    return value if isinstance(value, int) else len(value)
