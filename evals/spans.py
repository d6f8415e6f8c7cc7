"""Measures shared by the evals of the reader: F1 over sets, Pearson's r."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass
class Counts:
    """True positives, found and gold, summed over documents."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, gold: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Counts two sets of one document."""
        a, b = set(gold), set(found)
        self.right += len(a & b)
        self.found += len(b)
        self.gold += len(a)

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0


def pearson(x: Sequence[float], y: Sequence[float]) -> float:
    """Pearson's r of two lists of the same length."""
    count = len(x)
    mx, my = sum(x) / count, sum(y) / count
    above = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    below = sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y)
    return float(above / below**0.5) if below else 0.0
