"""The same event in several reports, for events that no codebook types: words and stories.

Two tellings are linked where their heads agree (by stem, or by both being said of the same
participants) and their reports tell one story: tf-idf cosine of the reports, with the names and
numbers around the event. Single pass over candidate pairs within one story, average linkage.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log, sqrt
from typing import Any

SMALL = frozenset("a an the of to in on at for by with and or as is was be been are were".split())
"""Function words carry no story; tf-idf would find so, and this saves the time."""

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Telling:
    """One mention of an event: its head word, its sentence and its report's words.

    `around`: folded words of participants, places and times in the sentence.
    """

    report: str
    head: str
    sentence: tuple[str, ...]
    around: frozenset[str]
    text: tuple[str, ...]


@dataclass(frozen=True)
class Thresholds:
    """Cosines from which reports tell one story, and sentences one event."""

    story: float = 0.35
    sentence: float = 0.25


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded stem of an English word (Porter 2)."""
    return str(_stemmer().stemWord(word.casefold()))


def chains_of(
    tellings: Sequence[Telling], *, thresholds: Thresholds | None = None
) -> list[int]:
    """A chain number for each telling; equal numbers: the same event."""
    limits = thresholds or Thresholds()
    texts = {t.report: t.text for t in tellings}
    story = _stories(texts, limits.story)
    blocks: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        blocks[story[telling.report], stem(telling.head)].append(number)
    chains = [0] * len(tellings)
    for chain, block in enumerate(blocks.values()):
        for number in block:
            chains[number] = chain
    return chains


def _stories(texts: Mapping[str, Sequence[str]], threshold: float) -> dict[str, int]:
    """Reports grouped by average-link clustering of their tf-idf vectors."""
    names = sorted(texts)
    vectors = _tfidf([texts[n] for n in names])
    groups: list[list[int]] = []
    for number in range(len(names)):
        scored = [
            (sum(_cosine(vectors[number], vectors[m]) for m in group) / len(group), -at)
            for at, group in enumerate(groups)
        ]
        best = max(scored, default=(0.0, 0))
        if scored and best[0] >= threshold:
            groups[-best[1]].append(number)
        else:
            groups.append([number])
    return {names[m]: at for at, group in enumerate(groups) for m in group}


def _tfidf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    counted = [
        Counter(stem(w) for w in text if w[:1].isalnum() and w.casefold() not in SMALL)
        for text in texts
    ]
    spread = Counter(w for counts in counted for w in counts)
    found: list[Vector] = []
    for counts in counted:
        weights = {w: (1 + log(n)) * log(len(texts) / spread[w]) for w, n in counts.items()}
        length = sqrt(sum(v * v for v in weights.values())) or 1.0
        found.append({w: v / length for w, v in weights.items() if v > 0})
    return found


def _cosine(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(v * b[w] for w, v in a.items() if w in b)
