"""From the toponyms of a report to places of the gazetteer, with the evidence kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import ToponymKind, km
from dateline.places.binding import (
    among_its_own,
    countries_named,
    home_countries,
    lands_of_cities,
    lies_abroad,
    names_works,
    pick_city,
    pick_country,
    pick_spoken,
    town_of_part,
)
from dateline.places.features import NAMES, Ballot, Setting
from dateline.places.gazetteer import MAIN, PART, SHORT, SPELLING, Facts, Gazetteer, Ref
from dateline.places.keys import fold
from dateline.places.names import Found, describe, initials, link, parts, share
from dateline.places.ranker import Ranker

KEPT = 24
MOST = 80  # of one name
FEW = 12  # candidates of a name that tells where a report is
SURE = 0.5
WEAK = 0.3
UNLIKE = 0.3  # letters that a name may differ in and still be another spelling
SAME = 5  # km between two entries of one town
FAR = 60  # km from the middle of a region, or from a town
CITY = 60  # 12 log10(people + 1): 100,000
_KNOWN = ("country named", "container's country", "container's region", "country's share")
_UNLIKENESS, _NEAREST = NAMES.index("unlikeness"), NAMES.index("nearest")
_TOLD = (
    (NAMES.index("container's region"), "in the region named with it"),
    (NAMES.index("container's country"), "in the country named with it"),
    (NAMES.index("own country's conflict"), "in the country of the conflict"),
    (NAMES.index("most people"), "the largest of the name"),
)
_REASON = {MAIN: "its name", PART: "a part of its name", SPELLING: "its name spelled another way"}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a toponym resolves to: None and the reason, or a place; candidates best first."""

    ref: Ref | None
    why: str
    candidates: tuple[tuple[Ref, float], ...] = ()
    score: float = 0.0
    precision: int | None = None
    """UCDP's where_prec where the words tell a coarser one than the place has."""
    abroad: bool = False
    """Whether the gazetteer has the name only outside the countries that are spoken of."""


class Resolver:
    """Resolves the toponyms of one report together: one sense a name and report."""

    def __init__(self, gazetteer: Gazetteer, ranker: Ranker) -> None:
        self._gazetteer = gazetteer
        self._ranker = ranker

    def __call__(self, founds: Sequence[Found], text: str, *, setting: Setting) -> list[Answer]:
        """One answer for each toponym, in order."""
        for found in founds:
            describe(found, text)
        share(founds, text)
        link(founds, text)
        ballots, positions = self.ballots(founds, setting)
        self._ranker.rank(ballots, positions, setting, self._gazetteer)
        answers = [self._choose_bound(ballot, setting, ballots, positions) for ballot in ballots]
        return [
            answers[positions[at]] if at in positions else _unknown(found)
            for at, found in enumerate(founds)
        ]

    def ballots(
        self, founds: Sequence[Found], setting: Setting
    ) -> tuple[list[Ballot], dict[int, int]]:
        """One ballot for each name and kind in the report; found -> its ballot."""
        ballots: list[Ballot] = []
        rows: list[list[tuple[Facts, int]]] = []
        seen: dict[tuple[str, object], int] = {}
        positions: dict[int, int] = {}
        for at, found in enumerate(founds):
            key = (found.of or fold(found.names[0]), found.kind_word)
            if key not in seen:
                candidates = self.candidates(found, setting)
                seen[key] = len(ballots) if candidates else -1
                if candidates:
                    ballots.append(Ballot(found, [], []))
                    rows.append(candidates)
            if seen[key] >= 0:
                positions[at] = seen[key]
                first = ballots[seen[key]].found
                first.within = tuple(dict.fromkeys(first.within + found.within))
                first.stated = tuple(dict.fromkeys(first.stated + found.stated))
        _choose(ballots, rows)
        return ballots, positions

    def candidates(self, found: Found, setting: Setting) -> list[tuple[Facts, int]]:
        """The gazetteer's entries for a toponym, the likelier ones where there are many."""
        gazetteer = self._gazetteer
        if found.of:
            ref = self._find_owner(found.of)
            return [] if ref is None else [(gazetteer.facts(ref), MAIN)]
        refs = self._find_named(found)
        if not refs:
            refs = gazetteer.spelled(found.names[0])
        elif all(gazetteer.facts(ref).feature == "ADM2" for ref in refs):
            refs = {**gazetteer.spelled(found.names[-1]), **refs}
        if not refs:
            refs = self._list_parts(found)
        if initials(found.text):
            refs = {
                ref: how for ref, how in refs.items() if gazetteer.facts(ref).feature[:3] != "PPL"
            } or refs
        rows = [(gazetteer.facts(ref), how) for ref, how in refs.items()]
        rows.sort(key=lambda row: (-_promise(row, setting), row[0].ref.volume, row[0].ref.at))
        return rows[:MOST]

    def _find_named(self, found: Found) -> Mapping[Ref, int]:
        """What has one of the names; where something has all of it, a part of it says less."""
        refs: dict[Ref, int] = {}
        for name in sorted(found.names, key=lambda name: name in found.short):
            shortened = bool(refs) and (name in found.short or self._is_lesser_form(name, found))
            for ref, how in self._gazetteer.named(name).items():
                refs[ref] = max(SHORT if shortened else how, refs.get(ref, SHORT))
        return refs

    def _is_lesser_form(self, name: str, found: Found) -> bool:
        """Whether only another form of the written name is a place's, and none as large as those
        that have it as written: 'Миколаїв' is no case of 'Миколаївка'."""
        if name == found.names[0] or found.text.isascii():
            return False
        written = self._gazetteer.named(found.text)
        largest = max((self._gazetteer.facts(ref).people for ref in written), default=-1)
        other = (self._gazetteer.facts(ref).people for ref in self._gazetteer.named(name))
        return largest > max(other, default=0)

    def _list_parts(self, found: Found) -> Mapping[Ref, int]:
        for part in parts(found.names[0]):
            refs = self._gazetteer.named(part)
            if refs:
                return dict.fromkeys(refs, PART)
        return {}

    def _find_owner(self, key: str) -> Ref | None:
        source, _, code = key.partition(":")
        return self._gazetteer.country(code) if source == "country" else self._gazetteer.find(key)

    def _choose_bound(
        self,
        ballot: Ballot,
        setting: Setting,
        ballots: Sequence[Ballot],
        positions: Mapping[int, int],
    ) -> Answer:
        """The answer within what binds the name: its town, its country, those spoken of."""
        homes = home_countries(ballots, ballot, setting)
        stated = _stated(ballot, ballots, positions)
        said = frozenset(f.country for f in stated if f.feature in ("PCLI", "ADM1"))
        best = pick_city(ballot, pick_country(ballot, ballot.best(), homes))
        best = pick_spoken(ballot, best, homes, said=said)
        order = [best, *(at for at in _ranking(ballot) if at != best)]
        ranked = tuple((ballot.facts[at].ref, ballot.shares[at]) for at in order[:5])
        town = town_of_part(ballot, best, ballots, positions)
        if town is not None:
            why = f"a part of {self._gazetteer.name(town.ref)}, which the words say"
            return Answer(ref=town.ref, why=why, candidates=ranked, score=0.7, precision=2)
        if not ballot.found.of and self._abroad(ballot, best, homes, setting, ballots):
            why = (
                f"the '{ballot.found.text}' of the gazetteer lies outside the countries of the "
                "conflict and of the report"
            )
            return Answer(
                ref=None, why=why, candidates=ranked, score=ballot.shares[best], abroad=True
            )
        return self._answer(ballot, setting, stated, order=order)

    def _abroad(
        self,
        ballot: Ballot,
        at: int,
        homes: frozenset[str],
        setting: Setting,
        ballots: Sequence[Ballot],
    ) -> bool:
        """Whether a namesake abroad is the best that the gazetteer has; a part of an
        organisation's name, however large its namesake is."""
        in_conflict = bool(setting.countries)
        spoken = homes
        if not in_conflict:
            spoken |= lands_of_cities(ballots, ballot)
            spoken |= {setting.outlet.country} if setting.outlet else set()
            if among_its_own(ballot, at):
                return False
        facts, found = ballot.facts[at], ballot.found
        if found.kind is ToponymKind.EMBEDDED and spoken and facts.country not in spoken:
            return facts.feature == "ADM2" or facts.feature in ("PPL", "PPLA")
        named = countries_named(ballots, ballot)
        return lies_abroad(facts, found, spoken, in_conflict=in_conflict, named=named)

    def _answer(
        self, ballot: Ballot, setting: Setting, stated: Sequence[Facts], *, order: Sequence[int]
    ) -> Answer:
        ranked = tuple((ballot.facts[at].ref, ballot.shares[at]) for at in order[:5])
        best = order[0]
        why = self._reason(ballot, best)
        doubt = (
            _find_doubt(ballot, best)
            or _is_far_namesake(ballot, best, setting)
            or _elsewhere(ballot, best, stated)
        )
        if doubt is not None:
            return Answer(ref=None, why=doubt, candidates=ranked, score=ballot.shares[best])
        score = _sum_share(ballot, best)
        unit = ballot.found.kind_word is not None and ballot.found.kind_word.unit
        around = unit and ballot.facts[best].feature.startswith("PPL")
        if around:
            why, precision = f"the unit around it; {why}", 3
        elif names_works(ballot.found, ballot.facts[best]):
            why, precision = f"works named after the place near them; {why}", 2
        else:
            precision = None
        return Answer(
            ref=ranked[0][0], why=why, candidates=ranked, score=score, precision=precision
        )

    def _reason(self, ballot: Ballot, at: int) -> str:
        facts, found = ballot.facts[at], ballot.found
        if found.of:
            return "a word for its people or things"
        reasons = [_REASON.get(ballot.how[at], "one of its names")]
        if found.kind_word and found.kind_word.allows(facts.feature):
            reasons.append(f"of the kind that the words say ({facts.feature})")
        reasons += _context_reasons(ballot.vectors[at])
        if len(ballot.facts) == 1:
            reasons.append("the only place of the name")
        return ", ".join(reasons)


def _ranking(ballot: Ballot) -> list[int]:
    return sorted(range(len(ballot.facts)), key=lambda at: -ballot.shares[at])


def _sum_share(ballot: Ballot, at: int) -> float:
    """The share of a candidate and of the settlements that are it by another entry."""
    facts = ballot.facts[at]
    shares = zip(ballot.facts, ballot.shares, strict=True)
    if not facts.feature.startswith("PPL"):
        return ballot.shares[at]
    same = (s for f, s in shares if f.feature[:3] == "PPL" and km(f, facts) <= SAME)
    return min(1.0, sum(same))


def _find_doubt(ballot: Ballot, at: int) -> str | None:
    """Why the best candidate is not good enough, if it is not."""
    kind = ballot.found.kind_word
    if kind is not None and kind.strict and not kind.allows(ballot.facts[at].feature):
        return f"no '{ballot.found.text}' of that kind in the gazetteer"
    if kind is not None and kind.quarter and _is_city(ballot, at):
        return f"a part of a town, and no city of the name '{ballot.found.text}'"
    if ballot.how[at] == PART and ballot.shares[at] < WEAK:
        return f"only a part of '{ballot.found.text}' is a name in the gazetteer"
    if ballot.how[at] == SPELLING and ballot.vectors[at][_UNLIKENESS] > UNLIKE:
        return f"no place called '{ballot.found.names[0]}' in the gazetteer, only names like it"
    return None


def _stated(ballot: Ballot, ballots: Sequence[Ballot], positions: Mapping[int, int]) -> list[Facts]:
    """The places that words say a name lies in."""
    around = (ballots[positions[at]] for at in ballot.found.stated if at in positions)
    return [b.facts[b.best()] for b in around if b is not ballot and b.shares[b.best()] >= SURE]


def _elsewhere(ballot: Ballot, at: int, stated: Sequence[Facts]) -> str | None:
    """Why a settlement is not the one meant: it lies far from the place that is said to hold it."""
    facts = ballot.facts[at]
    if not facts.feature.startswith("PPL"):
        return None
    for around in stated:
        if around.feature == "PCLI" and facts.country != around.country:
            return f"the '{ballot.found.text}' of the gazetteer does not lie where the words say"
        far = km(facts, around) > FAR
        town = around.feature.startswith("PPL")
        if far and (town or (around.feature == "ADM1" and around.region != facts.region)):
            return f"the '{ballot.found.text}' of the gazetteer does not lie where the words say"
    return None


def _is_far_namesake(ballot: Ballot, at: int, setting: Setting) -> str | None:
    """Why a small place in a country that conflict and report do not know is not meant."""
    facts = ballot.facts[at]
    if not setting.countries or facts.country in ("", *setting.countries):
        return None
    small = facts.feature == "ADM2" or (facts.feature[:3] == "PPL" and facts.people < CITY)
    known = any(ballot.vectors[at][NAMES.index(name)] for name in _KNOWN)
    if not small or known or facts.feature in ("PPLC", "PPLA"):
        return None
    return f"the only '{ballot.found.text}' of the gazetteer lies far from the report's places"


def _is_city(ballot: Ballot, at: int) -> bool:
    """Whether what a word after the name calls a quarter is a city; not where that word's own name
    follows ("the Riverton suburb of Ash")."""
    facts, found, kind = ballot.facts[at], ballot.found, ballot.found.kind_word
    words = re.findall(r"\w+", found.after.lower())[:2]
    called = kind is not None and (found.kind_inside or (words[:1] and words[0] in kind.words))
    city = facts.feature in ("PPL", "PPLA", "PPLC") and facts.people >= CITY
    return bool(called) and city and words[1:] != ["of"]


def _unknown(found: Found) -> Answer:
    return Answer(ref=None, why=f"no place called '{found.names[0]}' in the gazetteer")


def _promise(row: tuple[Facts, int], setting: Setting) -> float:
    facts, how = row
    bonus = 60 if facts.country in setting.countries else 0
    return facts.people + bonus + 5 * how + (40 if facts.feature[:3] != "PPL" else 0)


def _choose(ballots: Sequence[Ballot], rows: Sequence[Sequence[tuple[Facts, int]]]) -> None:
    """Fills each ballot with its likelier candidates: half by themselves, half by how many of the
    other names have a candidate in the same region or are its country."""
    named: Counter[str] = Counter()
    lands: set[str] = set()
    for candidates in rows:
        lands.update(f.country for f, how in candidates[:1] if f.feature == "PCLI" and how == MAIN)
        if len(candidates) <= FEW:
            named.update({facts.region for facts, _ in candidates if facts.feature != "PCLI"})
    for ballot, candidates in zip(ballots, rows, strict=True):
        own = int(len(candidates) <= FEW)
        support = [
            (facts.country in lands) + named[facts.region] - own if facts.feature != "PCLI" else 0
            for facts, _ in candidates
        ]
        order = list(range(len(candidates)))
        if len(order) > KEPT:
            rest = sorted(order[KEPT // 2 :], key=lambda at: -support[at])
            order = [*order[: KEPT // 2], *rest[: KEPT // 2]]
        ballot.facts = [candidates[at][0] for at in order]
        ballot.how = [candidates[at][1] for at in order]
        ballot.support = [support[at] for at in order]


def _context_reasons(vector: Sequence[float]) -> list[str]:
    reasons = [words for at, words in _TOLD if vector[at]]
    if vector[_NEAREST] > 0.5:
        reasons.append("near other places of the report")
    return reasons
