"""What the options of a query leave of a ledger for an export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.cli.asking import spoken_by
from dateline.cli.sides import side_code
from dateline.model.errors import UsageError

if TYPE_CHECKING:
    from dateline.model import Coding, Place
    from dateline.publish.exports.material import Selection
    from dateline.store import Filter, Ledger


class Query(Struct, frozen=True, kw_only=True):
    """The options as a person gave them; None: any."""

    source: str | None = None
    side: str | None = None
    place: str | None = None
    inside: str | None = None
    country: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return all(getattr(self, name) is None for name in self.__struct_fields__)


def select(
    query: Query, ledger: Ledger, codings: Iterable[Coding], *, as_of: str | None
) -> Selection:
    """The events and claims that pass; UsageError where a country is not known."""
    from dateline.publish.exports.material import Selection
    from dateline.store import Filter

    if query.is_empty:
        return Selection()
    where = spoken_by(
        Filter(
            side=side_code(query.side), place=query.place, type=query.type, since=query.since,
            until=query.until,
        ),
        query.source,
        ledger,
    )  # fmt: skip
    events = {row.id for row in ledger.events(where, as_of=as_of)}
    if query.country or query.inside:
        events &= _placed(query, codings)
    return Selection(events=frozenset(events), claims=_voices(query, where, ledger, as_of))


def _voices(
    query: Query, where: Filter, ledger: Ledger, as_of: str | None
) -> frozenset[str] | None:
    """The claims of the sources that were asked for; None where none were."""
    from msgspec.structs import replace

    if not (query.source or query.side):
        return None
    own = replace(where, place=None, type=None, since=None, until=None)
    return frozenset(row.id for row in ledger.claims(own, as_of=as_of))


def _placed(query: Query, codings: Iterable[Coding]) -> set[str]:
    """The events that have a place in the country, and in the area."""
    country = _country(query.country)
    area = _area(query.inside)
    found: set[str] = set()
    for coding in codings:
        places = {t.id: t.place for t in coding.toponyms if t.place is not None}
        for event in coding.events:
            own = [places[t] for t in event.toponyms if t in places]
            if any(_is_in(p, country, area) for p in own):
                found.add(event.id)
    return found


def _is_in(place: Place, country: str | None, area: frozenset[str] | None) -> bool:
    return (country is None or place.country == country) and (area is None or place.id in area)


def _country(words: str | None) -> str | None:
    from dateline.publish.exports.countries import country_called

    if words is None:
        return None
    code = country_called(words)
    if code is None:
        raise UsageError(
            f"no country is called {words!r}", remedy="write its English name or ISO 3166-1 code"
        )
    return code


def _area(words: str | None) -> frozenset[str] | None:
    """The settlements of an area in words."""
    if words is None:
        return None
    from dateline.places.query import places_in

    return frozenset(place.id for place in places_in(words))
