"""How likely it is that all members of an incident are of the one occurrence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.fusion.deeds import Deed


def purity_of(deeds: Sequence[Deed], chances: Mapping[tuple[str, str], float]) -> float:
    """The mean chance that links the loosest member with the others; 1 of a member alone."""
    if len(deeds) < 2:
        return 1.0
    sums = {deed.key: 0.0 for deed in deeds}
    for deed in deeds:
        for other in deeds:
            chance = chances.get((deed.key, other.key))
            if chance is not None:
                sums[deed.key] += chance
                sums[other.key] += chance
    return round(min(sums.values()) / (len(deeds) - 1), 3)
