"""What binds a name to a country or a town: the countries that conflict and report name, the town
that a part of it is said to be of.

A place outside all of these countries is not meant, unless it is a large city or a capital; it
stays a candidate. A part of a town that the gazetteer does not know is told by its town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from dateline.model import km
from dateline.places.features import NAMES, Ballot, Setting
from dateline.places.gazetteer import FURTHER, MAIN, Facts
from dateline.places.names import Found, tables, works

SURE = 0.5
FAR = 60  # km from the town that it is a part of
FAR_LAND = 2500  # km from the middle of a country: no neighbour of it
CITY = 60  # 12 log10(people + 1): 100,000
TENFOLD = 12  # ten times as many people
_REGION, _NEAREST = NAMES.index("region's share"), NAMES.index("nearest")
_LARGE = ("PPLC", "PPLA")
_BOUNDING = ("PCLI", "ADM1")


def home_countries(ballots: Iterable[Ballot], own: Ballot, setting: Setting) -> frozenset[str]:
    """The countries of the conflict, and those that the report's other names say."""
    named = {
        facts.country
        for ballot in ballots
        if ballot is not own
        for facts in (ballot.facts[ballot.best()],)
        if facts.feature in _BOUNDING or ballot.found.of
    }
    return frozenset({*setting.countries, *named} - {""})


def countries_named(ballots: Iterable[Ballot], own: Ballot) -> list[Facts]:
    """The countries that the report's other names are, not those of its demonyms: 'a Rwandan
    officer' is abroad more often than 'in Rwanda' is."""
    chosen = (b.facts[b.best()] for b in ballots if b is not own and not b.found.of)
    return [facts for facts in chosen if facts.feature == "PCLI"]


def lands_of_cities(ballots: Iterable[Ballot], own: Ballot) -> frozenset[str]:
    """The countries of the report's other capitals and large towns."""
    chosen = (b.facts[b.best()] for b in ballots if b is not own)
    return frozenset(
        facts.country
        for facts in chosen
        if facts.feature in _LARGE or (facts.feature.startswith("PPL") and facts.people >= CITY)
    )


def lies_abroad(
    facts: Facts,
    found: Found,
    homes: frozenset[str],
    *,
    in_conflict: bool,
    named: Sequence[Facts] = (),
) -> bool:
    """Whether a small settlement or district lies outside the countries that are spoken of.

    In a report on no known conflict it must lie far from each country that the report names, as
    such reports speak of their neighbours too. 'the Duma' with its article is no town abroad,
    however large.
    """
    small = facts.feature == "ADM2" or facts.feature.startswith("PPL")
    if not homes or not small or facts.country in homes:
        return False
    if found.article and found.text.lower() in tables()["bodies"]:
        return True
    if facts.people >= CITY or facts.feature in _LARGE:
        return False
    return in_conflict or (bool(named) and all(km(facts, land) > FAR_LAND for land in named))


def among_its_own(ballot: Ballot, at: int) -> bool:
    """Whether other names of the report lie beside a place: 'Danbury police' is no namesake abroad
    in a report on New Milford and Litchfield, whatever country the arrested man is from."""
    return ballot.vectors[at][_NEAREST] > SURE


def pick_spoken(
    ballot: Ballot, at: int, homes: frozenset[str], *, said: frozenset[str] = frozenset()
) -> int:
    """The place of the name in the countries spoken of rather than a small namesake abroad; in
    the country that the words say rather than any: 'Palma in northern Mozambique'."""
    facts = ballot.facts[at]
    if not _is_local(facts) or ballot.found.of:
        return at
    if said:
        lands = frozenset() if facts.country in said else said
    else:
        large = facts.people >= CITY or facts.feature in _LARGE
        lands = frozenset() if large or facts.country in homes else homes
    fitting = [
        n
        for n, other in enumerate(ballot.facts)
        if other.country in lands and _is_local(other) and ballot.how[n] >= FURTHER
    ]
    return max(fitting, key=lambda n: (ballot.how[n], ballot.shares[n]), default=at)


def _is_local(facts: Facts) -> bool:
    return facts.feature == "ADM2" or facts.feature.startswith("PPL")


def pick_country(ballot: Ballot, at: int, homes: frozenset[str]) -> int:
    """The country of a name rather than a town abroad that bears it: 'villages in Armenia'."""
    facts, kind = ballot.facts[at], ballot.found.kind_word
    bound = _bound_country(ballot)
    if bound is not None:
        return bound
    named = kind is not None and kind.allows("PPL")
    if not facts.feature.startswith("PPL") or facts.country in homes or named:
        return at
    if ballot.found.within or not homes:
        return at
    order = range(len(ballot.facts))
    whole = (n for n in order if ballot.facts[n].feature == "PCLI" and ballot.how[n] == MAIN)
    return next(whole, at)


def pick_city(ballot: Ballot, at: int) -> int:
    """The city rather than a village of its name in its country, where nothing said lies near the
    village: 'обстріляв Миколаїв'."""
    facts, found, vector = ballot.facts[at], ballot.found, ballot.vectors[at]
    if not facts.feature.startswith("PPL") or found.within or found.kind_word is not None:
        return at
    if found.text.isascii() or vector[_REGION] or vector[_NEAREST] > SURE or facts.people >= CITY:
        return at
    cities = [
        n
        for n, other in enumerate(ballot.facts)
        if other.feature.startswith("PPL") and other.country == facts.country
        if other.people >= max(CITY, facts.people + TENFOLD) and ballot.how[n] >= FURTHER
    ]
    return max(cities, key=lambda n: ballot.facts[n].people, default=at)


def _bound_country(ballot: Ballot) -> int | None:
    found = ballot.found
    before = re.findall(r"[\w-]+", found.before)[-1:]
    code = tables()["bound"].get(" ".join((*before, found.text)).lower())
    countries = (n for n, f in enumerate(ballot.facts) if f.feature == "PCLI" and f.country == code)
    return next(countries, None) if code else None


def town_of_part(
    ballot: Ballot, at: int, ballots: Sequence[Ballot], positions: Mapping[int, int]
) -> Facts | None:
    """The town that a part is said to be of, where the best candidate does not lie there.

    'the Karama district of Mosul' -> Mosul
    """
    found, facts = ballot.found, ballot.facts[at]
    if not _quarter().match(found.after):
        return None
    for place in found.within:
        around = ballots[positions[place]] if place in positions else None
        if around is None or around is ballot:
            continue
        town = around.facts[around.best()]
        near = facts.feature.startswith("PPL") and km(facts, town) <= FAR
        if town.feature.startswith("PPL") and not near:
            return town
    return None


def names_works(found: Found, facts: Facts) -> bool:
    """Whether a settlement's name is that of a mine or an oil field, which lies near it rather than
    in it: 'the Inata gold mine'."""
    if not facts.feature.startswith("PPL"):
        return False
    return bool(works().search(found.text) or works().match(found.after))


@cache
def _quarter() -> re.Pattern[str]:
    words = "|".join(tables()["quarters"])
    return re.compile(rf"\s(?:{words})\s(?:of|in)\s", re.I)
