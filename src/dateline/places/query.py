"""Areas in words: 'right bank of the Dnipro, Kherson Oblast', '20 km north of Idlib', 'Donbas'.

Rules, in the order they are tried for each part of the text between commas and 'and':
bank     settlements on that side of the river's line, within 60 km of it unless a region is named
km       settlements half to one and a half times as far, within 60 degrees of the point if any
compass  settlements within 50 km whose bearing lies within 60 degrees of the point
part     of a region: settlements beyond a third of its extent on that side
near     settlements within 25 km (UCDP's reach of 'near'); so does a town beside a river's bank
between  settlements by which the way from one place to the other is hardly longer
district settlements within 25 km of its middle: no edges of second-level regions are known
border   settlements with one across it within 25 km
region   its settlements, by GeoNames' region codes, members, or box
Parts narrow each other: only what lies in all of them is left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.model.errors import ConfigError
from dateline.model.places import Place
from dateline.places.areas import Area, area_of
from dateline.places.border import along
from dateline.places.features import Setting
from dateline.places.gazetteer import Facts, Gazetteer, Ref, gazetteer
from dateline.places.language import language
from dateline.places.parts import region_meant
from dateline.places.ranker import shipped_ranker
from dateline.places.recognise import Recogniser
from dateline.places.resolve import Resolver
from dateline.places.rivers import Line, clipped, side_of
from dateline.places.rivers import bank as side_and_km

LEAST_PART = 0.25  # of a part's settlements, on the bank that ends it (.27 west of the Dnipro)
CUTTING, LEAST_SHARE = 4, 0.2  # points of a river in a region; of its settlements, on each bank
NEAR_KM, COMPASS_KM, BANK_KM = 25.0, 50.0, 60.0
WIDE = ("ADM", "PCL", "RGN", "CONT", "STM", "SEA", "OCN", "GULF", "STRT", "MTS", "DSRT", "PEN")
"""Features (GeoNames) of areas and lines."""
BETWEEN, DETOUR, DETOUR_KM = "between", 1.1, 5.0
Test = Callable[[Place], bool]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of an area: a place, the rule that makes an area of it, and its words for people."""

    ref: Ref
    area: Area | None
    told: str
    other: Ref | None = None
    """The second of two places that something lies between."""


def places_in(text: str, *, lang: str = "en", places: Gazetteer | None = None) -> list[Place]:
    """The settlements of an area given in words, largest first.

    Raises ConfigError where no place is recognised in the words.
    """
    known = places or gazetteer()
    return within(_parts_named(text, lang=lang, places=known), known)


def tell_inside(text: str, *, lang: str = "en", places: Gazetteer | None = None) -> Test:
    """Whether a place of any kind lies in an area given in words.

    A region holds what the gazetteer says is its own, smaller regions too; in part of one, or
    near a place, nothing lies that has no one point. Raises ConfigError as `places_in`.
    """
    known = places or gazetteer()
    parts = _parts_named(text, lang=lang, places=known)
    tests = [_inside_part(part, parts, known) for part in parts]
    return lambda place: all(test(place) for test in tests)


def _inside_part(part: Part, parts: Sequence[Part], places: Gazetteer) -> Test:
    if part.area is None and _is_region(part, places):
        return _of_region(part, places, exact=len(parts) > 1)
    test = _make_test(part, places, alone=len(parts) == 1, bank=_has_bank(parts))
    if part.area is not None and part.area.rule.startswith("part:"):
        test = _meet_both(_of_region(part, places, exact=True), test)
    itself = places.place(part.ref).id if part.area is None else None
    return lambda place: place.id == itself or (not is_wide(place.feature) and test(place))


def _meet_both(one: Test, other: Test) -> Test:
    return lambda place: one(place) and other(place)


def _of_region(part: Part, places: Gazetteer, *, exact: bool) -> Test:
    """Whether a place is a region's own. `exact`: it has a point to compare with other parts."""
    facts, extra = places.facts(part.ref), places.extra(part.ref)
    itself = places.place(part.ref).id
    codes = frozenset(extra.get("members") or ([facts.region] if facts.feature == "ADM1" else []))
    box: Box | None = extra.get("box") if not codes else None
    inside = frozenset() if codes or box else frozenset(p.id for p in _list_around(part, places))

    def test(place: Place) -> bool:
        if exact and is_wide(place.feature):
            return False
        if place.id == itself or place.id in inside:
            return True
        if facts.feature.startswith("PCL"):
            return place.country == facts.country
        if box is not None:
            return not is_wide(place.feature) and _is_within(box, (place.lon, place.lat))
        return f"{place.country}.{place.admin1}" in codes

    return test


def is_wide(feature: str) -> bool:
    """Whether a place is an area or a line, whose point stands for nothing that is near it.

    >>> is_wide("ADM1"), is_wide("STM"), is_wide("PPL"), is_wide("BDG")
    (True, True, False, False)
    """
    return feature.startswith(WIDE)


def _parts_named(text: str, *, lang: str, places: Gazetteer) -> list[Part]:
    """The parts of an area's words; ConfigError where no place is recognised in them."""
    parts = parts_of(text, lang=lang, places=places)
    if not parts:
        raise ConfigError(
            f"no place in '{text}' is in the gazetteer",
            where=text,
            remedy="name it as the gazetteer does, or add it with `dateline gazetteer add`",
        )
    return parts


def parts_of(text: str, *, lang: str = "en", places: Gazetteer) -> list[Part]:
    """The places that an area's words name, each with its rule."""
    tongue, setting = language(lang), Setting()
    founds = Recogniser(places, tongue, setting)(f"in {text}", [(0, len(text) + 3)])
    whole = f"in {text}"
    answers = Resolver(places, shipped_ranker())(founds, whole, setting=setting)
    found: list[Part] = []
    for one, answer in zip(founds, answers, strict=True):
        if answer.ref is None:
            continue
        line = places.extra(answer.ref).get("line")
        area = area_of(whole, one.start, one.end, language=tongue, river=line)
        ref = region_meant(one, answer.ref, area, places) or answer.ref
        told = places.name(ref) + (f" ({area.rule})" if area else "")
        found.append(Part(ref=ref, area=area, told=told))
    return list(_paired(found, places))


def _paired(parts: Sequence[Part], places: Gazetteer) -> Iterator[Part]:
    """The parts, the two ends of a 'between' as one."""
    rest = iter(parts)
    for part in rest:
        between = part.area is not None and part.area.rule == BETWEEN
        other = next(rest, None) if between else None
        if other is not None:
            told = f"{part.told} and {places.name(other.ref)}"
            part = replace(part, other=other.ref, told=told)
        yield part


def within(parts: Iterable[Part], places: Gazetteer) -> list[Place]:
    """The settlements that lie in every part."""
    rows = list(parts)
    regional = [part for part in rows if _is_region(part, places)]
    others = [part for part in rows if part not in regional]
    kept: list[Place] | None = None
    for part in (*regional, *others):
        pool = _list_around(part, places) if kept is None else kept
        test = _make_test(part, places, alone=kept is None, bank=_has_bank(rows))
        kept = [place for place in pool if test(place)]
    return kept or []


def _has_bank(parts: Iterable[Part]) -> bool:
    return any(part.area is not None and part.area.rule.startswith("bank:") for part in parts)


def _is_region(part: Part, places: Gazetteer) -> bool:
    return places.facts(part.ref).feature[:3] in ("ADM", "PCL", "RGN") or bool(
        places.extra(part.ref).get("members")
    )


def _list_around(part: Part, places: Gazetteer) -> list[Place]:
    """Settlements among which a part's are, by region code or box."""
    facts, extra = places.facts(part.ref), places.extra(part.ref)
    if part.area is not None and part.area.rule == "border":
        return _border(replace(part, area=None), places)
    if extra.get("members"):
        refs = [ref for code in extra["members"] for ref in places.in_region(code)]
        found = [ref for ref in refs if places.facts(ref).feature.startswith("PPL")]
        found.sort(key=lambda ref: -places.facts(ref).people)
        return [places.place(ref) for ref in found]
    if facts.feature == "ADM1":
        return places.admin1_places(*facts.region.split(".", 1))
    if facts.feature == "PCLI":
        return places.country_places(facts.country)
    return places.places_within(extent(part, places))


def _border(part: Part, places: Gazetteer) -> list[Place]:
    """The settlements on both sides of a region's edge, largest first."""
    inside = _list_around(part, places)
    if not inside:
        return []
    lats, lons = [p.lat for p in inside], [p.lon for p in inside]
    box = widened((min(lats), min(lons), max(lats), max(lons)), NEAR_KM)
    ours = {place.id for place in inside}
    around = places.places_within(box)
    outside = [place for place in around if place.id not in ours]
    found = along(inside, outside, km=NEAR_KM, distance=_split_areas)
    order = {place.id: at for at, place in enumerate(around)}
    return sorted(found, key=lambda place: order.get(place.id, len(order)))


def _split_areas(one: Place, other: Place) -> float:
    return distance(one.lat, one.lon, other.lat, other.lon)


def extent(part: Part, places: Gazetteer) -> Box:
    """A box (south, west, north, east) that holds the part."""
    facts, extra = places.facts(part.ref), places.extra(part.ref)
    if extra.get("box"):
        south, west, north, east = extra["box"]
        return south, west, north, east
    line: Line | None = extra.get("line")
    if line:
        lons, lats = [p[0] for p in line], [p[1] for p in line]
        return widened((min(lats), min(lons), max(lats), max(lons)), BANK_KM)
    if part.other is not None:
        end = places.facts(part.other)
        lats, lons = sorted((facts.lat, end.lat)), sorted((facts.lon, end.lon))
        apart = distance(facts.lat, facts.lon, end.lat, end.lon)
        return widened((lats[0], lons[0], lats[1], lons[1]), apart / 2 + DETOUR_KM)
    reach = NEAR_KM if facts.feature in ("ADM2", "ADM3") else _find_reach(part)
    return widened((facts.lat, facts.lon, facts.lat, facts.lon), reach)


def _find_reach(part: Part) -> float:
    area = part.area
    if area is None:
        return 0.5
    if area.km is not None:
        return area.km * 1.5 + 1
    return COMPASS_KM if area.rule.endswith(" of") else NEAR_KM


def widened(box: Box, km: float) -> Box:
    """The box with a margin of so many km."""
    south, west, north, east = box
    high = km / 111.2
    wide = high / max(0.1, math.cos(math.radians((south + north) / 2)))
    return south - high, west - wide, north + high, east + wide


def _make_test(part: Part, places: Gazetteer, *, alone: bool, bank: bool = False) -> Test:
    facts, extra, area = places.facts(part.ref), places.extra(part.ref), part.area
    if part.other is not None:
        return _between(facts, places.facts(part.other))
    line = extra.get("line")
    if line and area and area.rule.startswith("bank:"):
        side = area.rule.removeprefix("bank:")
        return _on_bank(line, side, BANK_KM if alone else 300.0)
    if line:
        return lambda place: side_and_km(line, place.lat, place.lon)[1] <= 5.0
    if area and area.rule.startswith("part:"):
        return _part_and_bank(_list_around(part, places), area.rule.removeprefix("part:"), places)
    if area and (area.km is not None or area.rule.endswith(" of")):
        return _towards(facts.lat, facts.lon, area)
    if area and area.rule in ("near", "outskirts", "direction", "between"):
        reach = {"outskirts": 10.0, "direction": COMPASS_KM}.get(area.rule, NEAR_KM)
        return lambda place: distance(facts.lat, facts.lon, place.lat, place.lon) <= reach
    if bank and not alone and facts.feature.startswith("PPL"):
        return lambda place: distance(facts.lat, facts.lon, place.lat, place.lon) <= NEAR_KM
    members = {place.id for place in _list_around(part, places)}
    return lambda place: place.id in members


def _between(one: Facts, other: Facts) -> Test:
    """Whether the way from one to the other is at most a tenth and 5 km longer by a place."""
    apart = distance(one.lat, one.lon, other.lat, other.lon)

    def test(place: Place) -> bool:
        by = distance(one.lat, one.lon, place.lat, place.lon)
        by += distance(other.lat, other.lon, place.lat, place.lon)
        return by <= apart * DETOUR + DETOUR_KM

    return test


def _on_bank(line: Line, side: str, reach: float) -> Test:
    def test(place: Place) -> bool:
        where, away = side_and_km(line, place.lat, place.lon)
        return where == side and away <= reach

    return test


_BEARINGS = {"north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180}
_BEARINGS |= {"southwest": 225, "west": 270, "northwest": 315}
_POINT = re.compile(r"(north|south)?(east|west)?(?= of$)")


def _towards(lat: float, lon: float, area: Area) -> Test:
    match = _POINT.search(area.rule)
    point = _BEARINGS.get(match.group()) if match else None
    reach = COMPASS_KM if area.km is None else area.km * 1.5
    least = 0.0 if area.km is None else area.km * 0.5

    def test(place: Place) -> bool:
        away = distance(lat, lon, place.lat, place.lon)
        if not least <= away <= reach or away < 0.5:
            return False
        return point is None or _turn_point(bearing(lat, lon, place.lat, place.lon), point) <= 60

    return test


def _turn_point(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def _part_and_bank(pool: list[Place], point: str, places: Gazetteer) -> Test:
    """A part by the compass, without what lies beyond a river that cuts the region there.

    'western Kherson Oblast' ends at the Dnipro. A river whose bank on this side holds hardly any of
    the part runs across it and does not end it: the Siverskyi Donets in northern Kharkiv Oblast.
    """
    inside = _find_part(pool, point)
    part = [place for place in pool if inside(place)]
    cuts = [
        (line, side)
        for line, side in _cutting_banks(pool, point, places)
        if sum(side_and_km(line, p.lat, p.lon)[0] == side for p in part) >= LEAST_PART * len(part)
    ]

    def test(place: Place) -> bool:
        return inside(place) and all(
            side_and_km(line, place.lat, place.lon)[0] == side for line, side in cuts
        )

    return test


def _cutting_banks(
    pool: Sequence[Place], point: str, places: Gazetteer
) -> Iterator[tuple[Line, str]]:
    """The rivers that part a region's settlements, each with the bank on this side of it."""
    if not pool:
        return
    lats, lons = [p.lat for p in pool], [p.lon for p in pool]
    box = (min(lats), min(lons), max(lats), max(lons))
    for line in _list_rivers(places):
        course = clipped(line, box)
        side = side_of(course, point)
        if len(course) < CUTTING or len(course) == len(line) or side is None:
            continue
        if any(_is_within(box, end) for end in (course[0], course[-1])):
            continue  # it ends in the region, and parts nothing beyond its end
        there = sum(side_and_km(line, p.lat, p.lon)[0] == side for p in pool)
        if LEAST_SHARE <= there / len(pool) <= 1 - LEAST_SHARE:
            yield line, side


def _is_within(box: tuple[float, float, float, float], point: Sequence[float]) -> bool:
    south, west, north, east = box
    return west <= point[0] <= east and south <= point[1] <= north


@cache
def _list_rivers(places: Gazetteer) -> tuple[Line, ...]:
    """The courses of the rivers that the gazetteer draws."""
    return tuple(
        volume.extra(at)["line"] for volume in places.volumes for at in volume.extras("line")
    )


def _find_part(pool: list[Place], point: str) -> Test:
    lats, lons = sorted(p.lat for p in pool), sorted(p.lon for p in pool)
    if not pool:
        return lambda _place: False
    south, north = lats[len(lats) // 3], lats[-1 - len(lats) // 3]
    west, east = lons[len(lons) // 3], lons[-1 - len(lons) // 3]
    if point == "centre":
        return lambda place: south <= place.lat <= north and west <= place.lon <= east

    def test(place: Place) -> bool:
        return (
            ("north" not in point or place.lat >= north)
            and ("south" not in point or place.lat <= south)
            and ("east" not in point or place.lon >= east)
            and ("west" not in point or place.lon <= west)
        )

    return test


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def bearing(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Degrees from north, clockwise, from the first point to the other."""
    a, b, across = math.radians(lat), math.radians(other_lat), math.radians(other_lon - lon)
    y = math.sin(across) * math.cos(b)
    x = math.cos(a) * math.sin(b) - math.sin(a) * math.cos(b) * math.cos(across)
    return math.degrees(math.atan2(y, x)) % 360
