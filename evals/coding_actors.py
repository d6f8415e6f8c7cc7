"""Who acts, on the PLOVER gold records: country and sector of every coded actor.

The event coder is not involved: the words of a gold actor are looked up among the mentions, and
the actor that they resolve to is compared. Records of the CAMEO manual, CC BY-SA 4.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.mentions.component import MentionReader
from dateline.model import Actor, ActorKind, Block, BlockKind, Coding, Mention, Report, report_id
from dateline.text.segment import analyse
from evals.table import Row

# Country codes of the gold that are not ISO 3166-1 alpha-3.
ISO = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
BODIES = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
"""Codes that stand where a country would, for actors of none."""


def run(data: Path) -> list[Row]:
    """Share of gold actors with the right country, the right sector, and both."""
    lines = (data / "coding" / "plover_gsr.jsonl").read_text(encoding="utf-8").splitlines()
    judged = [found for line in lines for found in _judged(json.loads(line))]
    rows = [("actor country", [c for c, _ in judged]), ("actor sector", [s for _, s in judged])]
    rows.append(("actor country and sector", [c and s for c, s in judged]))
    return [
        Row(stage="actors", corpus="PLOVER gold", measure=measure, n=len(hits),
            ours=sum(hits) / len(hits), target=0.8 if "and" in measure else None)
        for measure, hits in rows
    ]  # fmt: skip


def _judged(record: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    coding = read(record["text"])
    for event in record["events"]:
        for gold in (*event["source"], *event["target"]):
            actor = find(coding, gold["text"])
            yield _country(gold, actor), _sector(gold, actor)


def read(text: str) -> Coding:
    """The mentions and actors of one sentence."""
    report = Report(
        id=report_id(sha256="", text=text, title=None, published=None, outlet=None, url=None),
        sha256="", lang="en", text=text, title=None, published=None, updated=None, byline=(),
        outlet=None, url=None, blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip
    return MentionReader()(Coding(report=report, analysis=analyse(report)))


def find(coding: Coding, words: str) -> Actor | None:
    """The actor of the mention that shares most letters with these words of the text."""
    actors = {actor.id: actor for actor in coding.actors}
    parts = [p.strip() for p in words.split("...") if p.strip()]
    whole = [re.search(rf"(?<!\w){re.escape(p)}(?!\w)", coding.report.text) for p in parts]
    spans = [match.span() for match in whole if match]
    best, top = None, 0
    for mention in coding.mentions:
        shared = sum(_shared(mention, *span) for span in spans)
        if mention.actor and shared > top:
            best, top = actors[mention.actor], shared
    return best


def _shared(mention: Mention, start: int, end: int) -> int:
    return max(0, min(mention.end, end) - max(mention.start, start))


def _country(gold: dict[str, Any], actor: Actor | None) -> bool:
    if actor is None:
        return False
    if gold["code"] in BODIES:
        return actor.country is None
    return bool(actor.country == ISO.get(gold["code"], gold["code"]))


def _sector(gold: dict[str, Any], actor: Actor | None) -> bool:
    if actor is None:
        return False
    wanted = (gold["sector"] or "")[:3]
    if wanted == "***":
        return True
    if gold["code"] in BODIES:  # our sector of a body is the gold's code; its sector may be GOV
        return wanted in ("", actor.sector) or (wanted == "GOV" and actor.sector == gold["code"])
    state = actor.kind is ActorKind.STATE or actor.sector is None
    return state if not wanted else bool(actor.sector == wanted)
