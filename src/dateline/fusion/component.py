"""The stage that compares a report's own events with each other."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.fusion.contradict import contradictions_of
from dateline.model import Coding, Layer


class ContradictionFinder:
    """Writes the contradictions within one report."""

    name = "contradictions"
    needs = frozenset({Layer.CLAIMS, Layer.EVENTS, Layer.TOPONYMS, Layer.ACTORS})
    writes = frozenset({Layer.CONTRADICTIONS})

    def __call__(self, coding: Coding) -> Coding:
        return replace(coding, contradictions=contradictions_of([coding]))
