"""Which rows of control a filter leaves: those of its places that rest on what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Place
from dateline.pipeline.resting import Passes, claims_named, is_open
from dateline.pipeline.whereabouts import passes_spot
from dateline.places.gazetteer import gazetteer
from dateline.query import Field, all_of, terms_of
from dateline.store import Filter, Ledger

OF_PLACE = ("place", "near", "in", "within")


def passing_place(
    ledger: Ledger,
    where: Filter,
    *,
    as_of: str | None,
    on_none: Callable[[], None] | None = None,
) -> Passes:
    """Whether a row of control passes: its own place what is asked of places, and one of its
    claims the rest. A place that no report names passes where it lies in the area."""
    tests = [_place_test(field, ledger, exact=where.exact) for field in _place_fields(where)]
    rest = _rest(where)
    claims = None
    if not is_open(rest):
        claims = frozenset(row.id for row in ledger.claims(rest, as_of=as_of))
        if not claims and on_none is not None:
            on_none()

    def passes(row: Struct) -> bool:
        place = str(getattr(row, "place", None) or "")
        if not all(test(place, str(getattr(row, "name", ""))) for test in tests):
            return False
        return claims is None or not claims.isdisjoint(claims_named(row))

    return passes


def _place_fields(where: Filter) -> Iterator[Field]:
    if where.place is not None:
        yield Field("place", where.place)
    yield from (t for t in terms_of(where.query) if isinstance(t, Field) and t.name in OF_PLACE)


def _rest(where: Filter) -> Filter:
    kept = [t for t in terms_of(where.query) if not (isinstance(t, Field) and t.name in OF_PLACE)]
    query = all_of(kept) if kept else None
    return replace(where, place=None, query=query, located=where.located if kept else ())


def _place_test(field: Field, ledger: Ledger, *, exact: bool) -> Callable[[str, str], bool]:
    if field.name == "place":
        known = frozenset(
            row.id for row in ledger.places(Filter(place=field.value, exact=exact)) if row.id
        )
        wanted = field.value.casefold()
        return lambda place, name: place in known or wanted in (place.casefold(), name.casefold())
    lies = passes_spot(field, ledger)

    def test(place: str, _: str) -> bool:
        found: Place | None = gazetteer().by_id(place)
        return found is not None and lies(found)

    return test
