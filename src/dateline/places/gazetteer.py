"""The gazetteer: the file that ships with the package and, over it, the user's own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from dateline.model.places import Place
from dateline.places.keys import families, fold, skeleton
from dateline.places.volume import Box, Volume

# how a place has a name; SHORT: less of it than is written, where others have all of it
MAIN, FURTHER, SPELLING, PART, SHORT = 3, 2, 1, 0, -1


class Ref(NamedTuple):
    """A place in one volume of the gazetteer."""

    volume: int
    at: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ranker knows of a place. `people` is 12 log10(population + 1); `fame` 32 log2 of
    the number of its names in all scripts, plus one."""

    ref: Ref
    lat: float
    lon: float
    feature: str
    country: str
    region: str
    people: int
    fame: int = 0


class Gazetteer:
    """Several volumes as one; of places with one id the later volume's counts."""

    def __init__(self, volumes: list[Volume]) -> None:
        self.volumes = volumes
        self._facts: dict[Ref, Facts] = {}
        self._countries: dict[str, Ref | None] = {}
        self.named = lru_cache(maxsize=20_000)(self._named)
        self.spelled = lru_cache(maxsize=20_000)(self._spelled)
        self.place = lru_cache(maxsize=20_000)(self._place)

    def _named(self, name: str) -> Mapping[Ref, int]:
        """Places with this name, and how it is theirs: MAIN name or FURTHER name."""
        key = fold(name)
        if len(key) < 2:
            return {}
        found: dict[Ref, int] = {}
        for number, volume in enumerate(self.volumes):
            found |= {Ref(number, at): FURTHER for at in volume.find(key)}
            found |= {Ref(number, at): MAIN for at in volume.find("=" + key)}
        return self._current(found)

    def _spelled(self, name: str) -> Mapping[Ref, int]:
        """Places whose name is this one in another transliteration, as SPELLING."""
        found: dict[Ref, int] = {}
        for family in sorted(set(families().values())):
            bones = skeleton(name, family=family)
            if not bones:
                continue
            for number, volume in enumerate(self.volumes):
                found |= {
                    Ref(number, at): SPELLING
                    for at in volume.find("~" + bones)
                    if families().get(self.facts(Ref(number, at)).country) == family
                }
        return self._current(found)

    def _current(self, found: dict[Ref, int]) -> dict[Ref, int]:
        if len(self.volumes) < 2 or len({ref.volume for ref in found}) < 2:
            return found
        last: dict[str, Ref] = {}
        for ref in sorted(found, key=lambda ref: ref.volume):
            last[self.id(ref)] = ref
        return {ref: found[ref] for ref in last.values()}

    def facts(self, ref: Ref) -> Facts:
        """What the columns say of a place."""
        known = self._facts.get(ref)
        if known is not None:
            return known
        volume = self.volumes[ref.volume]
        columns = volume.columns
        facts = Facts(
            ref,
            columns["lat"][ref.at] / 1e4,
            columns["lon"][ref.at] / 1e4,
            volume.features[columns["feature"][ref.at]],
            volume.countries[columns["country"][ref.at]],
            volume.regions[columns["region"][ref.at]],
            columns["people"][ref.at],
            columns["fame"][ref.at],
        )
        if len(self._facts) > 50_000:
            self._facts.clear()
        self._facts[ref] = facts
        return facts

    def id(self, ref: Ref) -> str:
        """The place's id: gazetteer:key."""
        return self.volumes[ref.volume].id(ref.at)

    def name(self, ref: Ref) -> str:
        """The place's main name."""
        return self.volumes[ref.volume].name(ref.at)

    def extra(self, ref: Ref) -> dict[str, Any]:
        """What only some places have: see `packing.Entry`."""
        return self.volumes[ref.volume].extra(ref.at)

    def _place(self, ref: Ref, *, where_prec: int | None = None) -> Place:
        """The place as a record; its own precision where none is given."""
        facts = self.facts(ref)
        admin1 = facts.region.partition(".")[2]
        return Place(
            id=self.id(ref),
            name=self.name(ref),
            lat=facts.lat,
            lon=facts.lon,
            country=facts.country or None,
            admin1=admin1 or None,
            feature=facts.feature,
            where_prec=natural_precision(facts.feature) if where_prec is None else where_prec,
        )

    def find(self, key: str) -> Ref | None:
        """The place with this id, from the last volume that has it."""
        for number in range(len(self.volumes) - 1, -1, -1):
            at = self.volumes[number].place_of(key)
            if at is not None:
                return Ref(number, at)
        return None

    def by_id(self, key: str) -> Place | None:
        """The place with this id as a record."""
        ref = self.find(key)
        return None if ref is None else self.place(ref)

    def country(self, code: str) -> Ref | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        if code not in self._countries:
            refs = self.in_region(code)
            wanted = (ref for ref in refs if self.facts(ref).feature == "PCLI")
            self._countries[code] = next(wanted, None)
        return self._countries[code]

    def region(self, country: str, admin1: str) -> Place | None:
        """The first-level region with this code."""
        for ref in self.in_region(f"{country}.{admin1}"):
            if self.facts(ref).feature == "ADM1":
                return self.place(ref)
        return None

    def in_region(self, region: str) -> Iterator[Ref]:
        """The places of a country ('UA') or first-level region ('UA.08')."""
        for number, volume in enumerate(self.volumes):
            yield from (Ref(number, at) for at in volume.in_region(region))

    def admin1_places(self, country: str, admin1: str) -> list[Place]:
        """The settlements of a first-level region, largest first."""
        return self._settlements(self.in_region(f"{country}.{admin1}"))

    def country_places(self, country: str) -> list[Place]:
        """The settlements of a country, largest first."""
        return self._settlements(self.in_region(country))

    def within(self, box: Box) -> Iterator[Ref]:
        """The places in (south, west, north, east)."""
        for number, volume in enumerate(self.volumes):
            yield from (Ref(number, at) for at in volume.within(box))

    def places_within(self, box: Box) -> list[Place]:
        """The settlements in (south, west, north, east), largest first."""
        return self._settlements(self.within(box))

    def _settlements(self, refs: Iterator[Ref]) -> list[Place]:
        kept = [ref for ref in refs if self.facts(ref).feature.startswith("PPL")]
        kept.sort(key=lambda ref: (-self.facts(ref).people, ref.volume, ref.at))
        return [self.place(ref) for ref in kept]


_PRECISION = {"PCLI": 6, "CONT": 7, "OCN": 7, "SEA": 7, "GULF": 7, "STRT": 7, "BAY": 7}
_PRECISION |= {"ADM1": 4, "ADM2": 3, "ADM3": 3, "RGN": 6, "RGNH": 6, "DSRT": 6, "MTS": 6}
_PRECISION |= {"STM": 5, "STMH": 5, "WAD": 5, "LK": 5, "LKS": 5, "RSV": 5, "CNL": 5, "BDRY": 5}
_PRECISION |= {"PEN": 4, "ISLS": 4, "VAL": 3, "RD": 5, "LGN": 5, "ESTY": 5, "CHN": 7, "DLTA": 5}


def natural_precision(feature: str) -> int:
    """UCDP's where_prec of a report that names just this place: 1 an exact place, 3 a second-level
    region, 4 a first-level region, 5 a line or an area of it, 6 a country, 7 international."""
    return _PRECISION.get(feature, 1)


def user_path() -> Path:
    """Where the user's own gazetteer lies: $DATELINE_GAZETTEER, else the platform's folder."""
    given = os.environ.get("DATELINE_GAZETTEER")
    if given:
        return Path(given)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "dateline" / "gazetteer.sqlite"


def shipped_path() -> Path:
    """The file that ships with the package."""
    return Path(str(files("dateline.places") / "data" / "gazetteer.sqlite"))


def open_gazetteer(*, user: Path | None = None) -> Gazetteer:
    """The shipped gazetteer and over it the user's own, where there is one."""
    own = user_path() if user is None else user
    volumes = [Volume(shipped_path())]
    if own.exists():
        volumes.append(Volume(own))
    return Gazetteer(volumes)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process, opened at its first use."""
    return open_gazetteer()
