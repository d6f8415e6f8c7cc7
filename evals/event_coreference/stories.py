"""Which reports tell one story: tf-idf of their words, average-link clustering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path
from typing import Any

import msgspec

Vector = Mapping[str, float]


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The folded stem of an English word (Porter 2)."""
    return str(_stemmer().stemWord(word.casefold()))


@cache
def _kin() -> dict[str, str]:
    """Irregular forms and nouns of deeds, with their base form."""
    data = Path(__file__).with_name("kin.en.yaml").read_bytes()
    tables = msgspec.yaml.decode(data, type=dict[str, dict[str, list[str]]])
    return {w: base for table in tables.values() for base, words in table.items() for w in words}


@lru_cache(maxsize=50_000)
def kin(word: str) -> str:
    """The stem of the word's base form: one for a verb's irregular forms and its noun."""
    return stem(_kin().get(word.casefold(), word))


def tfidf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Unit vectors of texts given as words; what every text has weighs nothing."""
    counted = [Counter(stem(w) for w in text if w[:1].isalnum()) for text in texts]
    spread = Counter(w for counts in counted for w in counts)
    found: list[Vector] = []
    for counts in counted:
        weights = {w: (1 + log(n)) * log(len(texts) / spread[w]) for w, n in counts.items()}
        length = sqrt(sum(v * v for v in weights.values())) or 1.0
        found.append({w: v / length for w, v in weights.items() if v > 0})
    return found


def cosine(a: Vector, b: Vector) -> float:
    """The cosine of two unit vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(v * b[w] for w, v in a.items() if w in b)


def stories(vectors: Mapping[str, Vector], threshold: float) -> dict[str, int]:
    """A story number for each report, in the order of their names.

    A report joins the group with the highest mean cosine, from `threshold` on.
    """
    groups: list[tuple[dict[str, float], int]] = []
    found: dict[str, int] = {}
    for name in sorted(vectors):
        means = [cosine(vectors[name], total) / n for total, n in groups]
        best = max(range(len(means)), key=lambda k: (means[k], -k), default=-1)
        if best < 0 or means[best] < threshold:
            best = len(groups)
            groups.append(({}, 0))
        total, n = groups[best]
        for word, value in vectors[name].items():
            total[word] = total.get(word, 0.0) + value
        groups[best] = (total, n + 1)
        found[name] = best
    return found
