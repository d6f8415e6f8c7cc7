"""UD dev parts, gold words and sentences: parts of speech and labelled trees."""

from __future__ import annotations

from pathlib import Path

from dateline.encoder.forward import read_words
from dateline.encoder.reader import syntax
from evals.reading import chosen
from evals.table import Row
from training.corpora import trees
from training.documents import IGNORE, Document
from training.labels import POS, RELATIONS

TARGET = {"EWT dev": (0.90, 0.87)}
REFERENCE = {"EWT dev": ("spaCy's CNN about .92", "spaCy's CNN about .90")}


def run(data: Path) -> list[Row]:
    """UPOS accuracy, UAS and LAS with subtypes, punctuation counted."""
    rows = _rows("EWT dev", trees.ewt(data, "dev"))
    return rows + _rows("GUM dev (news, interview, bio)", trees.gum(data, "dev"))


def _rows(corpus: str, documents: list[Document]) -> list[Row]:
    bundle = chosen()
    pos_right = arcs = labelled = count = 0
    for document in documents:
        readings = read_words(bundle, document.words, document.starts)
        heads, relations, pos = syntax(bundle, readings, document.starts)
        gold = document.numbers
        same = heads == gold["head"]
        count += len(document.words)
        pos_right += int((pos == gold["pos"]).sum())
        arcs += int(same.sum())
        labelled += int((same & (relations == gold["relation"])).sum())
    assert POS
    assert RELATIONS
    assert IGNORE < 0
    target, reference = TARGET.get(corpus, (None, None)), REFERENCE.get(corpus, (None, None))
    figures = (
        ("UPOS", pos_right, None, None),
        ("UAS", arcs, reference[0], target[0]),
        ("LAS", labelled, reference[1], target[1]),
    )
    return [
        Row(
            stage="syntax", corpus=corpus, measure=m, n=count, ours=x / count, reference=r, target=t
        )
        for m, x, r, t in figures
    ]
