"""Incidents: the events of many claims judged to be the same occurrence, and situations.

Derived, never edited: a function of facts, origins and judgements, the same in any order of
ingestion. A denial never joins an assertion. People's judgements override, for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.fusion.adopted_places import adopt_places, adoption_pairs
from dateline.fusion.clusters import grouped
from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import Fact
from dateline.fusion.incident_records import incident_of
from dateline.fusion.linkage import Link, Weights, link, shipped_weights
from dateline.fusion.meeting import meeting_pairs
from dateline.fusion.purity import chances_of, core_of
from dateline.fusion.situations import is_ongoing, situation_of, situations_of
from dateline.model import Incident, Judgement, Origin, TargetKind, Verdict

Pairs = tuple[set[tuple[str, str]], set[frozenset[str]]]
"""Pairs of events that people hold to be the same, and to be different."""
Alike = list[list[Deed]]
"""Deeds of one signature, the first of each standing for all in what is compared."""


def incidents_of(
    facts: Sequence[Fact],
    *,
    origins: Sequence[Origin] = (),
    carried: Mapping[str, str] | None = None,
    judgements: Sequence[Judgement] = (),
    weights: Weights | None = None,
) -> tuple[Incident, ...]:
    """All incidents and situations, by id. Facts that are not told as having happened form none.

    `carried`: claims that repeat the words of earlier ones.
    """
    pairs = judged(judgements)
    single, ongoing = told_deeds(facts, frozenset(e for pair in pairs[0] for e in pair))
    of_claim = {claim: origin for origin in origins for claim in origin.claims}
    rules = weights or shipped_weights()
    made = incidents_among(single, of_claim, carried=carried or {}, judged=pairs, rules=rules)
    for parts in situations_of(ongoing):
        spoken = {of_claim[p.claim].side for p in parts if p.claim in of_claim}
        made.append(situation_of(parts, spoken))
    return tuple(sorted({i.id: i for i in made}.values(), key=lambda i: i.id))


def incidents_among(
    single: Iterable[Deed],
    of_claim: Mapping[str, Origin],
    *,
    carried: Mapping[str, str],
    judged: Pairs,
    rules: Weights,
) -> list[Incident]:
    """The incidents of deeds that belong to nothing that goes on; `of_claim`: origins by claim."""
    same, different = judged
    apart = frozenset(event for pair in different for event in pair)
    alike = alike_of(single, rules, apart)
    links = list(links_of(alike, rules, carried))
    sizes = {g[0]: len(g) * rules.grades[g[0].spot.grade.value] for g in alike}
    groups = grouped(sizes, links, same, different, rules.join)
    members = {g[0].key: g for g in alike}
    chances = chances_of((x.a, x.b, x.chance) for x in links)
    made: list[Incident] = []
    for group in groups:
        core = core_of(group.deeds, chances, rules.sure)
        sure = [d for one in group.deeds if one.key in core.sure for d in members[one.key]]
        rest = [d for one in group.deeds if one.key not in core.sure for d in members[one.key]]
        made.append(incident_of(sure, of_claim, doubtful=rest, purity=core.purity, why=group.why))
    return made


def told_deeds(
    facts: Iterable[Fact], judged_same: frozenset[str] = frozenset()
) -> tuple[list[Deed], list[Deed]]:
    """Deeds told as having happened or denied, and those that belong to what goes on; what a
    person judged to be one with another is compared as a deed."""
    return part_ongoing(adopt_places(stated_deeds(facts)), judged_same)


def stated_deeds(facts: Iterable[Fact]) -> list[Deed]:
    """Deeds told as having happened or denied, where their own reports place them."""
    return deeds_of(f for f in facts if f.stated and (f.affirmed or f.denied))


def part_ongoing(
    deeds: Iterable[Deed], judged_same: frozenset[str]
) -> tuple[list[Deed], list[Deed]]:
    """Single deeds, and those that belong to what goes on."""
    single: list[Deed] = []
    ongoing: list[Deed] = []
    for deed in deeds:
        (ongoing if is_ongoing(deed) and deed.id not in judged_same else single).append(deed)
    return single, ongoing


def alike_of(deeds: Iterable[Deed], weights: Weights, apart: frozenset[str] = frozenset()) -> Alike:
    """Deeds of one signature together, where they are alike enough to be one; those of events
    that a person held apart from others each alone."""
    groups: dict[tuple[object, ...], list[Deed]] = defaultdict(list)
    for deed in sorted(deeds, key=lambda d: d.key):
        alone = (deed.key,) if deed.id in apart else ()
        groups[deed.signature, alone].append(deed)
    alike: Alike = []
    for first, *rest in groups.values():
        found = link(first, rest[0], weights) if rest and first.days else None
        if found is not None and found.chance >= weights.join:
            alike.append([first, *rest])
        else:
            alike += [[first], *([d] for d in rest)]
    return alike


def links_of(alike: Alike, weights: Weights, carried: Mapping[str, str]) -> Iterator[Link]:
    """Links between deeds that may be one: those that meet, and those of copied words."""
    firsts = [group[0] for group in alike]
    copied = {frozenset((a.key, b.key)): (a, b) for a, b in copied_pairs(alike, carried)}
    for a, b in meeting_pairs(firsts):
        if frozenset((a.key, b.key)) not in copied:
            found = link(a, b, weights)
            if found is not None:
                yield found
    for a, b in copied.values():
        found = link(a, b, weights, copied=True)
        if found is not None:
            yield found


def copied_pairs(alike: Alike, carried: Mapping[str, str]) -> Iterator[tuple[Deed, Deed]]:
    """Deeds of one type and word, told in a claim and in the claim whose words it repeats."""
    of_claim: dict[str, list[Deed]] = defaultdict(list)
    for group in alike:
        for deed in group:
            of_claim[deed.fact.claim.id].append(group[0])
    for claim, first in carried.items():
        for a in of_claim.get(claim, ()):
            for b in of_claim.get(first, ()):
                if a.key != b.key and a.fact.event.type == b.fact.event.type and _one_word(a, b):
                    yield (a, b) if a.key < b.key else (b, a)


def _one_word(a: Deed, b: Deed) -> bool:
    return a.fact.event.trigger.text.casefold() == b.fact.event.trigger.text.casefold()


def ties_of(facts: Sequence[Fact], judgements: Sequence[Judgement]) -> Iterator[tuple[str, str]]:
    """Pairs of events through which incidents hang together, whether they are joined or not."""
    same, different = judged(judgements)
    single, ongoing = told_deeds(facts, frozenset(e for pair in same for e in pair))
    apart = frozenset(event for pair in different for event in pair)
    alike = alike_of(single, shipped_weights(), apart)
    event = {deed.key: deed.id for group in alike for deed in group}
    for group in alike:
        yield from ((group[0].id, deed.id) for deed in group[1:])
    yield from ((event[x.a], event[x.b]) for x in links_of(alike, shipped_weights(), {}))
    for told in situations_of(ongoing):
        yield from ((told[0].event, part.event) for part in told[1:])
    yield from ((a.id, b.id) for a, b in adoption_pairs(stated_deeds(facts)))
    yield from sorted(same)


def judged(judgements: Iterable[Judgement]) -> Pairs:
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
