"""Who holds what, from a ledger's codings and maps: control joined with the gazetteer.

Control itself knows only records; here it is given the places, the sides and the maps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.resources import files

from dateline.control.atlas import Atlas, build_atlas
from dateline.control.claimants import read_map, starts_of
from dateline.control.contiguity import Line, Point
from dateline.control.evidence import Evidence, Reader, is_settlement
from dateline.control.holders import Start
from dateline.control.parameters import Parameters, shipped_parameters
from dateline.control.wording import EDGED
from dateline.model import Coding, Judgement, Place, Toponym, shipped_conflicts
from dateline.pipeline.standing import confirmed_events, standing
from dateline.store import ClaimantMap


def territory(
    codings: Sequence[Coding],
    *,
    maps: Sequence[ClaimantMap] = (),
    judgements: Sequence[Judgement] = (),
    known: datetime | None = None,
    parameters: Parameters | None = None,
) -> Atlas:
    """The atlas of these codings and maps, as known at `known` (None: everything).

    What was judged wrong says nothing; what was judged right counts more.
    """
    rules = parameters or shipped_parameters()
    sides = sides_of(codings)
    evidence = evidence_of(codings, judgements=judgements, sides=sides, parameters=rules)
    points = points_of(evidence, with_all=bool(maps))
    starts = starts_from(maps, points)
    return build_atlas(
        evidence,
        points=points,
        starts=starts,
        sides=sorted({*sides, *(s.holder for s in starts.values() if s.holder)}),
        parameters=rules,
        as_of=known,
        rivers=rivers(),
    )


def evidence_of(
    codings: Sequence[Coding],
    *,
    judgements: Sequence[Judgement],
    sides: Sequence[str],
    parameters: Parameters,
) -> list[Evidence]:
    """What the claims that stand say of places; what a person confirmed weighs more."""
    reader = reader_for(sides, parameters=parameters)
    confirmed = confirmed_events(codings, judgements)
    found = (e for coding in standing(codings, judgements) for e in reader.evidence_of(coding))
    return [
        replace(e, weight=e.weight * parameters.confirmed) if e.assertion.event in confirmed else e
        for e in found
    ]


def sides_of(codings: Iterable[Coding]) -> tuple[str, ...]:
    """The parties of the conflicts that these reports are about, proxies counted with patrons."""
    slugs = {c.conflict for c in codings if c.conflict}
    patron = patrons()
    found = {
        patron.get(party.side, party.side)
        for conflict in shipped_conflicts()
        if conflict.slug in slugs
        for party in conflict.parties
    }
    return tuple(sorted(found))


@cache
def patrons() -> Mapping[str, str]:
    """The side under which each proxy's places count."""
    return {
        party.side: party.holds_for
        for conflict in shipped_conflicts()
        for party in conflict.parties
        if party.holds_for is not None
    }


def reader_for(sides: Sequence[str], *, parameters: Parameters | None = None) -> Reader:
    """Reads codings for control between these sides, areas spread by the gazetteer."""
    patron = patrons()
    return Reader(
        parameters or shipped_parameters(),
        spread=places_of_area,
        holds_for=lambda side: patron.get(side, side),
        home=lambda country: home_of(country, frozenset(sides)),
        belligerents=frozenset(sides),
    )


def home_of(country: str, sides: frozenset[str]) -> str | None:
    """The side that is this country's own state (ISO 3166-1 alpha-2), if it is a party."""
    from dateline.events.crosswalk import _alpha3

    state = _alpha3(country)
    return state if state in sides else None


REACH_KM = 50.0
"""An area goes no farther than this from a town that the report names."""


def places_of_area(toponym: Toponym, towns: Sequence[Place] | None) -> Sequence[str]:
    """Ids of the settlements of an area that has an edge: a river's bank, a part of a region, near
    the towns; without towns (None), all of the settlements of the area or of a region."""
    from dateline.places.query import distance

    place, area = toponym.place, toponym.area or ""
    if place is None or is_settlement(place):
        return ()
    edged = area.startswith(EDGED) and not place.feature.startswith("PCL")
    whole = towns is None and place.feature == "ADM1" and toponym.area is None
    if not edged and not whole:
        return ()
    return [
        town.id
        for town in _inside(place.id, area)
        if towns is None
        or any(distance(town.lat, town.lon, t.lat, t.lon) <= REACH_KM for t in towns)
    ]


@cache
def _inside(place: str, rule: str) -> tuple[Place, ...]:
    from dateline.places.areas import Area
    from dateline.places.gazetteer import gazetteer
    from dateline.places.query import Part, within

    book = gazetteer()
    ref = book.find(place)
    if ref is None:
        return ()
    return tuple(within([Part(ref=ref, area=Area(rule=rule) if rule else None, told=rule)], book))


@cache
def rivers() -> tuple[Line, ...]:
    """The courses of the rivers that the gazetteer knows, which part places."""
    data = (files("dateline.places") / "data" / "rivers.geojson").read_bytes()
    shapes = (f["geometry"] for f in json.loads(data)["features"])
    return tuple(
        line
        for shape in shapes
        for line in (
            [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]
        )
    )


def points_of(evidence: Iterable[Evidence], *, with_all: bool) -> list[Point]:
    """The places that claims speak of; `with_all`: all settlements of their countries too."""
    from dateline.places.gazetteer import gazetteer

    book = gazetteer()
    named = [book.by_id(i) for i in sorted({e.assertion.place for e in evidence})]
    found = {p.id: p for p in named if p is not None}
    if with_all:
        for country in sorted({p.country for p in found.values() if p.country}):
            found |= {p.id: p for p in settlements_of(country)}
    return [point(found[i]) for i in sorted(found)]


def settlements_of(country: str) -> list[Place]:
    """The populated places of a country in the gazetteer."""
    from dateline.places.gazetteer import gazetteer

    book = gazetteer()
    places = (book.place(ref) for ref in book.in_region(country))
    return [p for p in places if is_settlement(p)]


def point(place: Place) -> Point:
    """A place as control sees it."""
    return Point(place.id, place.name, place.lat, place.lon, place.country, place.admin1)


def starts_from(maps: Iterable[ClaimantMap], points: Sequence[Point]) -> dict[str, Start]:
    """The states that claimants' maps give to places; a later map lies above an earlier one."""
    starts: dict[str, Start] = {}
    for made in sorted(maps, key=lambda m: (m.at, m.claimant)):
        starts |= _starts(made, points)
    return starts


def _starts(made: ClaimantMap, points: Sequence[Point]) -> dict[str, Start]:
    drawn = read_map(made.data, where=made.location or made.claimant)
    return starts_of(
        drawn.zones,
        points,
        claimant=made.claimant,
        at=datetime.fromisoformat(made.at).replace(tzinfo=None),
        elsewhere=drawn.elsewhere,
    )
