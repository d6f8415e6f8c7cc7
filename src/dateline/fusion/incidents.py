"""Incidents: the events of many claims judged to be the same occurrence.

Derived, never edited: a function of facts, origins and judgements, the same in any order of
ingestion. A denial never joins an assertion. People's judgements override, for good.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.fusion.blocking import candidate_pairs
from dateline.fusion.clusters import Group, grouped
from dateline.fusion.facts import Fact
from dateline.fusion.linkage import Link, Weights, link, shipped_weights
from dateline.model import (
    UNKNOWN_INTERVAL,
    Basis,
    Incident,
    Interval,
    Judgement,
    Origin,
    TargetKind,
    Verdict,
    content_id,
)

REPEAT = 12.0
"""Bits for what a report itself tells again: more than any sum of shipped weights."""


def incidents_of(
    facts: Sequence[Fact],
    *,
    origins: Sequence[Origin] = (),
    carried: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    weights: Weights | None = None,
) -> tuple[Incident, ...]:
    """All incidents, by id. Facts that are not told as having happened form none.

    `carried`: claims that repeat the words of earlier ones.
    """
    told = {f.event.id: f for f in facts if f.stated and (f.affirmed or f.denied)}
    rules = weights or shipped_weights()
    same, different = judged(judgements)
    links = [*links_of(list(told.values()), rules), *copied(told.values(), carried or {}, rules)]
    groups = grouped(told, links, same, different)
    of_claim = {claim: origin for origin in origins for claim in origin.claims}
    made = (_incident(group, told, of_claim) for group in groups)
    return tuple(sorted(made, key=lambda i: i.id))


def links_of(facts: Sequence[Fact], weights: Weights) -> Iterator[Link]:
    """Links between facts. Those of one signature are linked with their first, where they are
    alike enough to be one, and only that first is compared with the others."""
    alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=lambda f: f.event.id):
        alike[fact.signature].append(fact)
    compared: list[Fact] = []
    for first, *rest in alike.values():
        found = link(first, rest[0], weights) if rest and first.bounds[0] is not None else None
        compared += [first] if found is not None else [first, *rest]
        if found is not None:
            yield from (replace(found, a=first.event.id, b=f.event.id) for f in rest)
    for a, b in candidate_pairs(compared):
        found = link(a, b, weights)
        if found is not None:
            yield found
    yield from _repeats(facts)


def copied(facts: Iterable[Fact], carried: Mapping[str, str], weights: Weights) -> Iterator[Link]:
    """Events of one type, told in a claim and in the claim whose words it repeats."""
    of_claim: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        of_claim[fact.claim.id].append(fact)
    for claim, first in carried.items():
        for a in of_claim.get(claim, ()):
            for b in of_claim.get(first, ()):
                if a.event.type == b.event.type and a.denied == b.denied and _one_word(a, b):
                    left, right = sorted((a.event.id, b.event.id))
                    yield Link(left, right, weights.copy, ("copied words",))


def _one_word(a: Fact, b: Fact) -> bool:
    return a.event.trigger.text.casefold() == b.event.trigger.text.casefold()


def _repeats(facts: Sequence[Fact]) -> Iterator[Link]:
    """What a report itself tells again is one occurrence."""
    events = {f.event.id: f for f in facts}
    for fact in facts:
        again = events.get(fact.event.same_as or "")
        if again is not None and again.denied == fact.denied:
            first, second = sorted((fact.event.id, again.event.id))
            yield Link(first, second, REPEAT, ("told again in the same report",))


def judged(
    judgements: Iterable[Judgement],
) -> tuple[set[tuple[str, str]], set[frozenset[str]]]:
    """Pairs of events that people hold to be the same, and to be different."""
    same: set[tuple[str, str]] = set()
    different: set[frozenset[str]] = set()
    for judgement in judgements:
        if judgement.withdrawn_at or judgement.target_kind is not TargetKind.EVENT:
            continue
        if judgement.other and judgement.verdict is Verdict.SAME:
            first, second = sorted((judgement.target, judgement.other))
            same.add((first, second))
        if judgement.other and judgement.verdict is Verdict.DIFFERENT:
            different.add(frozenset((judgement.target, judgement.other)))
    return same, different


def _incident(group: Group, facts: Mapping[str, Fact], of_claim: Mapping[str, Origin]) -> Incident:
    members = sorted(group.members)
    found = [facts[m] for m in members]
    claims = sorted({f.claim.id for f in found})
    origins = {of_claim[c].id: of_claim[c] for c in claims if c in of_claim}
    types = Counter(f.event.type for f in found)
    kind = min(types, key=lambda t: (-t.count("."), -types[t], t))
    against = {of_claim[f.claim.id].id for f in found if f.claim.id in of_claim and _against(f)}
    why = sorted(f"{x.a} = {x.b}: {'; '.join(x.why)}" for x in group.why)
    return Incident(
        id=content_id("inc", *members), type=kind, events=tuple(members),
        claims=tuple(claims), place=_where(found), time=_when(found),
        origins=_independent(origins.values()), against_interest=tuple(sorted(against)),
        sides=tuple(sorted({o.side for o in origins.values() if o.side})), why=tuple(why),
    )  # fmt: skip


def _where(facts: Sequence[Fact]) -> str | None:
    """The most precise place that members name, of equals the one that most of them name."""
    named = [p for f in facts for p, _ in f.places]
    times = Counter(p.id for p in named)
    best = min(named, key=lambda p: (p.where_prec, -times[p.id], p.id), default=None)
    return best.id if best is not None else None


def _independent(origins: Iterable[Origin]) -> tuple[str, ...]:
    """One origin a source: a ministry that says it twice corroborates nothing."""
    first: dict[tuple[str, str | None], str] = {}
    for origin in sorted(origins, key=lambda o: o.id):
        first.setdefault((origin.name.casefold(), origin.side), origin.id)
    return tuple(sorted(first.values()))


def _against(fact: Fact) -> bool:
    """Whether the source tells of its own side's loss or wrong."""
    side = fact.source_side
    if side is None or not fact.affirmed:
        return False
    if fact.is_a(("territory.left", "force.lost", "force.captured")):
        return side in fact.sides or side in fact.targets
    if fact.is_a(("territory.taken",)):
        return side not in fact.sides and bool(fact.sides)
    return fact.is_a(("civilians", "damage", "strike")) and side in fact.sides


def _when(facts: Sequence[Fact]) -> Interval:
    """The most precise interval that a member gives; the earliest of equals."""
    known = [f.event.time for f in facts if f.event.time.basis is not Basis.UNKNOWN]
    if not known:
        return UNKNOWN_INTERVAL
    return min(
        known,
        key=lambda i: (
            i.basis is Basis.DOCUMENT,
            i.date_prec or 9,
            i.earliest or "~",
            i.latest or "",
        ),
    )
