"""Names on CrossNER politics, WikiGold and re3d; toponyms and their kinds on GeoWebNews.

Corpora and reader are brought to the kinds that the corpus tells apart. WikiGold and re3d have no
dev part: a third of their documents, by the hash of the name, was never fitted on. GeoWebNews's
figures are those of five readers, each fitted without the articles it is measured on; they are
written down when the reader is fitted (`training/folds.json`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dateline.encoder.reader import read
from dateline.model import RawEntity
from evals.reading import analysed, chosen, given_words
from evals.spans import Counts
from evals.table import Row
from training.corpora.files import records
from training.documents import fold

FOLDS = Path(__file__).parents[1] / "training" / "folds.json"
CROSSNER = {
    "politician": "person", "person": "person", "country": "state", "location": "place",
    "politicalparty": "organisation", "organisation": "organisation", "election": "other",
    "event": "other", "misc": "other",
}  # fmt: skip
WIKIGOLD = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "other"}
RE3D = {
    "Organisation": "organisation", "Location": "place", "Person": "person", "Nationality": "group",
    "Weapon": "equipment", "Vehicle": "equipment", "MilitaryPlatform": "equipment",
}  # fmt: skip
FINE = {
    "person": "person", "organisation": "organisation", "force": "organisation", "state": "state",
    "place": "place", "facility": "place", "other": "other", "group": "other", "equipment": "other",
}  # fmt: skip
COARSE = FINE | {"state": "place"}
SAME = {kind: kind for kind in ("person", "organisation", "place", "group", "equipment")}
Span = tuple[int, int, str]


def run(data: Path) -> list[Row]:
    """Span and kind F1 a corpus."""
    rows = [
        _row("CrossNER politics dev", _crossner(data), 0.70, "BERT-base, 9 types, .68-.72"),
        _row("WikiGold, a third", _wikigold(data), 0.80, None),
        _row("re3d, a third", _re3d(data), 0.70, None),
    ]
    return rows + folds()


def _row(corpus: str, counts: Counts, target: float, reference: str | None) -> Row:
    return Row(
        stage="mentions", corpus=corpus, measure="span and kind F1", n=counts.gold,
        ours=counts.f1, target=target, reference=reference,
    )  # fmt: skip


def found_spans(entities: Iterable[RawEntity], kinds: Mapping[str, str]) -> set[Span]:
    """The entities whose kind the corpus knows; a toponym inside a name is left out."""
    return {
        (e.start, e.end, kinds[e.kind])
        for e in entities
        if e.kind in kinds and e.toponym_kind != "embedded"
    }


def gold_spans(entities: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> set[Span]:
    """The corpus's entities in our kinds."""
    return {(e["start"], e["end"], kinds[e["type"]]) for e in entities if e["type"] in kinds}


def _crossner(data: Path) -> Counts:
    counts = Counts()
    for record in records(data / "ner" / "crossner_politics" / "dev.jsonl"):
        analysis = read(chosen(), given_words([record["text"].split(" ")]))
        counts.add(gold_spans(record["entities"], CROSSNER), found_spans(analysis.entities, FINE))
    return counts


def _wikigold(data: Path) -> Counts:
    counts = Counts()
    for record in records(data / "ner" / "wikigold" / "wikigold.jsonl"):
        if fold(record["id"], 3) == 0:
            lines = [line.split(" ") for line in record["text"].split("\n")]
            analysis = read(chosen(), given_words([line for line in lines if line != [""]]))
            found = found_spans(analysis.entities, COARSE)
            counts.add(gold_spans(record["entities"], WIKIGOLD), found)
    return counts


def _re3d(data: Path) -> Counts:
    counts = Counts()
    for record in records(data / "re3d" / "re3d.jsonl"):
        if fold(record["id"], 3) == 0:
            sure = [e for e in record["entities"] if e["confidence"] >= 0.5]
            found = found_spans(analysed(record["text"]).phrases, SAME)
            counts.add(gold_spans(sure, RE3D), found)
    return counts


def folds() -> list[Row]:
    """The five-fold figures on GeoWebNews, as the fitting wrote them down."""
    if not FOLDS.exists():
        return []
    figures = json.loads(FOLDS.read_text(encoding="utf-8"))
    return [
        Row(
            stage="mentions", corpus="GeoWebNews, five-fold", measure="toponym span F1",
            n=figures["n"], ours=figures["spans"], target=0.85, reference="NCRF++ about .88",
        ),
        Row(
            stage="mentions", corpus="GeoWebNews, five-fold", measure="toponym kind macro F1",
            n=figures["n"], ours=figures["kinds"], target=0.70,
        ),
    ]  # fmt: skip
