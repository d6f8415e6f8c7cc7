"""Deeds: events at one place each, with what may make two of them one occurrence.

An event that names several settlements tells of each. A region, a country or no place is no place
of a deed: what is told of it is a count of many deeds or a situation, and joins no two deeds.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.resources import files

from msgspec import Struct
from msgspec.structs import replace

from dateline.fusion.compare import contains
from dateline.fusion.deed_places import REGIONS, Grade, Spot, spots_of
from dateline.fusion.facts import Fact
from dateline.fusion.site_words import Sites, sites_told
from dateline.fusion.words_told import Words, is_recalled, text_around, words_told
from dateline.model import (
    Aspect,
    Auxiliary,
    Basis,
    IncidentKind,
    Place,
    PlaceRole,
    Quantity,
    QuantityOf,
    Scope,
    shipped_conflicts,
)
from dateline.text.yaml_files import read_yaml

DAY = 1
"""UCDP's code for an exact day."""
NIGHT = "NI"
"""TIMEX3's part of the day that two dates share."""
Days = tuple[int, int]


class Rules(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/deeds.yaml`."""

    families: dict[str, tuple[str, ...]]
    apart: tuple[str, ...]
    entering: tuple[str, ...]
    one_sided: dict[str, tuple[str, ...]]
    utilities: dict[str, tuple[str, ...]]
    wide: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    once: dict[str, int]
    sites: dict[str, int]
    lasting: tuple[str, ...]
    counted: dict[str, tuple[str, ...]]
    movers: tuple[str, ...]
    deed_days: int
    told_after: int
    recalled_after: int
    untold: int
    silent_days: int
    carry: int
    generic: tuple[str, ...]
    about: float
    named_by: dict[str, tuple[str, ...]]


@cache
def shipped_rules() -> Rules:
    """The rules that the package ships."""
    data = (files("dateline.fusion") / "data" / "deeds.yaml").read_bytes()
    return read_yaml(data, Rules, where="fusion/data/deeds.yaml", remedy="see its comments")


class Deed(Struct, frozen=True, eq=False, dict=True):
    """An event at one of its places. `family`: the codes that may tell the same; `gain` and
    `loss`: sides whose hands the place comes into or leaves; `days`: ordinals, None: undated or
    too long for one deed; `wide`: a region is place enough for it, `areas`: all of them, one deed
    done to several; `lent`: its day is that of the sentence that it heads; `cuts`: it is on
    power, water or lines."""

    fact: Fact
    spot: Spot
    family: str
    kind: IncidentKind
    gain: frozenset[str]
    loss: frozenset[str]
    days: Days | None
    count: tuple[Quantity, ...] = ()
    wide: bool = False
    lent: bool = False
    cuts: bool = False
    areas: tuple[Place, ...] = ()

    @property
    def id(self) -> str:
        """The event's id."""
        return self.fact.event.id

    @cached_property
    def key(self) -> str:
        """The event and its place: two places of one event are two deeds."""
        return f"{self.id}@{self.spot.key}"

    @property
    def of_report(self) -> bool:
        """Whether only the report's own date dates it."""
        return self.fact.event.time.basis is Basis.DOCUMENT and not self.lent

    @cached_property
    def exact(self) -> bool:
        """Whether words give its day."""
        return self.lent or (self.fact.event.time.date_prec == DAY and not self.of_report)

    @cached_property
    def rare(self) -> int:
        """Days that two tellings of what happens to its place once in a while may lie apart; 0:
        it may happen again the next day."""
        rules = shipped_rules()
        single = self.wide or self.cuts or self.spot.is_site
        site = rules.sites.get(self.family, 0) if single else 0
        return rules.once.get(self.family, site)

    @cached_property
    def begins(self) -> int | None:
        """The day by which it is looked for: its first, else that of its report."""
        if self.days is not None:
            return self.days[0]
        if not self.fact.published or self.fact.event.time.basis is not Basis.UNKNOWN:
            return None
        return date.fromisoformat(self.fact.published[:10]).toordinal()

    @cached_property
    def window(self) -> Days | None:
        """The days on which it may have been: a report tells of its day or of those before."""
        rules = shipped_rules()
        if self.days is None:
            return (self.begins - rules.untold, self.begins) if self.begins else None
        slack = self.rare
        first, last = self.days
        if self.fact.hour == NIGHT:
            # The night of the 5th is told as of the 5th and as of the 6th.
            slack = max(slack, 1)
        if self.of_report or self.recalled or self.fact.event.time.basis is Basis.INFERRED:
            told_after = rules.recalled_after if self.recalled else rules.told_after
            return first - (slack or told_after), last
        return (first - 1, last + 1) if slack else (first, last)

    @cached_property
    def words(self) -> Words:
        """The words that tell it."""
        return words_told(self.fact)

    @cached_property
    def sites(self) -> Sites:
        """What in its place it was done to."""
        return sites_told(self.fact)

    @cached_property
    def recalled(self) -> bool:
        """Whether it is told as known, and no day of its own: "the attack on the market"."""
        return not self.exact and is_recalled(self.fact)

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """All that linkage looks at: deeds of one signature are one telling many times over."""
        event = self.fact.event
        return (
            event.type, self.fact.denied, self.kind, self.family, self.spot, self.days,
            self.of_report, self.exact, self.fact.sides, self.fact.targets, self.words,
            self.fact.hour, self.fact.camp, self.cuts, self.sites, self.recalled,
            tuple(p.id for p in self.areas),
            tuple((q.of.value, q.low, q.best, q.high) for q in event.quantities),
            "" if self.spot.grade is Grade.OWN else self.fact.report,
        )  # fmt: skip


def deeds_of(facts: Iterable[Fact]) -> list[Deed]:
    """The deeds of all facts, each fact's one a place; the order given is no matter."""
    rules = shipped_rules()
    reports: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: (f.report, f.event.trigger.start, f.event.id)):
        reports.setdefault(fact.report, []).append(fact)
    found: list[Deed] = []
    for told in reports.values():
        wide = {(f.claim.id, family_of(f.event.type)) for f in told if f.is_a(rules.wide)}
        made: list[Deed] = []
        for fact, spots in spots_of(told, rules.generic, rules.carry, rules.about):
            made += _deeds(fact, spots, rules, wide=wide)
        found += lend_days(made)
    return found


def lend_days(deeds: Sequence[Deed]) -> list[Deed]:
    """The deeds of a report, a headline with the day that the sentences below it tell.

    "Man killed in attack on Hilltop. Yesterday evening Hilltop came under fire": of yesterday
    """
    told: dict[tuple[int, str], list[Deed]] = {}
    for deed in deeds:
        if deed.days is not None and deed.exact:
            told.setdefault((deed.fact.block, deed.family), []).append(deed)
    return [_lend(d, told.get((d.fact.block, d.family), ())) for d in deeds]


def _lend(deed: Deed, told: Sequence[Deed]) -> Deed:
    if not deed.of_report or deed.days is None or not deed.spot.specific:
        return deed
    near = [d for d in told if d.spot.key == deed.spot.key or _lies_in(deed.spot, d.spot)]
    if len({(d.days, d.fact.hour) for d in near}) != 1:
        return deed
    fact = replace(deed.fact, hour=near[0].fact.hour)
    return replace(deed, days=near[0].days, lent=True, fact=fact)


def _lies_in(inner: Spot, outer: Spot) -> bool:
    """Whether a settlement lies in the region of the other: "hit three cities of the region"."""
    if inner.place is None or outer.place is None or not outer.regional:
        return False
    return contains(outer.place, inner.place)


def _deeds(
    fact: Fact, spots: Sequence[Spot], rules: Rules, *, wide: Container[tuple[str, str]]
) -> list[Deed]:
    at = any(s.place_is_told and not is_beside(fact, s) for s in spots)
    at = at or (is_recalled(fact) and any(s.specific for s in spots))
    count = () if at and not _sums_up(fact, spots) else _count(fact, rules)
    if count:
        spots = spots[:1]
    spots = [_beside_town(fact, spot) for spot in spots]
    broad = (fact.claim.id, family_of(fact.event.type)) in wide
    if broad and not any(s.specific for s in spots):
        areas = tuple(s.place for s in spots if s.place is not None)
        areas = areas or tuple(p for p in fact.beside if p.feature.startswith(REGIONS))
        return [replace(_deed(fact, spots[0], count, rules, wide=True), areas=areas)]
    return [_deed(fact, s, count, rules, wide=broad and not s.specific) for s in spots]


def _sums_up(fact: Fact, spots: Sequence[Spot]) -> bool:
    """Whether it tells of ground or settlements taken, and names one place at most: they are in
    its area, and it is not what was taken. "liberated 20 settlements in Kharkiv" -> True
    """
    if family_of(fact.event.type) not in shipped_rules().once:
        return False
    several = any(
        q.of in (QuantityOf.AREA_KM2, QuantityOf.SETTLEMENTS) and (q.best or q.low or 2) > 1
        for q in fact.event.quantities
    )
    return several and sum(s.place_is_own for s in spots) <= 1


def _beside_town(fact: Fact, spot: Spot) -> Spot:
    """What is taken near a town, done towards it or launched from it is not done in it: the name
    is weak evidence of where."""
    if spot.grade is Grade.OWN and is_beside(fact, spot):
        return replace(spot, grade=Grade.ABOUT)
    return spot


def is_beside(fact: Fact, spot: Spot) -> bool:
    """Whether the place is only near the deed, ahead of it, or where it came from.

    "villages retaken as its forces near Kherson" -> True of Kherson
    """
    rare = family_of(fact.event.type) in shipped_rules().once
    if spot.role is PlaceRole.NEAR:
        return rare
    if spot.role is PlaceRole.TOWARDS:
        return not fact.is_a(("force",))
    return spot.role is PlaceRole.FROM and not (rare or fact.is_a(("force", "civilians")))


def _deed(fact: Fact, spot: Spot, count: tuple[Quantity, ...], rules: Rules, *, wide: bool) -> Deed:
    days = _days(fact, rules.deed_days)
    return Deed(
        fact=fact, spot=spot, family=_family(fact, spot),
        kind=_kind(fact, spot, days, count, rules, wide=wide), wide=wide,
        gain=_one_side(fact, rules.gained, rules.lost),
        loss=_one_side(fact, rules.lost, rules.gained),
        days=days, count=count, cuts=fact.is_a(rules.wide) or _is_on_utility(fact, rules),
    )  # fmt: skip


def place_deed(deed: Deed, spot: Spot) -> Deed:
    """The deed at another place."""
    made = _deed(deed.fact, spot, deed.count, shipped_rules(), wide=False)
    return replace(made, days=deed.days, lent=deed.lent)


def _is_on_utility(fact: Fact, rules: Rules) -> bool:
    """Whether its words name what people live by: "a strike on the power plant"."""
    if family_of(fact.event.type) != "harm":
        return False
    text = text_around(fact).casefold()
    return any(word in text for words in rules.utilities.values() for word in words)


def _one_side(fact: Fact, done: Iterable[str], undergone: Iterable[str]) -> frozenset[str]:
    """The side that does the one or undergoes the other; none where several are named: a town is
    not won by both who are told of ("troops enter as others leave")."""
    sides = fact.sides if fact.is_a(done) else frozenset()
    if fact.is_a(undergone):
        sides = fact.targets - fact.sides
    held = frozenset(holder_of(side) for side in sides)
    return held if len(held) == 1 else frozenset()


@cache
def _held_for() -> Mapping[str, str]:
    parties = (p for conflict in shipped_conflicts() for p in conflict.parties)
    return {p.side: p.holds_for for p in parties if p.holds_for}


def holder_of(side: str) -> str:
    """The side for which a side takes and leaves places: a proxy's is that of its patron."""
    return _held_for().get(side, side)


def family_of(code: str, *, into: bool = False) -> str:
    """The family of a code; `into`: it is told of going into a place."""
    rules = shipped_rules()
    if into and code in rules.entering:
        return "hands"
    if not _under(code, rules.apart):
        for name in rules.families:
            if _under(code, rules.families[name]):
                return name
    return code


def roots_of(code: str) -> tuple[str, ...]:
    """The roots of the codes that may tell one deed, or belong to one situation, with a code."""
    rules = shipped_rules()
    families = {family_of(code), family_of(code, into=True)}
    if code in rules.one_sided or "harm" in families:
        families.add("harm")
        code_roots = tuple(rules.one_sided)
    else:
        code_roots = ()
    codes = {code, *code_roots, *(c for name in families for c in rules.families.get(name, ()))}
    if "hands" in families:
        codes |= set(rules.entering)
    return tuple(sorted({c.split(".")[0] for c in codes}))


def reach_in_days() -> int:
    """Days between two deeds that may yet be one, or of one situation."""
    rules = shipped_rules()
    return max(rules.silent_days, *rules.once.values(), *rules.sites.values()) + 1


def _family(fact: Fact, spot: Spot) -> str:
    if _is_attack_on(fact, spot):
        return "harm"
    return family_of(fact.event.type, into=spot.role is PlaceRole.INTO)


def _is_attack_on(fact: Fact, spot: Spot) -> bool:
    """Whether one side alone is told to have attacked a named place: it may be a strike."""
    words = shipped_rules().one_sided.get(fact.event.type, ())
    at = spot.place_is_own and spot.role in (None, PlaceRole.AT)
    trigger = fact.event.trigger.text.casefold()
    done = fact.event.aspect in (None, Aspect.DONE) and not fact.targets
    return at and done and trigger.startswith(words)


def _under(code: str, roots: Iterable[str]) -> bool:
    return any(code == root or code.startswith(root + ".") for root in roots)


def _count(fact: Fact, rules: Rules) -> tuple[Quantity, ...]:
    """The numbers of many deeds that it is told with."""
    wanted = rules.counted.get(family_of(fact.event.type), ())
    return tuple(q for q in fact.event.quantities if q.of.value in wanted)


def _kind(
    fact: Fact,
    spot: Spot,
    days: Days | None,
    count: tuple[Quantity, ...],
    rules: Rules,
    *,
    wide: bool,
) -> IncidentKind:
    dated = days is not None or fact.event.time.basis is Basis.UNKNOWN
    if fact.event.auxiliary is Auxiliary.HISTORICAL and not _told_to_the_day(fact):
        return IncidentKind.SITUATION
    if _lasting(fact, spot, rules) or any(q.scope is Scope.CONFLICT for q in count):
        return IncidentKind.SITUATION
    if count and dated and not spot.is_country:
        return IncidentKind.COUNT
    return IncidentKind.DEED if (spot.specific or wide) and dated else IncidentKind.SITUATION


def _lasting(fact: Fact, spot: Spot, rules: Rules) -> bool:
    return _family(fact, spot) not in rules.families and fact.event.type in rules.lasting


def _told_to_the_day(fact: Fact) -> bool:
    time = fact.event.time
    return time.date_prec == DAY and time.basis in (Basis.STATED, Basis.RELATIVE)


def _days(fact: Fact, most: int) -> Days | None:
    """The first and last day; None where they are unknown, or too far apart for one deed."""
    first, last = fact.bounds
    if first is None or last is None:
        return None
    days = first.toordinal(), last.toordinal()
    return days if 0 <= days[1] - days[0] < most else None
