"""A fitted reader in the place of the exported one: the package's decoding on torch's figures."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch

from dateline.encoder.bundle import Bundle, Card
from dateline.encoder.pieces import Pieces
from training.export import INPUTS, OUTPUTS, Shipped
from training.heads import PAIRS, Reader
from training.labels import POS, RELATIONS, TAGS


class TorchSession:
    """Answers as an ONNX session does."""

    def __init__(self, reader: Reader) -> None:
        self._shipped = Shipped(reader.float()).eval()

    def get_outputs(self) -> list[SimpleNamespace]:
        """The names of the outputs."""
        return [SimpleNamespace(name=name) for name in OUTPUTS]

    def run(self, _names: None, feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        """All outputs for a batch."""
        with torch.no_grad():
            given = [torch.from_numpy(feed[name]) for name in INPUTS]
            return [found.numpy() for found in self._shipped(*given)]


def arrays_of(reader: Reader) -> dict[str, np.ndarray]:
    """What is shipped beside the graph."""
    return {
        "moves": reader.moves["attribution"].detach().numpy(),
        "relation": reader.relation.detach().numpy(),
        "none": reader.none.detach().numpy(),
        "distance": reader.distance.detach().numpy(),
    }


def labels_card(version: str) -> Card:
    """A card with the labels and nothing chosen on dev yet."""
    return Card(
        name="dateline-reader-en",
        version=version,
        files={},
        columns={
            **{name: list(tags) for name, tags in TAGS.items()},
            "pos": POS,
            "event": ["event"],
        },
        relations=RELATIONS,
        pairs=list(PAIRS),
    )


def bridged(reader: Reader, base: Path) -> Bundle:
    """The reader as a bundle of the package."""
    return Bundle(
        labels_card("torch"),
        TorchSession(reader),
        Pieces(base / "tokenizer.json"),
        arrays_of(reader),
    )
