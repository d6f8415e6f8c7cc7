"""Incidents: the events of many claims judged to be the same occurrence.

Derived, never edited: a function of facts, origins and judgements, the same in any order of
ingestion. A denial never joins an assertion. People's judgements override, for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dateline.fusion.blocking import candidate_pairs
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


def incidents_of(
    facts: Sequence[Fact],
    *,
    origins: Sequence[Origin] = (),
    judgements: Sequence[Judgement] = (),
    weights: Weights | None = None,
) -> tuple[Incident, ...]:
    """All incidents, by id. Facts that are not told as having happened form none."""
    told = {f.event.id: f for f in facts if f.stated and (f.affirmed or f.denied)}
    rules = weights or shipped_weights()
    ordered = sorted(told.values(), key=lambda f: f.event.id)
    links = [found for a, b in candidate_pairs(ordered) if (found := link(a, b, rules))]
    clusters = _clusters(told, links, judgements)
    of_claim = {claim: origin for origin in origins for claim in origin.claims}
    reasons = {frozenset((found.a, found.b)): found.why for found in links}
    made = (_incident(members, told, of_claim, reasons) for members in clusters)
    return tuple(sorted(made, key=lambda i: i.id))


def _clusters(
    facts: Mapping[str, Fact], links: Sequence[Link], judgements: Sequence[Judgement]
) -> list[tuple[str, ...]]:
    """Joins the strongest links first, unless a judgement or a repeat forbids it."""
    same, different = _judged(judgements)
    parent = {event: event for event in facts}
    members: dict[str, set[str]] = {event: {event} for event in facts}

    def root(event: str) -> str:
        while parent[event] != event:
            parent[event] = parent[parent[event]]
            event = parent[event]
        return event

    def join(a: str, b: str) -> None:
        a, b = sorted((root(a), root(b)))
        if a != b:
            parent[b] = a
            members[a] |= members.pop(b)

    def allowed(a: str, b: str) -> bool:
        left, right = members[root(a)], members[root(b)]
        if any(frozenset((x, y)) in different for x in left for y in right):
            return False
        return all(_compatible(facts[x], facts[y]) for x in left for y in right)

    for a, b in sorted(same):
        if a in parent and b in parent:
            join(a, b)
    for found in sorted(links, key=lambda x: (-x.weight, x.a, x.b)):
        if root(found.a) != root(found.b) and allowed(found.a, found.b):
            join(found.a, found.b)
    return [tuple(sorted(group)) for group in members.values()]


def _compatible(a: Fact, b: Fact) -> bool:
    """What no chain of links may join: a denial with an assertion, days apart, towns apart."""
    if a.denied != b.denied:
        return False
    both = a.event.time.date_prec == 1 and b.event.time.date_prec == 1
    if both and a.bounds[0] and b.bounds[0]:
        slack = 1 if Basis.DOCUMENT in (a.event.time.basis, b.event.time.basis) else 0
        if abs((a.bounds[0].date() - b.bounds[0].date()).days) > slack:
            return False
    towns = [{p.id for p, _ in f.places if p.feature.startswith("PPL")} for f in (a, b)]
    return not (towns[0] and towns[1]) or bool(towns[0] & towns[1])


def _judged(
    judgements: Sequence[Judgement],
) -> tuple[set[tuple[str, str]], set[frozenset[str]]]:
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


def _incident(
    members: Sequence[str],
    facts: Mapping[str, Fact],
    of_claim: Mapping[str, Origin],
    reasons: Mapping[frozenset[str], tuple[str, ...]],
) -> Incident:
    found = [facts[m] for m in members]
    claims = sorted({f.claim.id for f in found})
    origins = {of_claim[c].id: of_claim[c] for c in claims if c in of_claim}
    types = sorted({f.event.type for f in found}, key=lambda t: (-t.count("."), t))
    against = {of_claim[f.claim.id].id for f in found if f.claim.id in of_claim and _against(f)}
    places = sorted(
        {p.id: p for f in found for p, _ in f.places}.values(), key=lambda p: (p.where_prec, p.id)
    )
    why = sorted(
        f"{a} = {b}: {'; '.join(reasons[frozenset((a, b))])}"
        for a in members
        for b in members
        if a < b and frozenset((a, b)) in reasons
    )
    return Incident(
        id=content_id("inc", *members), type=types[0], events=tuple(members),
        claims=tuple(claims), place=places[0].id if places else None, time=_when(found),
        origins=_independent(origins.values()), against_interest=tuple(sorted(against)),
        sides=tuple(sorted({o.side for o in origins.values() if o.side})), why=tuple(why),
    )  # fmt: skip


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
