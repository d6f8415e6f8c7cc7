"""Where a deed was: its own places, or the settlement told before it in its report.

A place that is only beside a deed is none of it. "The attack" and a later toll take the place of
what was told before: in the same paragraph, else the one that the whole report is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from dateline.fusion.compare import contains
from dateline.fusion.facts import Fact
from dateline.fusion.name_bones import Bones, name_bones, name_proper
from dateline.fusion.words_told import words_told
from dateline.model import Place, PlaceRole, Toponym
from dateline.text.transliterate import match_key

AREAS = ("PCL", "ADM", "RGN", "CONT", "TERR", "OCN", "SEA", "STM", "LK", "RSV", "GULF", "STRT",
         "BAY", "CNL", "AREA", "ISLS", "PEN", "CST")  # fmt: skip
"""Beginnings of feature codes of what holds many places; `ADMF` is a public building."""
REGIONS = ("ADM1", "ADM2")
DISTRICTS = ("ADM2", "ADM3", "ADM4", "ADM5")
SURE, RIVAL = 0.8, 0.15
"""A namesake's chance from which its choice is sure, and from which it is a rival of another."""
POINT = 2
"""UCDP's where_prec up to which a place is one settlement or site."""


class Grade(StrEnum):
    """How a deed has its place: named, named by its claim around it, told before in its paragraph,
    what its report is about, that of every like telling in other reports."""

    OWN = "own"
    CLAIM = "claim"
    BEFORE = "before"
    ABOUT = "about"
    STORY = "story"
    NONE = "none"


class Spot(Struct, frozen=True):
    """A place of a deed: `key` is the gazetteer's id or the folded name; `names`: as written,
    folded; `role`: what it is to the deed; `rivals`: other entries of its name that its report
    leaves nearly as likely, and the town that a district is named after; `seat`: it is a district
    that stands for that town; `parts`: names without an entry that the deed has beside it; `bones`:
    the consonants of a name, for another script."""

    key: str
    names: frozenset[str]
    grade: Grade
    place: Place | None = None
    role: PlaceRole | None = None
    rivals: frozenset[str] = frozenset()
    seat: bool = False
    parts: frozenset[str] = frozenset()
    bones: Bones | None = None

    @property
    def possible(self) -> frozenset[str]:
        """The gazetteer's ids that it may be; none: no gazetteer knows it."""
        return self.rivals | {self.place.id} if self.place is not None else frozenset()

    @property
    def specific(self) -> bool:
        """Whether it is one settlement, site or name, rather than an area or nothing."""
        if self.grade is Grade.NONE:
            return False
        return self.place is None or self.seat or is_point(self.place)

    @property
    def is_site(self) -> bool:
        """Whether it is one thing that stands somewhere: a bridge, a plant, an airfield."""
        known = self.specific and self.place is not None and not self.seat
        return known and self.place is not None and not _is_town(self.place)

    @property
    def regional(self) -> bool:
        """Whether it is a region of a country."""
        return self.place is not None and self.place.feature.startswith(REGIONS)

    @property
    def is_country(self) -> bool:
        """Whether it is a whole country."""
        return self.place is not None and self.place.feature.startswith("PCL")

    def may_be(self, other: Spot) -> bool:
        """Whether a place of another key may be the same: by a name, or a part of the town, that no
        gazetteer knows, or by entries that are as likely."""
        if self.place is None or other.place is None:
            shared = (
                self.names & other.names or self.parts & other.names or self.names & other.parts
            )
            bones = self.bones is not None and self.bones.is_like(other.bones)
            return bool(shared) or bones
        return bool(self.possible & other.possible)

    @property
    def place_is_told(self) -> bool:
        """Whether the event, or its claim right beside it, names a specific place."""
        return self.grade in (Grade.OWN, Grade.CLAIM) and self.specific

    @property
    def place_is_own(self) -> bool:
        """Whether the event names a specific place itself."""
        return self.grade is Grade.OWN and self.specific


NOWHERE = Spot(key="", names=frozenset(), grade=Grade.NONE)


def is_point(place: Place) -> bool:
    """Whether a place is one settlement or site."""
    if _is_town(place):
        return True
    return place.where_prec <= POINT and not place.feature.startswith(AREAS)


def _is_town(place: Place) -> bool:
    return place.feature.startswith("PPL")


def spots_of(
    facts: Sequence[Fact], generic: Sequence[str], carry: int, about: float
) -> Iterator[tuple[Fact, tuple[Spot, ...]]]:
    """The facts of one report, in its order, with their places: one at least for each."""
    own = {f.event.id: _own(f, frozenset(generic)) for f in facts}
    # A list of headlines is about no one place.
    centre = () if any(f.listed for f in facts) else _centre(own.values(), about)
    for at, fact in enumerate(facts):
        spots = own[fact.event.id]
        if not any(s.specific for s in spots):
            inside = () if spots else _inside(fact, frozenset(generic))
            before = inside or _before(fact, facts[:at], own, carry)
            near = before or _near(fact, carry) or _beside(fact, facts, own) or centre
            # A region that is named keeps what is told of it from a town that is not, but for a
            # town in it of which the same deed was told right before.
            held = [s for s in before if _is_inside(s, spots) and _tells_same(fact, facts[:at], s)]
            spots = tuple(held) or spots or near
        yield fact, spots or (NOWHERE,)


def _inside(fact: Fact, generic: frozenset[str]) -> tuple[Spot, ...]:
    """The one settlement or site that its claim names around it and that is nothing else to it."""
    named = [t for t in fact.within if t.place is not None or _is_name(t.text, generic)]
    found = {s.key: s for s in (_spot(t, {}) for t in named) if s.specific}
    if len(found) != 1:
        return ()
    (spot,) = found.values()
    return (replace(spot, grade=Grade.CLAIM, role=None),)


def _is_name(text: str, generic: frozenset[str]) -> bool:
    """Whether words without an entry are written as a name: "La Unión", not "la escuela"."""
    return not text[0].islower() and text.casefold() not in generic


def _is_inside(spot: Spot, areas: Sequence[Spot]) -> bool:
    """Whether a place lies in the one region that is named."""
    outer, inner = (areas[0].place if len(areas) == 1 else None), spot.place
    return outer is not None and inner is not None and areas[0].regional and contains(outer, inner)


def _tells_same(fact: Fact, earlier: Sequence[Fact], spot: Spot) -> bool:
    """Whether the deed told right before at that place shares rare words with it."""
    last = next((f for f in reversed(earlier) if f.block == fact.block), None)
    if last is None or not any(_spot(t, {}).key == spot.key for t in last.named):
        return False
    return bool(words_told(last) & words_told(fact))


def _own(fact: Fact, generic: frozenset[str]) -> tuple[Spot, ...]:
    """The settlements and sites that the event names; where it names none, its first area."""
    roles = {p.toponym: p.role for p in fact.event.places}
    found: dict[str, Spot] = {}
    for toponym in fact.named:
        spot = _as_seat(_spot(toponym, roles), toponym, fact)
        if spot.place is None and toponym.text.casefold() in generic:
            continue
        held = found.get(spot.key)
        names = spot.names | (held.names if held else frozenset())
        found[spot.key] = replace(spot, names=names)
    points = tuple(s for s in found.values() if s.specific)
    known = tuple(s for s in points if s.place is not None)
    # A bridge of a town that is known: the town is the place, the unknown name its part.
    parts = frozenset(n for s in points if s.place is None for n in s.names)
    if len(known) == 1 and parts:
        known = (replace(known[0], parts=parts),)
    return known or points or tuple(found.values())


def _spot(toponym: Toponym, roles: Mapping[str, PlaceRole]) -> Spot:
    name = match_key(toponym.text)
    place = toponym.place
    bones = name_bones(toponym.text)
    role = roles.get(toponym.id)
    if place is None:
        names = frozenset((name, match_key(name_proper(toponym.text))))
        return Spot(f"?{name}", names, Grade.OWN, None, role, bones=bones)
    names = frozenset((name, match_key(place.name)))
    return Spot(place.id, names, Grade.OWN, place, role, _rivals(toponym), bones=bones)


def is_seat(toponym: Toponym, *, taken: bool) -> bool:
    """Whether a district stands for the town that it is named after: where it is taken or left,
    or called by its bare name, a gazetteer chose it from two of that name.

    "overran Imam Sahib district" -> the town; "shelled Izium district" -> the district
    """
    place = toponym.place
    if place is None or not place.feature.startswith(DISTRICTS) or not _towns_of(toponym):
        return False
    return taken or match_key(toponym.text) == match_key(place.name)


def _towns_of(toponym: Toponym) -> frozenset[str]:
    """The entries that were considered for a name and are no areas."""
    return frozenset(c.id for c in toponym.candidates if "-admin" not in c.id)


def _as_seat(spot: Spot, toponym: Toponym, fact: Fact) -> Spot:
    """A district as the town that it stands for."""
    if not is_seat(toponym, taken=fact.is_a(("territory",))):
        return spot
    return replace(spot, rivals=_towns_of(toponym), seat=True)


def _rivals(toponym: Toponym) -> frozenset[str]:
    """Entries that are nearly as likely as the one chosen, where that is not sure."""
    found = {c.id: c.score for c in toponym.candidates}
    chosen = toponym.place.id if toponym.place is not None else ""
    if found.get(chosen, 1.0) >= SURE:
        return frozenset()
    return frozenset(i for i, score in found.items() if score >= RIVAL and i != chosen)


def _centre(spots: Iterable[tuple[Spot, ...]], share: float) -> tuple[Spot, ...]:
    """The one settlement that at least this share of the report's placed events name."""
    told = [s for group in spots for s in group if s.specific]
    counts = Counter(s.key for s in told)
    best = min(counts, key=lambda k: (-counts[k], k), default=None)
    if best is None or counts[best] < share * len(told):
        return ()
    first = next(s for s in told if s.key == best)
    return (replace(first, grade=Grade.ABOUT, role=None),)


def _near(fact: Fact, carry: int) -> tuple[Spot, ...]:
    """The settlement or site named last before it in its paragraph."""
    near = fact.near
    if near is None or fact.event.trigger.start - near.start > carry:
        return ()
    spot = _spot(near, {})
    return (replace(spot, grade=Grade.BEFORE, role=None),) if spot.specific else ()


def _beside(
    fact: Fact, facts: Sequence[Fact], own: Mapping[str, tuple[Spot, ...]]
) -> tuple[Spot, ...]:
    """The area that another deed of its claim names: "strikes on the country's grid cut power"."""
    mates = (own[f.event.id] for f in facts if f.claim.id == fact.claim.id)
    return next((spots[:1] for spots in mates if spots), ())


def _before(
    fact: Fact, earlier: Sequence[Fact], own: Mapping[str, tuple[Spot, ...]], carry: int
) -> tuple[Spot, ...]:
    """What it repeats, else the last place told before it in its paragraph."""
    start = fact.event.trigger.start
    again = own.get(fact.event.same_as or "", ())
    near = [
        own[f.event.id]
        for f in reversed(earlier)
        if f.block == fact.block and start - f.event.trigger.start <= carry
    ]
    for spots in (again, *near):
        points = [s for s in spots if s.specific]
        if points:
            return tuple(replace(s, grade=Grade.BEFORE) for s in points[:1])
    return ()
