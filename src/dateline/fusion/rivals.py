"""Pairs of one report's facts that some rule of contradiction can join, found without trying all.

A rule needs a word against a word: one affirmed and one denied, differing sides, differing
numbers of different sources, differing days. Facts alike in all of that meet nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product

from dateline.fusion.blocking import Key, block_keys
from dateline.fusion.compare import sides_agree, sides_differ
from dateline.fusion.facts import Fact
from dateline.fusion.oppositions import oppositions

Pair = tuple[Fact, Fact]


def rival_pairs(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Pairs of a block that a rule can join, each once, the earlier of `facts` first."""
    order = {id(fact): n for n, fact in enumerate(facts)}
    seen: set[tuple[int, int]] = set()
    for wide, meeting in _meetings(facts):
        for a, b in _opposed(meeting):
            if wide and a.settled and b.settled:
                continue
            first, second = sorted((order[id(a)], order[id(b)]))
            if (first, second) not in seen:
                seen.add((first, second))
                yield facts[first], facts[second]


def _meetings(facts: Sequence[Fact]) -> Iterator[tuple[bool, list[Fact]]]:
    """Facts that may be of one place; what only an unknown name places meets that name alone."""
    blocks: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        for key in block_keys(fact):
            blocks[key].append(fact)
    for (wide, _, _), block in blocks.items():
        yield wide, [fact for fact in block if not _is_lost(fact)]
        called: dict[str, list[Fact]] = defaultdict(list)
        for fact in block:
            for name in fact.unknown:
                called[name].append(fact)
        yield from ((wide, group) for group in called.values())


def _is_lost(fact: Fact) -> bool:
    return bool(fact.unknown) and not fact.places


def _opposed(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Pairs of facts that are opposed in one thing at least; some more than once."""
    alike = _grouped(facts, lambda f: (f.event.type, f.affirmed, f.denied, f.sides, f.settled))
    for left, right in combinations(alike.values(), 2):
        if _are_denied(left[0], right[0]) or _are_denied(right[0], left[0]):
            yield from product(left, right)
        elif _are_apart(left[0], right[0]):
            yield from _differing(left, right, lambda f: f.claim.source)
    yield from _numbers(facts)
    yield from _days(facts)


def _are_denied(a: Fact, b: Fact) -> bool:
    """Whether what one affirms the other may deny, or say that it is gone."""
    table = oppositions().presence
    present = a.is_a(table.there) and a.affirmed and not a.sides.isdisjoint(b.sides)
    if present and ((b.is_a(table.gone) and b.affirmed) or (b.is_a(table.there) and b.denied)):
        return True
    return a.event.type == b.event.type and a.affirmed and b.denied and sides_agree(a, b)


def _are_apart(a: Fact, b: Fact) -> bool:
    """Whether two sides hold one place, or are said to have done one thing."""
    table = oppositions()
    if not (a.affirmed and b.affirmed and sides_differ(a, b)):
        return False
    if a.is_a(table.control) and b.is_a(table.control):
        return True
    return a.event.type == b.event.type and a.is_a(table.answerable)


def _numbers(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Facts of one code whose numbers for one thing differ, told by different sources."""
    things: dict[Hashable, dict[int, tuple[Fact, set[Hashable]]]] = defaultdict(dict)
    for fact in facts:
        for q in fact.event.quantities:
            if q.of.value in oppositions().countable:
                told = things[fact.event.type, q.of].setdefault(id(fact), (fact, set()))
                told[1].add((q.low, q.best, q.high))
    for rows in things.values():
        figures = {number for _, numbers in rows.values() for number in numbers}
        if len(figures) > 1:
            sources = _grouped((f for f, _ in rows.values()), lambda f: (f.source, f.report))
            for left, right in combinations(sources.values(), 2):
                yield from product(left, right)


def _days(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Facts of what happens once, by the same sides, on differing days."""
    once = (f for f in facts if f.affirmed and f.sides and f.is_a(oppositions().once))
    for group in _grouped(once, lambda f: (f.event.type, f.sides)).values():
        days = _grouped(group, lambda f: f.bounds)
        for left, right in combinations(days.values(), 2):
            yield from product(left, right)


def _differing(
    left: Sequence[Fact], right: Sequence[Fact], by: Callable[[Fact], Hashable]
) -> Iterator[Pair]:
    others = _grouped(right, by)
    for key, own in _grouped(left, by).items():
        for other, theirs in others.items():
            if key != other:
                yield from product(own, theirs)


def _grouped(facts: Iterable[Fact], by: Callable[[Fact], Hashable]) -> dict[Hashable, list[Fact]]:
    groups: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[by(fact)].append(fact)
    return groups
