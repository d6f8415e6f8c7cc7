"""Pairs of tellings that may contradict one another, found without trying all.

They meet in one settlement or site, in one region, in one paragraph, or in one incident; of
those that meet, only what is opposed in one thing at least is paired.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations, product

from dateline.fusion.name_bones import name_bones
from dateline.fusion.opposed import relate_deeds
from dateline.fusion.oppositions import oppositions
from dateline.fusion.relations import (
    are_other_sides,
    is_country,
    is_site_of,
    known_by,
    relate_doers,
)
from dateline.fusion.tellings import Spot, Telling

Pair = tuple[Telling, Telling]
STRETCH = 16
"""Days of a stretch: more than lie between any two tellings that may contradict."""
LONGEST = timedelta(days=31)
"""The longest time with which a telling meets other reports'."""
FAMILIES = {
    "territory": "ground", "force": "ground", "strike": "harm", "damage": "harm",
    "civilians": "harm", "battle": "harm",
}  # fmt: skip
"""Roots of codes that tell of one thing: holding and leaving; harm and who did it."""


def propose_pairs(
    tellings: Sequence[Telling],
    *,
    incident_of: Mapping[str, str] | None = None,
    about: Container[str] | None = None,
) -> Iterator[Pair]:
    """Pairs to look at, each once, the earlier of `tellings` first; `about`: only those of which
    one at least is of these reports."""
    order = {id(t): n for n, t in enumerate(tellings)}
    seen: set[tuple[int, int]] = set()
    for meeting in _meetings(tellings, incident_of or {}):
        if about is not None and not any(t.fact.report in about for t in meeting):
            continue
        for a, b in _pair_opposed(meeting):
            if about is not None and a.fact.report not in about and b.fact.report not in about:
                continue
            first, second = sorted((order[id(a)], order[id(b)]))
            if (first, second) not in seen and a.fact.claim.id != b.fact.claim.id:
                seen.add((first, second))
                yield tellings[first], tellings[second]


def is_told(telling: Telling) -> bool:
    """Whether it says how things are, and is no mere repetition by the same voice."""
    fact = telling.fact
    return says_how_it_is(telling) and (not fact.repeats or fact.claim.source.span is not None)


def says_how_it_is(telling: Telling) -> bool:
    """Whether its source states that it was so, or that it was not."""
    return telling.fact.stated and (telling.affirmed or telling.denied)


def _meetings(
    tellings: Sequence[Telling], incident_of: Mapping[str, str]
) -> Iterator[list[Telling]]:
    blocks: dict[Hashable, list[Telling]] = defaultdict(list)
    seats: dict[Hashable, list[Telling]] = defaultdict(list)
    wide: dict[Hashable, list[Telling]] = defaultdict(list)
    sites: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    towns = _towns_of_sites(tellings)
    for telling in tellings:
        kind = family_of(telling)
        for place in place_keys(telling):
            blocks[kind, *place].append(telling)
        for town in _towns_near(telling, towns):
            sites[kind, town].append(telling)
        for measure in campaign_counts(telling):
            blocks["count", measure].append(telling)
        blocks[kind, "paragraph", telling.fact.report, telling.block].append(telling)
        incident = incident_of.get(telling.fact.event.id)
        if incident is not None:
            blocks["incident", incident].append(telling)
        for region in regions_of(telling):
            (seats if telling.settled else wide)[kind, region].append(telling)
    for block in blocks.values():
        yield from _by_days(block)
    for key, areas in wide.items():
        for near in _by_days([*areas, *seats[key]]):
            yield from _around_areas(near)
    for (kind, town), told in sites.items():
        yield from _around_sites(told, blocks[kind, "place", town])


def _around_sites(told: Sequence[Telling], seats: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Each telling of a site at a town with those of the town itself."""
    at_site, in_town = {id(t) for t in told}, {id(t) for t in seats}
    for near in _by_days(list({id(t): t for t in (*told, *seats)}.values())):
        town = [t for t in near if id(t) in in_town]
        yield from ([t, *town] for t in near if town and id(t) in at_site - in_town)


def _around_areas(near: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Each area's telling with those of the settlements in its region, which never meet there."""
    seats = [t for t in near if t.settled]
    yield from ([t, *seats] for t in near if not t.settled and seats)


def _by_days(block: Sequence[Telling]) -> Iterator[list[Telling]]:
    """The tellings of a block in stretches of near days, each of which reaches into the next;
    what is undated or takes long meets its own report, and a state the day that it is told of."""
    if len({t.fact.report for t in block}) == 1:
        yield list(block)
        return
    stretches: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in block:
        stretches[telling.fact.report].append(telling)
        day = day_of(telling)
        if day is not None:
            stretches[day // STRETCH].append(telling)
            stretches[day // STRETCH + 1].append(telling)
    yield from (found for found in stretches.values() if len(found) > 1)


def day_of(telling: Telling) -> int | None:
    """The number of the day that a telling is of; None where it has none or takes long."""
    begin, end = telling.fact.bounds
    if telling.fact.is_a(oppositions().holds) or campaign_counts(telling):
        begin = end = known_by(telling)
    if begin is None or end is None or end - begin > LONGEST:
        return None
    return begin.toordinal()


def family_of(telling: Telling) -> str:
    """The root of the code; what tells of one thing is one family."""
    root = telling.fact.event.type.partition(".")[0]
    return FAMILIES.get(root, root)


def _towns_of_sites(tellings: Sequence[Telling]) -> Mapping[str, list[str]]:
    """For each named site the towns that it may be told by."""
    spots = {s.place.id: s for t in tellings for s in all_spots(t) if s.place and not s.is_area}
    towns = [s for s in spots.values() if s.place and s.place.feature.startswith("PPL")]
    sites = [s for s in spots.values() if s.place and not s.place.feature.startswith("PPL")]
    return {
        site.place.id: [t.place.id for t in towns if t.place and is_site_of(site, t)]
        for site in sites
        if site.place
    }


def campaign_counts(telling: Telling) -> set[str]:
    """Counts of ground taken in a whole campaign: told of no place that two sources share."""
    if not telling.fact.is_a(("territory.taken",)):
        return set()
    return {q.of.value for q in telling.fact.event.quantities} & set(oppositions().campaign)


def place_keys(telling: Telling) -> set[tuple[str, str]]:
    """Settlements and regions by id and name, settlements by the name's consonants too; a country
    joins nothing."""
    keys: set[tuple[str, str]] = set()
    for spot in all_spots(telling):
        if spot.place is not None and is_country(spot.place):
            continue
        if spot.name:
            keys.add(("name", spot.name))
        bones = None if spot.is_area else name_bones(spot.called)
        if bones is not None:
            keys.add(("bones", bones.letters))
        if spot.place is not None:
            keys.add(("place", spot.place.id))
    return keys


def _towns_near(telling: Telling, towns: Mapping[str, list[str]]) -> set[str]:
    """The towns at which its sites are."""
    places = (s.place for s in all_spots(telling) if s.place is not None)
    return {town for place in places for town in towns.get(place.id, ())}


def all_spots(telling: Telling) -> tuple[Spot, ...]:
    carried = () if telling.carried is None else (telling.carried,)
    return (*telling.spots, *carried)


def regions_of(telling: Telling) -> set[str]:
    """The first-level regions that it lies in."""
    places = (s.place for s in telling.spots if s.place is not None)
    return {f"{p.country}.{p.admin1}" for p in places if p.admin1}


def _pair_opposed(meeting: Sequence[Telling]) -> Iterator[Pair]:
    groups: dict[Hashable, list[Telling]] = defaultdict(list)
    for telling in meeting:
        fact = telling.fact
        key = (fact.event.type, telling.affirmed, telling.denied, fact.sides, fact.camp)
        groups[key].append(telling)
    listed = list(groups.values())
    for left, right in combinations(listed, 2):
        if are_opposed(left[0], right[0]) or are_opposed(right[0], left[0]):
            yield from product(left, right)
        else:
            yield from product(_counting(left), _counting(right))
    for group in listed:
        countable = group if group[0].fact.is_a(oppositions().once) else _counting(group)
        yield from combinations(countable, 2)


def are_opposed(a: Telling, b: Telling) -> bool:
    """Whether the two are opposed in what they say, their numbers and days apart."""
    table = oppositions()
    doers = relate_doers(a, b)
    if a.affirmed and b.denied:
        form = relate_deeds(a, b)
        return form is not None and (form == "left" or not are_other_sides(a, b))
    if not (a.affirmed and b.affirmed):
        return False
    if doers == "other":
        control = a.fact.is_a(table.control) and b.fact.is_a(table.control)
        return control or (
            a.fact.is_a(table.answerable) and b.fact.is_a(table.answerable)
            and relate_deeds(a, b) is not None
        )  # fmt: skip
    there = a.fact.is_a((*table.presence.there, *table.holds))
    return doers != "other" and there and b.fact.is_a(table.presence.gone)


def _counting(tellings: Iterable[Telling]) -> list[Telling]:
    countable = oppositions().countable
    return [t for t in tellings if any(q.of.value in countable for q in t.fact.event.quantities)]
