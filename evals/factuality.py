"""UDS-IH2, UW and MEANTIME dev: how certain a predicate is, by Pearson's r."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from dateline.encoder.forward import read_words
from evals.reading import chosen
from evals.spans import pearson
from evals.table import Row
from training.corpora import statements

TARGET = {"uds_ih2": 0.75, "uw": 0.75, "meantime": 0.60}
REFERENCE = {"uds_ih2": "BERT-large about .80-.87"}


def run(data: Path) -> list[Row]:
    """One row a corpus."""
    return [_row(data, corpus) for corpus in TARGET]


def _row(data: Path, corpus: str) -> Row:
    bundle = chosen()
    gold: list[float] = []
    found: list[float] = []
    for document in statements.factuality(data, corpus, "dev"):
        assert document.factuality is not None
        known = ~np.isnan(document.factuality)
        readings = read_words(bundle, document.words, document.starts)
        gold += document.factuality[known].tolist()
        found += np.clip(readings.words["factuality"][known], -3, 3).tolist()
    return Row(
        stage="factuality", corpus=f"{corpus} dev", measure="Pearson r", n=len(gold),
        ours=pearson(gold, found), reference=REFERENCE.get(corpus), target=TARGET[corpus],
    )  # fmt: skip
