"""MUC-4's answer keys: incident types and fillers of a report, and how answers are counted.

A filler is right where one of its alternative names has the same head noun (Du et al., EACL
2021, score heads likewise). Fillers of several templates that share a head are one; what the
key marks as optional counts only where it was found. A filler that the key gives no words for
(a type alone) cannot be answered with words and is left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.ingest.jsonl import read_jsonl
from dateline.model import Coding, Reading
from dateline.pipeline.code import code
from dateline.pipeline.stages import components
from evals.muc4_reading import head_of

ROLES = {
    "perpetrator": ("perp_individual", "perp_org"),
    "target": ("target",),
    "victim": ("victim",),
    "weapon": ("weapon",),
}
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "FORCED WORK STOPPAGE")


@dataclass(frozen=True)
class Filler:
    """The head nouns of the names of one filler."""

    heads: frozenset[str]
    optional: bool


@dataclass(frozen=True)
class Key:
    """What is to be found in one report: types that must, and that may be, and fillers."""

    needed: frozenset[str]
    allowed: frozenset[str]
    fillers: dict[str, tuple[Filler, ...]]

    def heads(self, role: str) -> frozenset[str]:
        """The head nouns of all fillers of a role."""
        return frozenset().union(*(f.heads for f in self.fillers[role]))


def records(data: Path, part: str) -> list[dict[str, Any]]:
    """The records of `train` or `dev`."""
    lines = (data / "muc4" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def codings(rows: Sequence[dict[str, Any]]) -> Iterator[Coding]:
    """Each record taken in and coded by the shipped stages, one after the other."""
    data = "\n".join(json.dumps({"text": row["text"], "lang": "en"}) for row in rows)
    stages = components()
    for found in read_jsonl(data.encode(), where="muc4"):
        assert isinstance(found, Reading), f"MUC has texts only: {found}"
        yield code(found.report, stages)


def key_of(row: dict[str, Any]) -> Key:
    """The key of one record."""
    templates = row["templates"]
    return Key(
        needed=frozenset(t["incident_type"] for t in templates if not t["optional"]),
        allowed=frozenset(p.strip() for t in templates for p in t["incident_type"].split("/")),
        fillers={role: tuple(_distinct(_fillers(templates, role))) for role in ROLES},
    )


def _fillers(templates: list[dict[str, Any]], role: str) -> Iterator[Filler]:
    for template in templates:
        for slot in ROLES[role]:
            for filler in template[slot]:
                heads = frozenset(head_of(s["text"]) for s in filler["strings"]) - {""}
                if heads:
                    yield Filler(heads, bool(filler["optional"] or template["optional"]))


def _distinct(fillers: Iterator[Filler]) -> list[Filler]:
    """Fillers of several templates that are one: those that share a head."""
    out: list[Filler] = []
    for filler in fillers:
        twin = next((i for i, other in enumerate(out) if other.heads & filler.heads), None)
        if twin is None:
            out.append(filler)
        else:
            other = out[twin]
            out[twin] = Filler(other.heads | filler.heads, other.optional and filler.optional)
    return out


def count_types(counts: Counter[str], key: Key, found: frozenset[str]) -> None:
    """Adds one report's incident types to the counts."""
    counts["right_predicted"] += len(found & key.allowed)
    counts["predicted"] += len(found)
    counts["right_wanted"] += len(found & key.allowed)
    counts["wanted"] += len(key.needed | (key.allowed & found))


def count_heads(counts: Counter[str], key: Key, role: str, found: frozenset[str]) -> None:
    """Adds one report's fillers of one role to the counts."""
    counts["right_predicted"] += len(found & key.heads(role))
    counts["predicted"] += len(found)
    hits = [bool(filler.heads & found) for filler in key.fillers[role]]
    counts["right_wanted"] += sum(hits)
    counts["wanted"] += sum(
        hit or not filler.optional for hit, filler in zip(hits, key.fillers[role], strict=True)
    )


def f1(counts: Counter[str]) -> float:
    """The harmonic mean of the share of answers that are right and of the key that is found."""
    if not counts["predicted"] or not counts["wanted"]:
        return 0.0
    precision = counts["right_predicted"] / counts["predicted"]
    recall = counts["right_wanted"] / counts["wanted"]
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
