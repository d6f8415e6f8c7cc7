"""Contradictions: pairs of claims whose coded events cannot both hold.

Events are compared, never words: presence against departure, assertion against denial, holder
against holder, number against number, day against day, culprit against culprit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from dateline.fusion.blocking import candidate_pairs
from dateline.fusion.compare import (
    dated,
    numbers_apart,
    same_place,
    sides_agree,
    sides_differ,
    times_overlap,
)
from dateline.fusion.facts import Fact
from dateline.fusion.oppositions import oppositions
from dateline.fusion.rivals import rival_pairs
from dateline.model import Contradiction, ContradictionKind

Rule = Callable[[Fact, Fact], str | None]


def contradictions(facts: Iterable[Fact], *, across: bool = False) -> tuple[Contradiction, ...]:
    """Contradictions among one report's facts, or `across` the facts of many.

    Within a report one a pair of claims and kind, in the order of the facts; across reports one
    a pair of positions and kind, by the first claims that take them. What a report only repeats
    contradicts nothing a second time, nor does a caption that says what the text says.
    """
    told = [f for f in facts if f.stated and (f.affirmed or f.denied) and not f.repeats]
    told = _without_captions(told)
    pairs = _across(told) if across else _within(told)
    place = {f.event.id: n for n, f in enumerate(told)}
    ordered = sorted(pairs, key=lambda pair: tuple(place[f.event.id] for f in pair))
    found: dict[tuple[str, str, ContradictionKind], Contradiction] = {}
    for a, b in ordered:
        for kind, rule in RULES:
            why = rule(a, b) or rule(b, a)
            if why is None:
                continue
            key = (a.claim.id, b.claim.id, kind)
            found.setdefault(
                key,
                Contradiction(
                    claims=(a.claim.id, b.claim.id),
                    kind=kind,
                    why=why,
                    events=(a.event.id, b.event.id),
                ),
            )
            break
    return tuple(found.values())


def _without_captions(told: Sequence[Fact]) -> list[Fact]:
    """The facts without those of captions that the text of the same report tells itself."""
    texts = {_telling(fact) for fact in told if not fact.captioned}
    return [fact for fact in told if not (fact.captioned and _telling(fact) in texts)]


def _telling(fact: Fact) -> tuple[object, ...]:
    """What is told of whom and where, whatever the words and the source."""
    places = frozenset(place.id for place in fact.anchors)
    return (fact.report, fact.event.type, fact.denied, fact.sides, places)


def _within(told: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of one report's facts: of different claims, of one subject and of one place."""
    subjects = {fact.event.id: _subjects(fact) for fact in told}
    for a, b in rival_pairs(told):
        if (
            a.claim.id != b.claim.id
            and not subjects[a.event.id].isdisjoint(subjects[b.event.id])
            and same_place(a, b)
        ):
            yield a, b


def _subjects(fact: Fact) -> frozenset[str]:
    """What a fact tells of, as far as any rule compares it with a fact of another code."""
    table = oppositions()
    compared = {
        "presence": (*table.presence.there, *table.presence.gone),
        "control": table.control,
    }
    kinds = (kind for kind, codes in compared.items() if fact.is_a(codes))
    return frozenset((fact.event.type, *kinds))


def _across(told: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of positions that different reports tell: one source's same telling is one."""
    positions: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in told:
        holders = positions[position(fact)]
        if len(holders) < 2 and all(f.report != fact.report for f in holders):
            holders.append(fact)
    first = {holders[0].event.id: holders for holders in positions.values()}
    for a, b in candidate_pairs([holders[0] for holders in first.values()]):
        if not same_place(a, b):
            continue
        pair = _two_reports(first[a.event.id], first[b.event.id])
        if pair is not None:
            yield pair


def position(fact: Fact) -> tuple[object, ...]:
    """What is told and by whom: a hundred reports of one source's words take one position."""
    return (fact.source.casefold(), fact.source_side, *fact.signature)


def _two_reports(left: Sequence[Fact], right: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    pairs = ((a, b) for a in left for b in right if a.report != b.report)
    return next(pairs, None)


def _presence(a: Fact, b: Fact) -> str | None:
    table = oppositions().presence
    if not (a.is_a(table.there) and a.affirmed and a.sides and a.sides & b.sides):
        return None
    if b.is_a(table.gone) and b.affirmed and _not_before(a, b):
        return f"{_who(a)} still there ({_said(a)}) against gone ({_said(b)})"
    if b.is_a(table.there) and b.denied and times_overlap(a, b):
        return f"{_who(a)} there ({_said(a)}) against not there ({_said(b)})"
    return None


def _not_before(present: Fact, left: Fact) -> bool:
    """Whether the presence reaches past the instant by which the others say they had left.

    A time that is only the report's own date says nothing of the order within that day.
    """
    _, until = present.bounds
    done, _ = left.bounds
    return until is None or done is None or until > done


def _polarity(a: Fact, b: Fact) -> str | None:
    if a.event.type != b.event.type or not (a.affirmed and b.denied):
        return None
    if not sides_agree(a, b) or not times_overlap(a, b):
        return None
    return f"{a.event.type} asserted ({_said(a)}) and denied ({_said(b)})"


def _control(a: Fact, b: Fact) -> str | None:
    table = oppositions().control
    if not (a.is_a(table) and b.is_a(table) and a.affirmed and b.affirmed):
        return None
    if not sides_differ(a, b) or a.claim.source == b.claim.source:
        return None
    if not _same_days(a, b):
        return None
    return f"{_who(a)} holds it ({_said(a)}) against {_who(b)} ({_said(b)})"


def _same_days(a: Fact, b: Fact) -> bool:
    """Background with its own past is no rival to the present: both told of, and overlapping."""
    if a.event.auxiliary != b.event.auxiliary:
        return False
    return times_overlap(a, b)


def _quantity(a: Fact, b: Fact) -> str | None:
    if a.event.type != b.event.type or not times_overlap(a, b) or not sides_agree(a, b):
        return None
    if a.source == b.source and a.report == b.report:
        return None
    for p in a.event.quantities:
        for q in b.event.quantities:
            if p.of == q.of and p.of.value in oppositions().countable and numbers_apart(p, q):
                return f"{p.of.value}: {p.text!r} ({_said(a)}) against {q.text!r} ({_said(b)})"
    return None


def _time(a: Fact, b: Fact) -> str | None:
    if a.event.type != b.event.type or not a.is_a(oppositions().once):
        return None
    if not (a.affirmed and b.affirmed and a.sides and a.sides == b.sides):
        return None
    if not (_one_place(a, b) and dated(a) and dated(b) and _to_the_day(a) and _to_the_day(b)):
        return None
    if times_overlap(a, b) or not times_overlap(a, b, slack=timedelta(days=14)):
        return None
    return f"{_when(a)} ({_said(a)}) against {_when(b)} ({_said(b)})"


def _one_place(a: Fact, b: Fact) -> bool:
    return bool({p.id for p, _ in a.places} & {p.id for p, _ in b.places})


def _to_the_day(fact: Fact) -> bool:
    return fact.event.time.date_prec == 1


def _responsibility(a: Fact, b: Fact) -> str | None:
    if a.event.type != b.event.type or not a.is_a(oppositions().answerable):
        return None
    if not (a.affirmed and b.affirmed and sides_differ(a, b) and times_overlap(a, b)):
        return None
    if a.claim.source == b.claim.source or a.is_a(("territory.taken",)):
        return None
    if not (a.targets & b.targets or _one_place(a, b)):
        return None
    return f"by {_who(a)} ({_said(a)}) against by {_who(b)} ({_said(b)})"


RULES: tuple[tuple[ContradictionKind, Rule], ...] = (
    (ContradictionKind.PRESENCE, _presence),
    (ContradictionKind.POLARITY, _polarity),
    (ContradictionKind.CONTROL, _control),
    (ContradictionKind.RESPONSIBILITY, _responsibility),
    (ContradictionKind.QUANTITY, _quantity),
    (ContradictionKind.TIME, _time),
)


def _who(fact: Fact) -> str:
    return "/".join(sorted(fact.sides)) or "somebody"


def _said(fact: Fact) -> str:
    hedge = ", hedged" if fact.hedged else ""
    return f"{fact.source}{hedge}: {fact.event.trigger.text!r}"


def _when(fact: Fact) -> str:
    return fact.event.time.earliest or "undated"
