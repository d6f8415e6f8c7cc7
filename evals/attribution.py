"""PolNeAR dev: spans of source, cue and content, and whether they are linked.

Tokens are those of `dateline.text`. A link is right where an attribution's source and its whole
content each share at least half of their joint tokens with one of the annotator's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.model import Analysis, RawAttribution
from evals.reading import analysed, segmented
from evals.spans import Counts
from evals.table import Row

ROLES = ("source", "cue", "content")
REFERENCE = {
    "token": {"source": "second annotator .79", "cue": ".74", "content": ".92"},
    "exact": {"source": "second annotator .78", "cue": ".73", "content": ".68"},
}
TARGET = {
    "token": {"source": 0.86, "cue": 0.75, "content": 0.92},
    "exact": {"source": 0.78, "cue": 0.73, "content": 0.65},
}
Pieces = Sequence[Sequence[int]]
Finder = Callable[[str], Sequence[RawAttribution]]


@dataclass
class Tally:
    """Counts of every measure over a corpus."""

    token: dict[str, Counts] = field(default_factory=lambda: {r: Counts() for r in ROLES})
    exact: dict[str, Counts] = field(default_factory=lambda: {r: Counts() for r in ROLES})
    linked: Counts = field(default_factory=Counts)
    n: int = 0


def neural(text: str) -> Sequence[RawAttribution]:
    """The attributions of the shipped reader."""
    return analysed(text).attributions


def first_reader() -> Finder | None:
    """The pattern-based first reader where the claims room offers one, else None."""
    try:
        from dateline.claims.patterns import attributions  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    return lambda text: attributions(text, segmented(text))  # type: ignore[no-any-return,unused-ignore]


def tally(data: Path, find: Finder) -> Tally:
    """Counts of one reader on PolNeAR dev."""
    found = Tally()
    with (data / "attribution" / "dev.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            count(found, segmented(record["text"]), record["attributions"], find(record["text"]))
    return found


def count(
    into: Tally,
    analysis: Analysis,
    gold: Sequence[dict[str, Pieces]],
    found: Sequence[RawAttribution],
) -> None:
    """Adds one document."""
    theirs = [{role: getattr(one, role) for role in ROLES} for one in found]
    into.n += len(gold)
    for role in ROLES:
        a = {(s, e) for one in gold for s, e in one[role]}
        b = {(s, e) for one in theirs for s, e in one[role]}
        into.exact[role].add(a, b)
        into.token[role].add(_tokens(analysis, [*a]), _tokens(analysis, [*b]))
    _count_links(into.linked, analysis, gold, theirs)


def _tokens(analysis: Analysis, pieces: Pieces) -> set[int]:
    return {i for start, end in pieces for i in analysis.tokens_in(start, end)}


def _count_links(
    into: Counts,
    analysis: Analysis,
    gold: Sequence[dict[str, Pieces]],
    found: Sequence[dict[str, Pieces]],
) -> None:
    sides = []
    for group in (gold, found):
        pairs = [(_tokens(analysis, o["source"]), _tokens(analysis, o["content"])) for o in group]
        sides.append([pair for pair in pairs if pair[0] and pair[1]])
    used: set[int] = set()
    for source, content in sides[0]:
        for i, (other_source, other_content) in enumerate(sides[1]):
            if i not in used and _half(source, other_source) and _half(content, other_content):
                used.add(i)
                break
    into.right += len(used)
    into.gold += len(sides[0])
    into.found += len(sides[1])


def _half(a: set[int], b: set[int]) -> bool:
    return 2 * len(a & b) >= len(a | b)


def run(data: Path) -> list[Row]:
    """Token and exact F1 a role, and linked F1."""
    ours = tally(data, neural)
    finder = first_reader()
    first = tally(data, finder) if finder else None
    rows = []
    for name in ("token", "exact"):
        for role in ROLES:
            rows.append(
                Row(
                    stage="attribution",
                    corpus="PolNeAR dev",
                    measure=f"{name} F1 {role}",
                    n=getattr(ours, name)[role].gold,
                    ours=getattr(ours, name)[role].f1,
                    first=getattr(first, name)[role].f1 if first else None,
                    reference=REFERENCE[name][role],
                    target=TARGET[name][role],
                )
            )
    rows.append(
        Row(
            stage="attribution",
            corpus="PolNeAR dev",
            measure="source and content linked F1",
            n=ours.linked.gold,
            ours=ours.linked.f1,
            first=first.linked.f1 if first else None,
            target=0.72,
        )
    )
    return rows
