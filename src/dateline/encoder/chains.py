"""Coreference of people and bodies: sieves on names, the pair scorer on pronouns.

A name joins the chain of the last earlier name that has its words (a surname, an acronym's full
form is left to `mentions`); a pronoun joins the earlier mention that the scorer finds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.encoder.bundle import Bundle
from dateline.encoder.forward import Readings
from dateline.encoder.links import chances
from dateline.encoder.names import Name

ANTECEDENTS = frozenset({"person", "organisation", "force", "state", "group", "pronoun"})
REACH = 300
MOST = 40


def chains(
    bundle: Bundle, readings: Readings, names: Sequence[Name], words: Sequence[str]
) -> list[int | None]:
    """The chain of each name, numbered in the order of the text; None for places and the like."""
    chosen = [i for i, name in enumerate(names) if name.kind in ANTECEDENTS]
    found: list[int | None] = [None] * len(names)
    count = 0
    before = _antecedents(bundle, readings, [names[i] for i in chosen])
    for k, i in enumerate(chosen):
        other = _same_name(names, chosen[:k], i, words)
        antecedent = before[k]
        if other is None and names[i].kind == "pronoun" and antecedent is not None:
            other = chosen[antecedent]
        if other is not None and found[other] is not None:
            found[i] = found[other]
        else:
            found[i], count = count, count + 1
    return found


def _same_name(
    names: Sequence[Name], earlier: Sequence[int], i: int, words: Sequence[str]
) -> int | None:
    if names[i].kind == "pronoun":
        return None
    mine = {w.lower() for w in words[names[i].first : names[i].last + 1] if w[0].isalnum()}
    for other in reversed(earlier):
        if names[other].kind != names[i].kind:
            continue
        theirs = {w.lower() for w in words[names[other].first : names[other].last + 1]}
        if mine == theirs or (names[i].kind == "person" and mine and mine <= theirs):
            return other
    return None


def _antecedents(bundle: Bundle, readings: Readings, names: Sequence[Name]) -> list[int | None]:
    """For each mention the earlier one that the scorer likes best, or None."""
    if not names:
        return []
    spans = [(name.first, name.last) for name in names]
    first = np.array([name.first for name in names])
    order = np.arange(len(names))
    away = first[:, None] - first[None]
    allowed = (order[None] < order[:, None]) & (away <= REACH)
    allowed &= order[:, None] - order[None] <= MOST
    p = chances(bundle, readings.words["links"], "coreference", spans, spans, allowed=allowed)
    bias = bundle.card.thresholds.get("coreference", 0.0)
    best = p[:, :-1].argmax(1)
    return [
        int(best[k]) if p[k, best[k]] > max(bias, 0.0) and allowed[k, best[k]] else None
        for k in range(len(names))
    ]
