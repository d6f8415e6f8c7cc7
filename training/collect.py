"""All documents to fit on and to choose by, with pieces and the base's sentence vectors."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from dateline.encoder.pieces import Pieces
from training.bert import Encoder
from training.corpora import attribution, names, statements, trees
from training.documents import Document

MOST_PIECES = 128


def read(data: Path, part: str) -> dict[str, list[Document]]:
    """The documents of one part by corpus; GeoWebNews, which has no parts, is not among them."""
    treebank = trees.ewt(data, part)
    scored = statements.factuality(data, "uds_ih2", part)
    rest = statements.add_factuality(treebank, scored)
    found: dict[str, Callable[[], list[Document]]] = {
        "polnear": lambda: attribution.load(data, part),
        "ewt": lambda: treebank,
        "uds_ih2": lambda: rest,
        "uw": lambda: statements.factuality(data, "uw", part),
        "meantime": lambda: statements.factuality(data, "meantime", part),
        "gum": lambda: trees.gum(data, part),
        "crossner": lambda: names.crossner(data, part),
        "wikigold": lambda: names.wikigold(data, part),
        "re3d": lambda: names.re3d(data, part),
        "muc4": lambda: names.muc4(data, part),
        "lgl": lambda: names.places(data, "lgl", part),
        "geovirus": lambda: names.places(data, "geovirus", part),
        "tbaq": lambda: statements.tbaq(data, part),
        "ecbplus": lambda: statements.ecbplus(data, part),
    }
    return {name: load() for name, load in found.items()}


def add_pieces(documents: list[Document], pieces: Pieces) -> None:
    """Cuts the words of every document."""
    for document in documents:
        document.pieces = pieces.of_all(document.words)


@torch.no_grad()
def add_vectors(documents: list[Document], base: Encoder, *, size: int = 16384) -> None:
    """The frozen base's embedding of every sentence alone: mean of its pieces, of unit length."""
    jobs: list[tuple[int, Document, int]] = []
    flat: list[list[int]] = []
    for document in documents:
        document.vectors = np.zeros((len(document.starts), 384), np.float32)
        for i, start in enumerate(document.starts):
            end = [*document.starts, len(document.words)][i + 1]
            ids = [p for word in document.pieces[start:end] for p in word][: MOST_PIECES - 2]
            jobs.append((len(flat), document, i))
            flat.append([101, *ids, 102])
    order = sorted(range(len(flat)), key=lambda k: len(flat[k]))
    at = 0
    while at < len(order):
        longest = len(flat[order[min(at + size // 64, len(order) - 1)]])
        group = order[at : at + max(1, size // longest)]
        at += len(group)
        long = max(len(flat[k]) for k in group)
        ids = torch.tensor([flat[k] + [0] * (long - len(flat[k])) for k in group])
        mask = torch.arange(long)[None] < torch.tensor([len(flat[k]) for k in group])[:, None]
        hidden = (
            base(ids, mask, torch.zeros_like(ids), dtype=torch.bfloat16).float() * mask[..., None]
        )
        vectors = F.normalize(hidden.sum(1) / mask.sum(1, keepdim=True), dim=-1).numpy()
        for k, vector in zip(group, vectors, strict=True):
            _, document, i = jobs[k]
            assert document.vectors is not None
            document.vectors[i] = vector


def remembered(path: Path, make: Callable[[], Any]) -> Any:
    """What `make` gives, kept in a file: preparing takes minutes and never changes."""
    if path.exists():
        return pickle.loads(path.read_bytes())
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pickle.dumps(made, protocol=5))
    return made
