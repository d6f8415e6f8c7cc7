"""Which codes a reader finds, which it misses, and which it takes for which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.encoder.deeds import Deed
from training.deeds.data import CODES, EVENT, Example

SHOWN = 20
"""Of the mistakes, the most frequent."""
Counts = dict[str, tuple[int, int, int]]
"""Of each code: how many are right, read, and coded by people."""
Mistake = tuple[str, str, int]
"""The code of people, the code that was read (either empty where there is none), how often."""


def count_codes(answers: Iterable[tuple[Example, Sequence[Deed]]]) -> Counter[tuple[str, str]]:
    """How often an event of one code (or of none: "") was read as another (or not at all: "")."""
    pairs: Counter[tuple[str, str]] = Counter()
    for example, deeds in answers:
        if not example.events:
            continue
        gold = {t.first: CODES[t.label] for t in example.triggers if t.kind == EVENT}
        read = {d.first: d.label for d in deeds if d.kind == EVENT}
        pairs.update((gold.get(at, ""), read.get(at, "")) for at in gold.keys() | read.keys())
    return pairs


def list_counts(pairs: Mapping[tuple[str, str], int]) -> Counts:
    """Right, read and coded of every code."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (gold, read), times in pairs.items():
        if gold == read:
            found[gold][0] += times
        if read:
            found[read][1] += times
        if gold:
            found[gold][2] += times
    return {code: (a, b, c) for code, (a, b, c) in sorted(found.items())}


def list_mistakes(pairs: Mapping[tuple[str, str], int], most: int = SHOWN) -> list[Mistake]:
    """The most frequent mistakes between two codes, the most frequent first."""
    wrong = [(*pair, times) for pair, times in pairs.items() if all(pair) and pair[0] != pair[1]]
    return sorted(wrong, key=lambda m: (-m[2], m))[:most]
