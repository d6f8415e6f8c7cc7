"""Which members of an incident are sure, and how likely it is that these are of one occurrence.

What counts towards corroboration is told by the sure members alone; the others are listed with
them and called doubtful.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.fusion.deeds import Deed

NEAREST = 3
"""Links of a member that speak for it: the strongest; a telling far from most has a few near."""
Chances = Mapping[str, Mapping[str, float]]
"""Chances that two deeds are one, by key and key."""


class Core(Struct, frozen=True):
    """The keys of the sure members, and what spoke for the loosest of them when it joined."""

    sure: frozenset[str]
    purity: float


def chances_of(links: Iterable[tuple[str, str, float]]) -> Chances:
    """Chances by key and key, both ways."""
    found: dict[str, dict[str, float]] = {}
    for a, b, chance in links:
        found.setdefault(a, {})[b] = chance
        found.setdefault(b, {})[a] = chance
    return found


def core_of(deeds: Sequence[Deed], chances: Chances, least: float) -> Core:
    """The member that most others are surely one with, and those that it, and so on, speaks for
    with at least this chance; where no two are so sure, all members, as pure as the loosest.

    Sure is what two reports tell, where there are two: what a report says twice is no surer.
    """
    reports = {deed.key: deed.fact.report for deed in deeds}
    every = sorted(reports)
    if len(every) < 2:
        return Core(frozenset(every), 1.0)
    several = len(set(reports.values())) > 1
    sure = {
        a: sorted(
            (
                chance
                for b, chance in chances.get(a, {}).items()
                if b in reports and chance >= least and not (several and reports[a] == reports[b])
            ),
            reverse=True,
        )
        for a in every
    }
    middle = max(every, key=lambda key: (len(sure[key]), sure[key]))
    if not sure[middle]:
        return Core(frozenset(every), round(min(support_of(every, chances).values()), 3))
    core, purity = {middle}, 1.0
    near = {key: linked(key, core, chances) for key in every if key not in core}
    while near:
        best = max(sorted(near), key=lambda key: mean_of(near[key], len(core)))
        support = mean_of(near.pop(best), len(core))
        if support < least:
            break
        purity = min(purity, support)
        core.add(best)
        for key, found in near.items():
            near[key] = sorted([*found, chances.get(key, {}).get(best, 0.0)])[-NEAREST:]
    return Core(frozenset(core), round(purity, 3))


def support_of(keys: Collection[str], chances: Chances) -> dict[str, float]:
    """The mean chance of each member's strongest links with the others."""
    return {key: mean_of(linked(key, keys, chances), len(keys) - 1) for key in keys}


def linked(key: str, keys: Collection[str], chances: Chances) -> list[float]:
    """The chances that a deed is one with each of these."""
    return [chance for other, chance in chances.get(key, {}).items() if other in keys]


def mean_of(found: Sequence[float], others: int) -> float:
    """The mean of the strongest, of as many as there are others, up to a few."""
    few = min(NEAREST, others)
    return sum(sorted(found)[-few:]) / few
