"""Who holds what, from a ledger's codings and maps: control joined with the gazetteer.

Control itself knows only records; here it is given the places, the sides and the maps.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from importlib.resources import files

from dateline.control.area_reach import EDGED
from dateline.control.atlas import Atlas, build_atlas
from dateline.control.claimants import read_map, starts_of
from dateline.control.contiguity import Line, Point
from dateline.control.evidence import Evidence, Reader
from dateline.control.left_out import LeftOut, Omission
from dateline.control.parameters import Parameters, shipped_parameters
from dateline.control.scene import is_settlement
from dateline.control.votes import Start
from dateline.model import Coding, Conflict, Judgement, Place, Toponym, shipped_conflicts
from dateline.pipeline.standing import confirmed_events, standing
from dateline.store import ClaimantMap

Told = tuple[list[Evidence], list[LeftOut]]
"""All evidence of some codings, and all that was left out."""


def territory(
    codings: Sequence[Coding],
    *,
    maps: Sequence[ClaimantMap] = (),
    judgements: Sequence[Judgement] = (),
    known: datetime | None = None,
    parameters: Parameters | None = None,
    told: Told | None = None,
) -> Atlas:
    """The atlas of these codings and maps, as known at `known` (None: everything).

    What was judged wrong says nothing; what was judged right counts more. `told`: what
    `read_codings` gives for them, where it is known.
    """
    rules = parameters or shipped_parameters()
    evidence, left = told or read_codings(codings, judgements=judgements, parameters=rules)
    points = points_of(evidence, with_all=bool(maps))
    starts = starts_from(maps, points)
    atlas = build_atlas(
        evidence,
        points=points,
        starts=starts,
        sides=sides_among(evidence, codings, starts),
        parameters=rules,
        as_of=known,
        rivers=rivers(),
    )
    return replace(atlas, left=(*left, *atlas.left))


def read_codings(
    codings: Sequence[Coding],
    *,
    judgements: Sequence[Judgement] = (),
    parameters: Parameters | None = None,
) -> Told:
    """All evidence of some codings and all that was left out, each report read between the
    parties of its own war and of its places', whatever other wars the ledger holds.

    What was judged wrong says nothing; what a person confirmed weighs more.
    """
    rules = parameters or shipped_parameters()
    confirmed = confirmed_events(codings, judgements)
    evidence: list[Evidence] = []
    left: list[LeftOut] = []
    for coding in standing(codings, judgements):
        used, omitted = read_coding(coding, confirmed=confirmed, parameters=rules)
        evidence += used
        left += omitted
    return evidence, left


DEEDS = ("territory.", "battle.", "force.advanced")
"""Codes of events whose doers fight for the place."""


def fighting_sides(coding: Coding) -> dict[str, frozenset[str]]:
    """By country, the sides that a report names as fighting there, where it names two or more: the
    parties of a war that no conflict file knows."""
    found: dict[str, set[str]] = {}
    actors = {a.id: a.side for a in coding.actors if a.side}
    places = {t.id: t.place for t in coding.toponyms if t.place is not None}
    for event in coding.events:
        sides = {actors[a] for a in event.actors if a in actors}
        here = {places[i].country for i in event.toponyms if i in places}
        if event.type.startswith(DEEDS) and sides:
            for country in here - {None}:
                found.setdefault(country or "", set()).update(sides)
    return {country: frozenset(sides) for country, sides in found.items() if len(sides) > 1}


def _between_told(reader: Reader, fought: Mapping[str, frozenset[str]]) -> Reader:
    """A reader that knows the parties that reports tell, where no conflict file tells any."""
    known = reader.parties_at

    def parties(country: str | None) -> frozenset[str]:
        return known(country) or fought.get(country or "", frozenset())

    return replace(reader, parties=parties)


def read_coding(
    coding: Coding, *, confirmed: frozenset[str], parameters: Parameters
) -> tuple[list[Evidence], list[LeftOut]]:
    """All evidence of a coding from which what was judged wrong is gone, and all left out."""
    reader = _between_told(reader_of(coding, parameters=parameters), fighting_sides(coding))
    used, omitted = reader.read(coding)
    return [_weighed(item, confirmed, parameters) for item in used], list(omitted)


def _weighed(item: Evidence, confirmed: frozenset[str], rules: Parameters) -> Evidence:
    sure = item.assertion.event in confirmed
    return replace(item, weight=item.weight * rules.confirmed) if sure else item


def sides_among(
    evidence: Iterable[Evidence], codings: Iterable[Coding], starts: Mapping[str, Start]
) -> list[str]:
    """All sides that hold or can hold some place."""
    told = {side for item in evidence for side in item.parties}
    drawn = {start.holder for start in starts.values() if start.holder}
    return sorted(told | drawn | set(sides_of(codings)))


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
def parties_of(slug: str) -> frozenset[str]:
    """The parties of a conflict, proxies counted with patrons."""
    patron = patrons()
    return frozenset(
        patron.get(party.side, party.side)
        for conflict in shipped_conflicts()
        if conflict.slug == slug
        for party in conflict.parties
    )


def parties_at(country: str | None, *, conflict: str | None, day: str | None) -> frozenset[str]:
    """The sides between whom a place in a country (ISO 3166-1 alpha-2) can pass: those of the
    report's own war where it is fought there, else of the wars fought there on that day, else
    of the report's own war."""
    fought = [c for c in shipped_conflicts() if country in c.countries]
    if any(c.slug == conflict for c in fought) or country is None:
        return parties_of(conflict) if conflict is not None else frozenset()
    there = [parties_of(c.slug) for c in fought if _lasts(c, day)]
    if there:
        return frozenset().union(*there)
    return parties_of(conflict) if conflict is not None else frozenset()


def _lasts(conflict: Conflict, day: str | None) -> bool:
    """Whether a war goes on on a day (ISO 8601); on an unknown one, whether it has not ended."""
    if day is None:
        return conflict.end is None
    return conflict.start <= day <= (conflict.end or day)


def reader_of(coding: Coding, *, parameters: Parameters | None = None) -> Reader:
    """Reads one coding for control, between the parties of its war and of its places'."""
    report = coding.report
    day = (report.updated or report.published or "")[:10] or None
    parties = partial(parties_at, conflict=coding.conflict, day=day)
    countries = {t.place.country for t in coding.toponyms if t.place is not None}
    sides = frozenset().union(*(parties(country) for country in {None, *countries}))
    made = reader_for(sorted(sides), parameters=parameters)
    return replace(
        made,
        parties=parties,
        home=lambda country: home_of(country, sides if parties(country) else None),
    )


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


def home_of(country: str, sides: frozenset[str] | None) -> str | None:
    """The side that is this country's own state (ISO 3166-1 alpha-2), if it is a party; where no
    war is known there (None), it always can be."""
    from dateline.events.crosswalk import _alpha3

    state = _alpha3(country)
    return state if sides is None or state in sides else None


REACH_KM = 50.0
"""An area goes no farther than this from a town that the report names."""


def places_of_area(toponym: Toponym, towns: Sequence[Place] | None) -> Sequence[str] | Omission:
    """Ids of the settlements of an area that has an edge: a river's bank, a part of a region, near
    the towns; without towns (None), all of the settlements of the area or of a region. Where there
    are none, the rule."""
    from dateline.places.query import distance

    place, area = toponym.place, toponym.area or ""
    if place is None or is_settlement(place):
        return Omission.NO_TOWN
    edged = area.startswith(EDGED) and not place.feature.startswith("PCL")
    whole = towns is None and place.feature == "ADM1" and toponym.area is None
    if not edged and not whole:
        return Omission.NO_EDGE
    near = [
        town.id
        for town in _inside(place.id, area)
        if towns is None
        or any(distance(town.lat, town.lon, t.lat, t.lon) <= REACH_KM for t in towns)
    ]
    return near or Omission.NO_TOWN_NEAR


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
