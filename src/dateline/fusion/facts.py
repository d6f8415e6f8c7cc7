"""Facts: events of codings laid flat, so that they can be compared without looking things up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from dateline.fusion.camps import find_camp, find_voice_camp
from dateline.fusion.doer_names import name_words
from dateline.model import (
    Actor,
    Auxiliary,
    BlockKind,
    Certainty,
    Claim,
    Coding,
    Event,
    Place,
    Report,
    Stance,
    Toponym,
    ToponymKind,
)

ABOUT = 3
WITHIN = 120
"""Characters either side of an event's word in which its claim may name its place."""
HEADLINE, HEADLINES, LISTED = 160, 4, 0.75
"""Characters of a headline at most, paragraphs of a list at least, and the share of headlines."""
_SENTENCES = re.compile(r"[.!?…]\W*\s+\w.{20}")
_PART = re.compile(r"^[\dX]{4}-[\w-]+T(?:(MO|AF|EV|NI)|([01]\d|2[0-4]))")
_HOURS = ((5, "NI"), (12, "MO"), (17, "AF"), (21, "EV"), (25, "NI"))
"""Hours before which a part of the day ends."""
WATERS = frozenset({"STM", "SEA", "LK", "RSV", "STRT", "BAY", "GULF", "CNL"})
HAPPENED = frozenset({Auxiliary.ASSERTED, Auxiliary.HISTORICAL})


class Fact(Struct, frozen=True, eq=False, dict=True):
    """One event with its claim, places, sides and report; `sides` act, `targets` undergo.

    `unknown`: names that it is placed by and that no gazetteer knows, folded; `captioned`: it is
    told below a picture; `named`: the toponyms that place it; `block`: where its paragraph begins;
    `near`: the last place told before it there, if it names none that is known; `hour`: the part
    of the day that its words give (TIMEX3: MO, AF, EV, NI); `listed`: its report is a list of
    headlines, each of a story of its own; `beside`: the known places in its claim; `within`: the
    places named by its claim around its word that are nothing to it as far as was read; `lang`: its
    report's language; `camp`: the state's or its enemies', by what the doers are called; `doers`:
    the words that say which doers they are; `faceless`: no doer is told at all.
    """

    event: Event
    claim: Claim
    report: str
    published: str | None
    places: tuple[tuple[Place, str | None], ...]
    sides: frozenset[str]
    targets: frozenset[str]
    source: str
    source_side: str | None
    about: tuple[Place, ...] = ()
    unknown: frozenset[str] = frozenset()
    captioned: bool = False
    named: tuple[Toponym, ...] = ()
    block: int = 0
    near: Toponym | None = None
    hour: str | None = None
    listed: bool = False
    beside: tuple[Place, ...] = ()
    within: tuple[Toponym, ...] = ()
    lang: str | None = None
    camp: str | None = None
    doers: frozenset[str] = frozenset()
    faceless: bool = True

    @cached_property
    def source_words(self) -> frozenset[str]:
        """The words of its source's name that say which it is."""
        return name_words([self.source])

    @cached_property
    def source_camp(self) -> str | None:
        """The state's or its enemies', by what its source is called."""
        return find_voice_camp(self.source, self.source_side)

    @property
    def main_place(self) -> Place | None:
        """The settlement that its report names most."""
        return self.about[0] if self.about else None

    @property
    def affirmed(self) -> bool:
        """Whether the claim says that it happened (a denial of the claim turns it round)."""
        return self.event.auxiliary in HAPPENED

    @property
    def denied(self) -> bool:
        """Whether the claim says that it did not happen."""
        return self.event.auxiliary is Auxiliary.NEGATED

    @cached_property
    def bounds(self) -> tuple[datetime | None, datetime | None]:
        """Valid time as naive date-times."""
        return self.event.time.bounds()

    @cached_property
    def anchors(self) -> tuple[Place, ...]:
        """Its places; where none is a settlement, also those that its report is about."""
        named = {p.id: p for p, _ in self.places}
        if not any(p.feature.startswith("PPL") for p in named.values()):
            for place in self.about:
                named.setdefault(place.id, place)
        return tuple(named.values())

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """All that linkage looks at: facts of one signature are one telling many times over."""
        event = self.event
        return (
            event.type, self.affirmed, self.denied, event.trigger.text.casefold(),
            tuple(sorted((p.id, area or "") for p, area in self.places)),
            tuple(p.id for p in self.anchors) or self.report,
            tuple(p.id for p in self.about),
            event.time.earliest, event.time.latest, event.time.date_prec, event.time.basis.value,
            tuple(sorted(self.sides)), tuple(sorted(self.targets)), self.camp,
            tuple((q.of.value, q.low, q.best, q.high) for q in event.quantities),
        )  # fmt: skip

    @property
    def repeats(self) -> bool:
        """Whether an earlier event of the same report tells it already."""
        return self.event.same_as is not None

    @property
    def hedged(self) -> bool:
        """Whether the claim presents itself as less than certain."""
        return self.claim.certainty is not Certainty.CERTAIN

    @property
    def stated(self) -> bool:
        """Whether the claim says how things are, rather than what should or will be."""
        return self.claim.stance not in (
            Stance.DEMAND,
            Stance.PREDICT,
            Stance.DECLINE,
            Stance.UNKNOWN,
        )

    @cached_property
    def lineage(self) -> frozenset[str]:
        """The event's code and those above it."""
        return frozenset(accumulate(self.event.type.split("."), "{}.{}".format))

    def is_a(self, codes: Iterable[str]) -> bool:
        """Whether the event's code is one of these, or a child of one."""
        return not self.lineage.isdisjoint(codes)


def facts_of(coding: Coding) -> tuple[Fact, ...]:
    """The events of a coding as facts, in the order of the coding."""
    claims = {c.id: c for c in coding.claims}
    actors = {a.id: a for a in coding.actors}
    toponyms = {t.id: t for t in coding.toponyms}
    about, listed = _about(coding), is_list(coding.report)
    hours = {t.id: hour for t in coding.timexes if (hour := part_of_day(t.value or ""))}
    return tuple(
        replace(
            _fact(event, claims[event.claim], coding, actors, toponyms, about),
            hour=hours.get(event.time.timex or ""),
            listed=listed,
            lang=coding.report.lang,
        )
        for event in coding.events
        if event.claim in claims
    )


def _fact(
    event: Event,
    claim: Claim,
    coding: Coding,
    actors: Mapping[str, Actor],
    toponyms: Mapping[str, Toponym],
    about: tuple[Place, ...],
) -> Fact:
    told = [toponyms[t] for t in event.toponyms if t in toponyms]
    named = [t for t in told if not is_attribute(t, coding.report.text)]
    source, side = _named_source(claim, coding, actors)
    sides = _sides(event.actors, actors)
    doers = [actors[i].name for i in event.actors if i in actors]
    return Fact(
        event=event,
        claim=claim,
        report=coding.report.id,
        published=coding.report.as_of(event.trigger.start).published,
        places=tuple((t.place, t.area) for t in named if t.place is not None),
        sides=sides,
        camp=find_camp(doers, sides),
        doers=name_words(doers),
        faceless=not doers,
        targets=_sides(event.recipients, actors),
        source=source,
        source_side=side,
        about=about,
        unknown=frozenset(t.text.casefold() for t in named if t.place is None),
        captioned=coding.report.kind_at(event.trigger.start) is BlockKind.CAPTION,
        named=tuple(named),
        block=coding.report.block_start(event.trigger.start),
        beside=_beside(claim, coding),
        within=_within(event, claim, coding),
        near=None if any(t.place is not None for t in named) else _near(event, coding),
    )


def is_attribute(toponym: Toponym, text: str) -> bool:
    """Whether a name is the first part of a compound that describes something else.

    "the Russia-controlled plant", "Russian-captured Melitopol" -> True; "Bosnia-Herzegovina" -> not
    """
    own = toponym.text.partition("-")[2] if toponym.place is None else ""
    after = text[toponym.end : toponym.end + 2]
    return own[:1].islower() or (after[:1] == "-" and after[1:].islower())


def is_list(report: Report) -> bool:
    """Whether a report is a list of headlines: short lines, each a paragraph, no sentence after
    another in most of them."""
    lines = [report.text[b.start : b.end] for b in report.blocks]
    short = sum(len(line) <= HEADLINE and not _SENTENCES.search(line) for line in lines)
    return len(lines) >= HEADLINES and short >= LISTED * len(lines)


def part_of_day(value: str) -> str | None:
    """The part of the day in a TIMEX3 value: "2020-01-05TNI" -> NI; "2020-01-05T03:41" -> NI."""
    found = _PART.search(value)
    if found is None:
        return None
    if found[1] is not None:
        return found[1]
    hour = int(found[2])
    return next(part for last, part in _HOURS if hour < last)


def name_source(claim: Claim, coding: Coding) -> tuple[str, str | None]:
    """Who makes a claim, by name, as written, or the outlet; and the side that it speaks for."""
    return _named_source(claim, coding, {a.id: a for a in coding.actors})


def _named_source(
    claim: Claim, coding: Coding, actors: Mapping[str, Actor]
) -> tuple[str, str | None]:
    actor = actors.get(claim.source.actor or "")
    if actor is not None:
        return actor.name, actor.side
    return _unnamed(claim, coding), None


def _unnamed(claim: Claim, coding: Coding) -> str:
    if claim.source.span is not None:
        return claim.source.span.text
    return coding.report.outlet or "the outlet"


def _sides(ids: Iterable[str], actors: Mapping[str, Actor]) -> frozenset[str]:
    found = (actors[i].side for i in ids if i in actors)
    return frozenset(side for side in found if side)


def _about(coding: Coding) -> tuple[Place, ...]:
    """The settlements that the report's events and literal toponyms name, most often named
    first, at most three."""
    by_id = {t.id: t for t in coding.toponyms}
    counts: Counter[str] = Counter()
    places: dict[str, Place] = {}
    named = [by_id[t] for e in coding.events for t in e.toponyms if t in by_id]
    literal = [t for t in coding.toponyms if t.kind is ToponymKind.LITERAL]
    for toponym in [*named, *literal]:
        place = toponym.place
        if place is not None and place.feature.startswith("PPL"):
            counts[place.id] += 1
            places[place.id] = place
    ranked = sorted(counts, key=lambda k: (-counts[k], k))
    return tuple(places[k] for k in ranked[:ABOUT])


def is_in_words(toponym: Toponym, claim: Claim) -> bool:
    """Whether a name stands in the words of a claim."""
    return any(s.start <= toponym.start and toponym.end <= s.end for s in claim.content)


def _beside(claim: Claim, coding: Coding) -> tuple[Place, ...]:
    """The places that the claim's own words name as such."""
    return tuple(
        t.place
        for t in coding.toponyms
        if t.place is not None and t.kind is ToponymKind.LITERAL and is_in_words(t, claim)
    )


def _within(event: Event, claim: Claim, coding: Coding) -> tuple[Toponym, ...]:
    """Places named in the claim's words around the event's own that have no role in it."""
    known = {*event.toponyms, *(p.toponym for p in event.places)}
    low, high = event.trigger.start - WITHIN, event.trigger.end + WITHIN
    return tuple(
        t
        for t in coding.toponyms
        if t.kind is ToponymKind.LITERAL
        and t.id not in known
        and low <= t.start
        and t.end <= high
        and is_in_words(t, claim)
    )


def _near(event: Event, coding: Coding) -> Toponym | None:
    """The last literal place named before the event in its paragraph."""
    begin, end = coding.report.block_start(event.trigger.start), event.trigger.start
    told = (
        t
        for t in coding.toponyms
        if begin <= t.start < end and t.kind is ToponymKind.LITERAL and t.place is not None
    )
    return max(told, key=lambda t: t.start, default=None)
