"""Situations: what goes on for long or over an area, one a kind, area and unbroken time.

They collect events; nothing is corroborated by them, and no two deeds are joined through them.
Invariant: a situation is a function of its parts, one a deed; no part looks at another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Days, Deed, shipped_rules
from dateline.model import UNKNOWN_INTERVAL, Basis, Incident, IncidentKind, Interval, content_id


class Part(Struct, frozen=True, eq=False):
    """What a situation takes of one deed. `deed`: its key; `places`: ids of what it is placed by,
    none: no gazetteer knows it; `sure`: no namesake is nearly as likely; `called`: names of places
    that no gazetteer knows, as written."""

    deed: str
    event: str
    claim: str
    type: str
    family: str
    days: Days | None
    places: tuple[str, ...]
    sure: bool
    called: tuple[str, ...]
    time: Interval


def is_ongoing(deed: Deed) -> bool:
    """Whether it belongs to what goes on somewhere; without any place it stands alone."""
    return deed.kind is IncidentKind.SITUATION and deed.spot.grade is not Grade.NONE


def part_of(deed: Deed) -> Part:
    """What a situation takes of a deed."""
    fact, own = deed.fact, deed.spot.place
    return Part(
        deed=deed.key, event=deed.id, claim=fact.claim.id, type=fact.event.type,
        family=deed.family, days=deed.days, time=fact.event.time, sure=not deed.spot.rivals,
        places=tuple(p.id for p in (deed.areas or ((own,) if own else ()))),
        called=tuple(t.text for t in fact.named if t.place is None),
    )  # fmt: skip


def situations_of(deeds: Iterable[Deed]) -> Iterator[list[Part]]:
    """The parts of each situation, in the order of their days."""
    kinds: dict[tuple[str, str, bool], list[Part]] = defaultdict(list)
    for deed in deeds:
        kinds[situation_key(deed)].append(part_of(deed))
    for _, told in sorted(kinds.items()):
        yield from cut_at_silence(told)


def situation_key(deed: Deed) -> tuple[str, str, bool]:
    """What one situation has in common: its kind, its place, and whether it is denied."""
    return _root(deed), deed.spot.key, deed.fact.denied


def silence() -> int:
    """Days for which nothing may be told of a situation that goes on."""
    return shipped_rules().silent_days


def _root(deed: Deed) -> str:
    rules = shipped_rules()
    return deed.family if deed.family in rules.families else deed.family.split(".")[0]


def cut_at_silence(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts of one key, cut where nothing is told for longer than a situation may fall silent."""
    listed = sorted(parts, key=lambda p: (p.days or (0, 0), p.deed))
    silent = silence()
    current: list[Part] = []
    until = 0
    for part in (p for p in listed if p.days):
        first, last = part.days or (0, 0)
        if current and first - until > silent:
            yield current
            current = []
        until = max(until, last) if current else last
        current.append(part)
    if current:
        yield current
    yield from ([p] for p in listed if not p.days)


def situation_of(parts: Sequence[Part], sides: Iterable[str | None]) -> Incident:
    """The record of a situation; `sides`: those that the origins of its claims speak for."""
    members = sorted({p.event for p in parts})
    place, called = where_told(parts)
    return Incident(
        id=content_id("inc", IncidentKind.SITUATION.value, place or called, *members),
        type=name_type((p.type for p in parts), parts[0].family),
        events=tuple(members), claims=tuple(sorted({p.claim for p in parts})), place=place,
        time=most_precise((p.deed, p.time) for p in parts), origins=(),
        sides=tuple(sorted({side for side in sides if side})),
        kind=IncidentKind.SITUATION, called=called,
    )  # fmt: skip


def where_told(parts: Sequence[Part]) -> tuple[str | None, str | None]:
    """The place's id, or where no gazetteer knows it, its name as it is mostly written; a namesake
    that is not sure counts only where no sure one is told."""
    sure = [p for p in parts if p.sure]
    counting = sure if any(p.places for p in sure) else parts
    known = Counter(place for p in counting for place in p.places)
    if known:
        return commonest(known), None
    return None, commonest(Counter(name for p in counting for name in p.called))


def name_type(codes: Iterable[str], family: str) -> str:
    """The code that names the family's deeds first, in its most precise form of them."""
    types = Counter(codes)
    order = shipped_rules().named_by.get(family, ())

    def rank(code: str) -> int:
        fits = (n for n, root in enumerate(order) if code == root or code.startswith(root + "."))
        return next(fits, len(order))

    return min(types, key=lambda t: (rank(t), -t.count("."), -types[t], t))


def commonest(counts: Counter[str]) -> str | None:
    """What is counted most, the first of equals; None: nothing is."""
    return min(counts, key=lambda k: (-counts[k], k), default=None)


def most_precise(times: Iterable[tuple[str, Interval]]) -> Interval:
    """The most precise interval that a deed gives, by the keys of deeds; the earliest of equals."""
    known = [(deed, time) for deed, time in times if time.basis is not Basis.UNKNOWN]
    if not known:
        return UNKNOWN_INTERVAL
    return min(known, key=_precision)[1]


def _precision(told: tuple[str, Interval]) -> tuple[bool, int, str, str, str]:
    deed, time = told
    undated = time.basis is Basis.DOCUMENT
    return undated, time.date_prec or 9, time.earliest or "~", time.latest or "", deed
