"""PolNeAR: source, cue and content, and which belong together."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from training.corpora.files import records
from training.documents import Document, Link, from_text, paint
from training.labels import ROLES


def load(data: Path, part: str) -> list[Document]:
    """Every annotator's file as one document; its name begins with the article's."""
    return [_document(record) for record in records(data / "attribution" / f"{part}.jsonl")]


def _document(record: dict[str, object]) -> Document:
    document = from_text(str(record["id"]), "polnear", str(record["text"]))
    tags = np.ones(len(document.words), dtype=np.int64)
    links = []
    for attribution in record["attributions"]:  # type: ignore[attr-defined]
        spans = {role: _spans(document, attribution[role]) for role in ROLES}
        for role in ROLES:
            for span in spans[role]:
                paint(tags, "attribution", span, [role])
        links.append(Link(**spans))
    document.sets["attribution"] = tags
    document.links = links
    return document


def _spans(document: Document, pieces: list[list[int]]) -> list[tuple[int, int]]:
    found = [document.span(start, end) for start, end in pieces]
    return [span for span in found if span]
