"""Tellings: facts with where they stand in their report, and their places by role.

A place that is only beside a deed, or that it goes towards, is no place of it. What names no
place takes the settlement named before it in the same claim or paragraph (`carried`), and is
less sure for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from dateline.fusion.contrast import NONE, Marks, find_marks, is_presupposed
from dateline.fusion.deed_places import is_seat
from dateline.fusion.facts import WATERS, Fact, facts_of, is_in_words
from dateline.fusion.name_bones import name_proper
from dateline.fusion.words_told import is_recalled
from dateline.model import (
    Aspect,
    Claim,
    Coding,
    Place,
    PlaceRole,
    Report,
    Stance,
    Toponym,
    ToponymKind,
)
from dateline.text.transliterate import match_key

CARRY = 600
"""Characters back, within a paragraph, from where a place is taken: some four sentences."""
AFTER = 80
"""Characters after a deed's word in which it may be called untrue ("... are likely false")."""
_OWN = frozenset(PlaceRole) - {PlaceRole.BESIDE, PlaceRole.TOWARDS}
_ADVANCED = ("force.advanced",)
_ACCUSED = ("politics.accuse",)
_WORD = re.compile(r"[^\W\d_]{4,}")
STEM = 6
_END = re.compile(r"[.!?…\n]")
_JOINT = re.compile(r"\s*[-–—]\s*")


class Spot(Struct, frozen=True, gc=False):
    """A place of a deed: its gazetteer entry, or the name alone where it has none.
    `name`: as written, folded; `near`: the deed is near it, and not there."""

    name: str
    place: Place | None
    near: bool = False
    text: str = ""

    @property
    def called(self) -> str:
        """What a reader calls it: as the report writes it."""
        return self.text or (self.place.name if self.place else self.name)

    @property
    def is_area(self) -> bool:
        """Whether it is a region, a country or a water: it holds many deeds of one day."""
        return self.place is not None and is_area(self.place)


class Telling(Struct, frozen=True, eq=False, dict=True):
    """One fact as told. `order` counts the report's facts; `block`: its paragraph; `spots`: its
    own places; `carried`: the settlement before it, where it names none, and whether that stands
        in its own claim (`carried_inside`); `accuses`: its claim blames
        somebody; `called_false`: the
        words call what is told untrue, so that its source says it and somebody else denies it;
        `presupposed`: its clause takes the deed as known and says something of it."""

    fact: Fact
    text: str
    lang: str | None
    order: int
    block: int
    spots: tuple[Spot, ...]
    carried: Spot | None
    carried_inside: bool = False
    accuses: bool = False
    marks: Marks = NONE
    called_false: bool = False
    presupposed: bool = False

    @property
    def at(self) -> int:
        """Where its word stands."""
        return self.fact.event.trigger.start

    @cached_property
    def affirmed(self) -> bool:
        """Whether its source says that it is so; what is only meant is not."""
        if self.denied or self.fact.event.aspect is Aspect.MEANT:
            return False
        return self.fact.affirmed or self.fact.denied

    @cached_property
    def denied(self) -> bool:
        """Whether its source says that it is not so; who denies denies what is told as done."""
        if self.fact.claim.stance is Stance.DENY:
            return (self.fact.denied or self.fact.affirmed) and not self.presupposed
        return self.fact.denied and not self.called_false

    @cached_property
    def settled(self) -> tuple[Spot, ...]:
        """Its own places that are no areas."""
        return tuple(s for s in self.spots if not s.is_area)

    @cached_property
    def areas(self) -> tuple[Place, ...]:
        """Its own places that are areas."""
        return tuple(s.place for s in self.spots if s.is_area and s.place is not None)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The longer words of its claim, cut to their beginnings."""
        spans = self.fact.claim.content
        words = (w.casefold() for s in spans for w in _WORD.findall(s.text))
        return frozenset(word[:STEM] for word in words)


def is_area(place: Place) -> bool:
    """Whether a gazetteer entry is wider than a settlement or a named site."""
    feature = place.feature
    return feature.startswith(("ADM", "PCL", "RGN", "CONT", "TERR", "ZN")) or feature in WATERS


def tellings_of(coding: Coding) -> tuple[Telling, ...]:
    """The facts of a coding as tellings, in the order of the text."""
    facts = sorted(facts_of(coding), key=lambda f: (f.event.trigger.start, f.event.id))
    toponyms = {t.id: t for t in coding.toponyms}
    named = sorted(coding.toponyms, key=lambda t: t.start)
    text, lang = coding.report.text, coding.report.lang
    blaming = [f.event.trigger.start for f in facts if f.is_a(_ACCUSED)]
    made: list[Telling] = []
    for order, fact in enumerate(facts):
        block = find_block(coding.report, fact.event.trigger.start)
        spots = tuple(_own_spots(fact, toponyms))
        settled = any(not s.is_area for s in spots)
        carried, inside = (None, False) if settled else _carried(fact, named, coding, block)
        made.append(
            Telling(
                fact=fact, text=text, lang=lang, order=order, block=block, spots=spots,
                carried=carried, carried_inside=inside,
                accuses=any(head_of(fact.claim) <= at < fact.claim.end for at in blaming),
                marks=_claim_marks(fact, text, lang),
                called_false=_is_called_false(fact, text, lang),
                presupposed=_is_presupposed(fact, lang),
            )
        )  # fmt: skip
    return tuple(_without_former_holds(made))


def _without_former_holds(told: Sequence[Telling]) -> Iterator[Telling]:
    """The tellings without states that the same claim says have ended.

    "retook the town from occupation" -> no holding; "after the occupation they left" -> none
    """
    changes: dict[str, list[Fact]] = defaultdict(list)
    for telling in told:
        if telling.fact.affirmed and telling.fact.is_a(("territory.taken", "territory.left")):
            changes[telling.fact.claim.id].append(telling.fact)
    for telling in told:
        fact = telling.fact
        held = fact.affirmed and fact.is_a(("territory.held",))
        if not (held and any(_ends(c, fact) for c in changes[fact.claim.id])):
            yield telling


def _ends(change: Fact, held: Fact) -> bool:
    """Whether a change of hands, told beside a holding, may be what ended it."""
    if change.is_a(("territory.left",)):
        return not change.sides or not held.sides or bool(change.sides & held.sides)
    return not change.sides or not held.sides or not change.sides & held.sides


def find_block(report: Report, at: int) -> int:
    """The number of the paragraph that holds a character; -1 before the first."""
    return bisect_right(report.blocks, at, key=lambda block: block.start) - 1


def _own_spots(fact: Fact, toponyms: Mapping[str, Toponym]) -> Iterator[Spot]:
    """The places of an event by role; all that it is placed by where no role is told."""
    own = _OWN | {PlaceRole.TOWARDS} if fact.is_a(_ADVANCED) else _OWN
    roles = {p.toponym: p.role for p in fact.event.places if p.role in own}
    if not fact.event.places:
        roles = dict.fromkeys(fact.event.toponyms, PlaceRole.AT)
    for key, role in roles.items():
        top = toponyms.get(key)
        if top is not None and _is_name(top):
            near = role is PlaceRole.NEAR
            if is_seat(top, taken=fact.is_a(("territory", "force"))):
                yield Spot(match_key(name_proper(top.text)), None, near, top.text)
            else:
                yield from _spots_of(top, near=near)


def _is_name(top: Toponym) -> bool:
    """Whether it names one place: "le centre", "the village", which no gazetteer knows, do not."""
    if top.kind not in (ToponymKind.LITERAL, ToponymKind.EMBEDDED):
        return False
    return top.place is not None or not top.text.islower()


def _spots_of(top: Toponym, *, near: bool) -> Iterator[Spot]:
    """A toponym as a spot; a name of two places that no gazetteer has is both of them."""
    parts = _JOINT.split(top.text) if top.place is None else [top.text]
    for part in parts:
        name = name_proper(part) if top.place is None else part
        yield Spot(match_key(name), top.place, near, part)


def _carried(
    fact: Fact, named: Sequence[Toponym], coding: Coding, block: int
) -> tuple[Spot | None, bool]:
    """The settlement named last before the deed, in its claim first, else in its paragraph."""
    at = fact.event.trigger.start
    inside = [t for t in named if is_in_words(t, fact.claim) and _is_seat(t)]
    if inside:
        nearest = min(inside, key=lambda t: (abs(t.start - at), t.start))
        return Spot(match_key(nearest.text), nearest.place, text=nearest.text), True
    first = max(_first_back(fact, coding, block), at - CARRY)
    before = [t for t in named if first <= t.start < at and t.area is None and _is_seat(t)]
    if not before:
        return None, False
    last = before[-1]
    return Spot(match_key(last.text), last.place, text=last.text), False


def _first_back(fact: Fact, coding: Coding, block: int) -> int:
    """Where the words begin in which a deed's place may stand: its paragraph's, or the one before
    for what answers or recalls a deed ("it denied the strike")."""
    if block < 0:
        return 0
    answers = fact.claim.stance is Stance.DENY or is_recalled(fact)
    back = 1 if answers and block > 0 and not fact.listed else 0
    return coding.report.blocks[block - back].start


def _is_seat(top: Toponym) -> bool:
    """Whether a toponym names a settlement or a site that its text means as such; what no
    gazetteer knows only by a name, not by a common noun."""
    if top.kind is not ToponymKind.LITERAL:
        return False
    return not top.text.islower() if top.place is None else not is_area(top.place)


def head_of(claim: Claim) -> int:
    """Where a claim begins with its source and cue."""
    heads = [s.start for s in (claim.cue, claim.source.span) if s is not None]
    return min([claim.start, *heads])


def _claim_marks(fact: Fact, text: str, lang: str | None) -> Marks:
    """Contrast in the words around a claim: from its cue and source to its beginning, and after
    what it says is not so: "claims that the town was lost are untrue"."""
    last = max(fact.claim.start, fact.event.trigger.start)
    marks = find_marks(text, head_of(fact.claim), last, lang=lang)
    if fact.denied and not marks.denial and denied_after(fact, text, lang=lang):
        return replace(marks, denial=True)
    return marks


def denied_after(fact: Fact, text: str, *, lang: str | None) -> bool:
    """Whether the sentence calls a denied deed untrue after its word."""
    start = fact.event.trigger.end
    end = _END.search(text, start)
    stop = min(end.start() if end else len(text), start + AFTER)
    return find_marks(text, start, stop, lang=lang).denial


def _is_presupposed(fact: Fact, lang: str | None) -> bool:
    """Whether the span of the claim that holds the deed takes it as known."""
    at = fact.event.trigger.start
    spans = (s for s in fact.claim.content if s.start <= at < s.end)
    return any(is_presupposed(s.text, at - s.start, lang=lang) for s in spans)


def _is_called_false(fact: Fact, text: str, lang: str | None) -> bool:
    """Whether what another is made to say is called untrue after it: "... are likely false"."""
    claim = fact.claim
    if claim.source.span is None or claim.stance.value != "assert" or not fact.denied:
        return False
    after = fact.event.trigger.end
    return find_marks(text, after, min(claim.end, after + AFTER), lang=lang).denial
