"""What speaks for a candidate: the features that the ranker weighs."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from dateline.model import km
from dateline.places.gazetteer import MAIN, PART, SHORT, SPELLING, Facts, Gazetteer
from dateline.places.keys import fold, standard
from dateline.places.names import Found
from dateline.text.transliterate import latin

# Names of the features, in the order of the vectors; data/ranker.json has a weight for each.
ALONE = (
    "main name", "other spelling", "unlikeness", "part of the name", "people", "country",
    "first-level region", "second-level region", "capital", "regional seat", "water or land",
    "facility", "kind agrees", "kind disagrees", "article and settlement", "article and region",
    "article and land or water", "most people", "people less than the most",
    "settlement beside region", "settlement beside the rest", "own country's conflict",
    "conflict's other country", "in the conflict's focus", "conflict: settlement beside",
    "conflict: kind agrees", "conflict: kind disagrees", "conflict: article and region",
    "conflict: article and land or water", "conflict: capital",
    "less than the written name", "kind in the name agrees", "kind in the name disagrees",
    "settlement beside a country of the name", "settlement beside a region of the name",
    "capital beside a region", "outlet's country",
    "in the outlet's name", "settlement in a longer name", "region in a longer name",
    "settlement's fame", "settlement's fame less than the most",
)  # fmt: skip
CONTEXT = (
    "container's country", "container's region", "container elsewhere", "country's share",
    "region's share", "country named", "region named", "nearest", "near others", "far from all",
    "country's likelihood", "region's likelihood", "region and outlet", "neighbours of its kind",
    "neighbours of other kinds",
)  # fmt: skip
NAMES = ALONE + CONTEXT
_OUTLET = ALONE.index("outlet's country")
_WIDER = frozenset(("PCLI", "ADM1"))
_LONGER = re.compile(r" [A-Z][a-z]+")
_HOME_KM = 100.0
_LAND = ("RGN", "DSR", "MTS", "VAL", "PEN", "ISL", "CON", "MT", "FRS", "PRK", "DLT")
_WATER = ("STM", "SEA", "OCN", "GUL", "BAY", "STR", "LK", "RSV", "LGN", "CNL", "EST", "CHN", "WAD")


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """What an address tells of who published: its country (ISO 3166-1 alpha-2) and its name."""

    country: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """The conflict that a report is about and its outlet, as far as places go."""

    countries: tuple[str, ...] = ()
    focus: tuple[float, float, float, float] | None = None
    outlet: Outlet | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether a place lies in the conflict's focus."""
        if self.focus is None:
            return False
        south, west, north, east = self.focus
        return south <= facts.lat <= north and west <= facts.lon <= east


@dataclass
class Ballot:
    """The candidates for one name of a report, with their vectors and shares.

    `support`: how many of the report's other names have a candidate in the same region or are its
    country.
    """

    found: Found
    facts: list[Facts]
    how: list[int]
    vectors: list[list[float]] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    support: list[int] = field(default_factory=list)

    def keep(self, most: int) -> None:
        """Leaves only the likeliest candidates: half by their shares, half by their support."""
        if len(self.facts) <= most:
            return
        order = sorted(range(len(self.facts)), key=lambda at: -self.shares[at])
        first, rest = order[: most // 2], order[most // 2 :]
        rest.sort(key=lambda at: -self.support[at])
        order = [*first, *rest[: most - len(first)]]
        self.support = [self.support[at] for at in order]
        self.facts = [self.facts[at] for at in order]
        self.how = [self.how[at] for at in order]
        self.vectors = [self.vectors[at] for at in order]
        self.shares = [self.shares[at] for at in order]

    def best(self) -> int:
        """Position of the candidate with the largest share."""
        return max(range(len(self.shares)), key=lambda at: self.shares[at])


def alone(ballot: Ballot, setting: Setting, gazetteer: Gazetteer) -> None:
    """The features of each candidate by itself."""
    group = _Group(
        found=ballot.found,
        setting=setting,
        most=max(facts.people for facts in ballot.facts),
        settled=tuple(
            facts
            for facts, how in zip(ballot.facts, ballot.how, strict=True)
            if facts.feature.startswith("PPL") and how != PART
        ),
        wider=frozenset(f.feature for f in ballot.facts) & _WIDER,
        fame=max((f.fame for f in ballot.facts if f.feature.startswith("PPL")), default=0),
    )
    ballot.vectors = []
    for facts, how in zip(ballot.facts, ballot.how, strict=True):
        unlike = _unlikeness(ballot.found, gazetteer.name(facts.ref)) if how == SPELLING else 0.0
        ballot.vectors.append(_describe_alone(facts, how, unlike, group))


@dataclass(frozen=True, kw_only=True)
class _Group:
    """What the candidates of one name share."""

    found: Found
    setting: Setting
    most: int
    settled: tuple[Facts, ...]
    wider: frozenset[str]
    fame: int


def _unlikeness(found: Found, name: str) -> float:
    """How far a name is from the written one, letter by letter, in [0, 1]."""
    written = latin(found.names[0])
    alike = Levenshtein.normalized_similarity(fold(written), fold(latin(name)))
    return 1.0 - max(
        alike, Levenshtein.normalized_similarity(standard(written), standard(latin(name)))
    )


def _describe_alone(facts: Facts, how: int, unlike: float, group: _Group) -> list[float]:
    found, setting, most, settled = group.found, group.setting, group.most, group.settled
    code = facts.feature
    head = code[:3]
    natural = head in _WATER or code in _WATER or head in _LAND or code in _LAND
    kind = found.kind_word
    agrees = kind is not None and kind.allows(code)
    region = code in ("ADM1", "ADM2")
    countries = setting.countries
    here = float(bool(countries) and (not facts.country or facts.country in countries))
    beside = not agrees and _beside(facts, settled, region=region, article=found.article)
    return [
        float(how == MAIN),
        float(how == SPELLING),
        unlike,
        float(how == PART),
        facts.people / 100,
        float(code == "PCLI"),
        float(code == "ADM1"),
        float(code == "ADM2"),
        float(code == "PPLC"),
        float(code == "PPLA"),
        float(natural),
        float(not natural and head not in ("PPL", "PCL", "ADM")),
        float(agrees),
        float(kind is not None and not agrees),
        float(found.article and head == "PPL"),
        float(found.article and region and not agrees),
        float(found.article and natural),
        float(facts.people == most),
        (most - facts.people) / 100,
        float(region and beside),
        float(head not in ("PPL", "PCL", "ADM") and beside),
        float(bool(countries) and facts.country == countries[0]),
        float(facts.country in countries[1:]),
        float(setting.holds(facts)),
        here * float(head not in ("PPL", "PCL") and beside),
        here * float(agrees),
        here * float(kind is not None and not agrees),
        here * float(found.article and region and not agrees),
        here * float(found.article and natural),
        float(bool(countries) and code == "PPLC"),
        float(how == SHORT),
        float(agrees and found.kind_inside),
        float(kind is not None and not agrees and found.kind_inside),
        float(head == "PPL" and "PCLI" in group.wider and kind is None),
        float(code == "PPL" and "ADM1" in group.wider and kind is None),
        float(code == "PPLC" and group.wider == {"ADM1"}),
        *_published(facts, found, setting.outlet),
        float(head == "PPL" and _LONGER.match(found.after) is not None),
        float(code in _WIDER and _LONGER.match(found.after) is not None),
        facts.fame / 100 if head == "PPL" else 0.0,
        (group.fame - facts.fame) / 100 if head == "PPL" else 0.0,
    ]


def _published(facts: Facts, found: Found, outlet: Outlet | None) -> list[float]:
    if outlet is None:
        return [0.0, 0.0]
    named = len(found.text) > 3 and fold(found.text) in outlet.name
    return [float(facts.country == outlet.country), float(named and facts.feature[:3] == "PPL")]


def _beside(facts: Facts, settled: Sequence[Facts], *, region: bool, article: bool) -> bool:
    """Whether a settlement of the same name lies in or near a region, or in a river's country."""
    if not region:
        return not article and any(other.country == facts.country for other in settled)
    return any(
        other.region == facts.region
        or (other.country == facts.country and km(other, facts) < _HOME_KM)
        for other in settled
    )


def context(ballots: Sequence[Ballot], positions: Mapping[int, int]) -> None:
    """Adds to each vector what the report's other names say; `positions`: found -> its ballot."""
    evidence = [_evidence(ballot) for ballot in ballots]
    shares = _Shares.of(evidence)
    odds = _Likelihoods.of(ballots)
    for at, ballot in enumerate(ballots):
        own = evidence[at]
        inside = [ballots[positions[k]] for k in ballot.found.within if positions.get(k, at) != at]
        points = [e[3:] for n, e in enumerate(evidence) if e[5] > 0 and n != at]
        beside = [e[2][:3] for e in (*evidence[max(0, at - 2) : at], *evidence[at + 1 : at + 3])]
        for vector, facts in zip(ballot.vectors, ballot.facts, strict=True):
            del vector[len(ALONE) :]
            vector += _contained(facts, inside)
            vector += [
                shares.country(facts.country, own),
                shares.region(facts.region, own),
                float(facts.feature != "PCLI" and shares.named(facts.country, own)),
                float(facts.feature != "ADM1" and shares.told(facts.region, own)),
            ]
            vector += _weigh_nearness(facts, points)
            vector += odds.without(at, facts)
            vector.append(vector[-1] * vector[_OUTLET])
            alike = beside.count(facts.feature[:3]) / 4
            vector += [alike, len(beside) / 4 - alike]


_Evidence = tuple[str, str, str, float, float, float]


def _evidence(ballot: Ballot) -> _Evidence:
    """Region, country, feature, position and share of a name's best candidate."""
    best = ballot.best()
    facts = ballot.facts[best]
    share = ballot.shares[best]
    weight = share if facts.feature[:3] in ("PPL", "ADM") else 0.0
    return facts.region, facts.country, facts.feature, facts.lat, facts.lon, weight


@dataclass(frozen=True, slots=True)
class _Shares:
    """How many of a report's other names lie in a country or region, as a share of them all.

    `sums[n]`: the share of n names; `wider`: how often each country and region is named itself,
    by feature.
    """

    countries: Counter[str]
    regions: Counter[str]
    wider: Counter[tuple[str, str]]
    sums: tuple[float, ...]

    @classmethod
    def of(cls, evidence: Sequence[_Evidence]) -> _Shares:
        one = 1 / max(1, len(evidence) - 1)
        return cls(
            Counter(e[1] for e in evidence),
            Counter(e[0] for e in evidence if e[2] != "PCLI"),
            Counter((e[2], e[1] if e[2] == "PCLI" else e[0]) for e in evidence),
            tuple(accumulate([0.0] + [one] * len(evidence))),
        )

    def country(self, country: str, own: _Evidence) -> float:
        return self.sums[self.countries[country] - (own[1] == country)]

    def named(self, country: str, own: _Evidence) -> bool:
        """Whether another name is the country's."""
        return self.wider["PCLI", country] > (own[2] == "PCLI" and own[1] == country)

    def told(self, region: str, own: _Evidence) -> bool:
        """Whether another name is the region's."""
        return self.wider["ADM1", region] > (own[2] == "ADM1" and own[0] == region)

    def region(self, region: str, own: _Evidence) -> float:
        return self.sums[self.regions[region] - (own[0] == region and own[2] != "PCLI")]


class _Likelihoods:
    """How likely a report's names are to lie in each country and region, all candidates counted."""

    def __init__(self, rows: list[tuple[dict[str, float], dict[str, float]]]) -> None:
        self._rows = rows
        self._countries: dict[str, float] = defaultdict(float)
        self._regions: dict[str, float] = defaultdict(float)
        for countries, regions in rows:
            for key, share in countries.items():
                self._countries[key] += share
            for key, share in regions.items():
                self._regions[key] += share

    @classmethod
    def of(cls, ballots: Sequence[Ballot]) -> _Likelihoods:
        rows: list[tuple[dict[str, float], dict[str, float]]] = []
        for ballot in ballots:
            countries: dict[str, float] = defaultdict(float)
            regions: dict[str, float] = defaultdict(float)
            for facts, share in zip(ballot.facts, ballot.shares, strict=True):
                countries[facts.country] += share
                if facts.feature != "PCLI":
                    regions[facts.region] += share
            rows.append((countries, regions))
        return cls(rows)

    def without(self, at: int, facts: Facts) -> list[float]:
        """The mean over the other names: for the place's country and for its region."""
        own_countries, own_regions = self._rows[at]
        others = max(1, len(self._rows) - 1)
        country = self._countries[facts.country] - own_countries.get(facts.country, 0.0)
        region = self._regions[facts.region] - own_regions.get(facts.region, 0.0)
        return [math.sqrt(max(0.0, country) / others), math.sqrt(max(0.0, region) / others)]


def _contained(facts: Facts, inside: Sequence[Ballot]) -> list[float]:
    """How likely the place lies in the country or region named with it, and in neither."""
    if not inside:
        return [0.0, 0.0, 0.0]
    in_country = in_region = 0.0
    for ballot in inside:
        for other, share in zip(ballot.facts, ballot.shares, strict=True):
            if other.ref == facts.ref:
                continue
            if other.feature == "PCLI":
                in_country = max(in_country, share * (other.country == facts.country))
            else:
                in_region = max(in_region, share * (other.region == facts.region))
    return [in_country, in_region, 1.0 - max(in_country, in_region)]


def _weigh_nearness(facts: Facts, points: Sequence[tuple[float, float, float]]) -> list[float]:
    if not points:
        return [0.0, 0.0, 0.0]
    nearest, total = 1e9, 0.0
    here, there, shrink = facts.lat, facts.lon, math.cos(math.radians(facts.lat))
    hypot, exp = math.hypot, math.exp
    for lat, lon, weight in points:
        away = hypot(lat - here, (lon - there) * shrink) * 111.2
        if away < nearest:
            nearest = away
        total += weight * exp(-away / 200)
    return [math.exp(-nearest / 100), total / len(points), float(nearest > 1500)]
