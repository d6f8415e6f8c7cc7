"""GUM dev: third-person pronouns of people find the right chain.

Right: some earlier mention of the reader's chain is a mention of the annotators' chain. Counted:
he, she, they and their forms in a chain that has a name or noun phrase before them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from evals.reading import analysed
from evals.table import Row
from training.corpora.files import records

THIRD = frozenset(
    [
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "they",
        "them",
        "their",
        "theirs",
        "himself",
        "herself",
    ]
)


def run(data: Path) -> list[Row]:
    """Accuracy over all such pronouns, and over those that are the source of a cue."""
    right: dict[bool, int] = {True: 0, False: 0}
    count: dict[bool, int] = {True: 0, False: 0}
    for record in records(data / "ner" / "gum" / "dev.jsonl"):
        for good, source in judged(record):
            right[source] += good
            count[source] += 1
    total = count[True] + count[False]
    return [
        Row(
            stage="speakers", corpus="GUM dev", measure="pronouns (he, she, they) in their chain",
            n=total, ours=(right[True] + right[False]) / max(total, 1),
        ),
        Row(
            stage="speakers", corpus="GUM dev", measure="pronouns that are sources",
            n=count[True], ours=right[True] / max(count[True], 1), target=0.80,
        ),
    ]  # fmt: skip


def judged(record: dict[str, Any]) -> list[tuple[bool, bool]]:
    """For each pronoun that counts: whether its chain is right, and whether it is a source."""
    analysis = analysed(record["text"])
    sources = {piece for a in analysis.attributions for piece in a.source}
    gold = [(e["start"], e["end"], e["chain"]) for e in record["entities"] if e["type"] == "person"]
    found = []
    for start, end, chain in gold:
        earlier = [(s, e) for s, e, c in gold if c == chain and e <= start]
        if record["text"][start:end].lower() not in THIRD or not earlier:
            continue
        mine = [e for e in analysis.entities if (e.start, e.end) == (start, end)]
        linked = [
            e for e in analysis.entities
            if mine and e.chain is not None and e.chain == mine[0].chain and e.end <= start
        ]  # fmt: skip
        linked.sort(key=lambda e: (e.end, -e.start))
        good = any(_same(e.start, e.end, s, t) for e in linked[-1:] for s, t in earlier)
        found.append((good, (start, end) in sources))
    return found


def _same(start: int, end: int, s: int, t: int) -> bool:
    """A name inside the noun phrase, or the same words."""
    return s <= start and end <= t and (t - s) <= (end - start) + 60
