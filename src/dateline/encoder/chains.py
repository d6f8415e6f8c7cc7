"""Coreference of people and bodies: sieves on names, the pair scorer on pronouns.

A name joins the chain of the last earlier name of its kind that has its words; a pronoun joins the
earlier mention that the scorer likes best among those it may stand for; a noun phrase that holds a
name is the name's. Noun phrases without a name are no antecedents: on GUM dev they did harm.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from dateline.encoder.arrays import Bools
from dateline.encoder.bundle import Bundle
from dateline.encoder.forward import Readings
from dateline.encoder.links import chances
from dateline.encoder.names import Name
from dateline.text.yaml_files import parse_yaml

KINDS = frozenset({"person", "organisation", "force", "state", "group", "pronoun"})
REACH = 300
MOST = 40
"""Words back, and mentions back, that an antecedent may be."""
BLOCK = 400
"""Mentions that are scored at once: what this costs grows with the text, not with its square."""
SHORT = 4
"""Capitalised words of a name up to which it is found by every choice of them."""
Chains = list[int | None]
Capitals = frozenset[str]


@cache
def _pronouns() -> dict[str, tuple[str, frozenset[str]]]:
    """For each form its class and the kinds it may stand for."""
    path = Path(__file__).parent / "data" / "pronouns.en.yaml"
    raw = parse_yaml(path.read_text(encoding="utf-8"))
    return {
        form: (name, frozenset(row["kinds"])) for name, row in raw.items() for form in row["forms"]
    }


def chains(
    bundle: Bundle,
    readings: Readings,
    names: Sequence[Name],
    phrases: Sequence[Name],
    words: Sequence[str],
) -> tuple[Chains, Chains]:
    """The chains of names and of noun phrases, numbered in the order of the text, or None."""
    known = _numbered(bundle, readings, [name for name in names if name.kind in KINDS], words)
    of_names = [known.get(name) for name in names]
    holds = _held(phrases, names)
    return of_names, [None if held is None else of_names[held] for held in holds]


def _held(phrases: Sequence[Name], names: Sequence[Name]) -> list[int | None]:
    """For each phrase the last name of its kind inside it."""
    order = sorted(range(len(names)), key=lambda i: names[i].first)
    firsts = [names[i].first for i in order]
    found: list[int | None] = []
    for phrase in phrases:
        inside = order[bisect_left(firsts, phrase.first) : bisect_left(firsts, phrase.last + 1)]
        held = (i for i in inside if names[i].last <= phrase.last)
        found.append(max((i for i in held if names[i].kind == phrase.kind), default=None))
    return found


def _numbered(
    bundle: Bundle, readings: Readings, chosen: Sequence[Name], words: Sequence[str]
) -> dict[Name, int]:
    before = _antecedents(bundle, readings, chosen, words)
    found: dict[Name, int] = {}
    earlier = _Earlier()
    count = 0
    for k, name in enumerate(chosen):
        capitals = _capitals(name, words)
        other = before[k] if name.kind == "pronoun" else earlier.last(name.kind, capitals)
        earlier.add(k, name.kind, capitals)
        if other is None:
            found[name], count = count, count + 1
        else:
            found[name] = found[chosen[other]]
    return found


class _Earlier:
    """The names before one, by their capitalised words: the last that has its words."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, Capitals], int] = {}
        self._long: dict[str, dict[Capitals, int]] = defaultdict(dict)

    def add(self, k: int, kind: str, capitals: Capitals) -> None:
        """Mention `k`; a person also by each choice of the words, or, of many words, by each."""
        self._last[kind, capitals] = k
        if kind != "person":
            return
        if len(capitals) > SHORT:
            for word in capitals:
                self._long[word][capitals] = k
            return
        for part in _parts(capitals):
            self._last[kind, part] = k

    def last(self, kind: str, capitals: Capitals) -> int | None:
        """The last mention of the kind with these words; of a person, with more than these."""
        if not capitals:
            return None
        found = self._last.get((kind, capitals))
        if kind == "person" and self._long:
            rarest = min((self._long.get(word, {}) for word in capitals), key=len)
            longer = (k for words, k in rarest.items() if capitals <= words)
            return max((k for k in (found, *longer) if k is not None), default=None)
        return found


def _parts(capitals: Capitals) -> Iterator[Capitals]:
    for size in range(1, len(capitals)):
        yield from map(frozenset, combinations(sorted(capitals), size))


def _capitals(name: Name, words: Sequence[str]) -> Capitals:
    return frozenset(w.lower() for w in words[name.first : name.last + 1] if w[0].isupper())


def _antecedents(
    bundle: Bundle, readings: Readings, names: Sequence[Name], words: Sequence[str]
) -> list[int | None]:
    """For each mention the earlier one that the scorer likes best, or None."""
    found: list[int | None] = []
    for at in range(0, len(names), BLOCK):
        first = max(at - MOST, 0)
        near = _nearest(bundle, readings, names[first : at + BLOCK], words)
        found += [None if best is None else first + best for best in near[at - first :]]
    return found


def _nearest(
    bundle: Bundle, readings: Readings, names: Sequence[Name], words: Sequence[str]
) -> list[int | None]:
    """The antecedents of mentions among these alone."""
    spans = [(name.first, name.last) for name in names]
    may = _may(names, words)
    p = chances(bundle, readings.words["links"], "coreference", spans, spans, allowed=may)
    best = p[:, :-1].argmax(1).tolist()
    bar = bundle.card.thresholds.get("coreference", 0.0)
    return [b if may[k, b] and p[k, b] > bar else None for k, b in enumerate(best)]


def _may(names: Sequence[Name], words: Sequence[str]) -> Bools:
    """Which earlier mentions a mention may stand for, by place and agreement."""
    first, order = np.array([name.first for name in names]), np.arange(len(names))
    away = first[:, None] - first[None]
    back = order[:, None] - order[None]
    may: Bools = (back > 0) & (back <= MOST) & (away <= REACH)
    for k, name in enumerate(names):
        if name.kind == "pronoun":
            for j in np.flatnonzero(may[k]).tolist():
                may[k, j] = _agree(name, names[j], words)
    return may


def _agree(pronoun: Name, other: Name, words: Sequence[str]) -> bool:
    form, kinds = _pronouns().get(words[pronoun.first].lower(), ("", KINDS))
    if other.kind != "pronoun":
        return other.kind in kinds
    return _pronouns().get(words[other.first].lower(), ("",))[0] == form
