"""How like the examples of each code a sentence is: a small layer over the reader's vectors.

Fitted on data/examples.yaml alone (scripts/fit_events.py). It decides only where the lexicon
leaves a choice: between a parent and its children, between readings, and against a reading
that nothing but one word speaks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from dateline.events.files import read_yaml

if TYPE_CHECKING:
    import numpy as np

NONE = "none"
_FILE = "similarity.npz"


class _Examples(Struct, frozen=True, forbid_unknown_fields=True):
    examples: dict[str, tuple[str, ...]]


@cache
def examples() -> Mapping[str, tuple[str, ...]]:
    """The shipped examples of every code, and of nothing to code (NONE)."""
    path = files("dateline.events") / "data" / "examples.yaml"
    return read_yaml(path.read_bytes(), _Examples, path.name).examples


@dataclass(frozen=True, eq=False)
class Similarity:
    """The layer: one column of weights and one bias for each name."""

    names: tuple[str, ...]
    weights: np.ndarray[Any, np.dtype[Any]]
    bias: np.ndarray[Any, np.dtype[Any]]

    def chances(self, vector: Sequence[float]) -> dict[str, float]:
        """The chance of each code for a sentence with this unit vector, adding up to 1."""
        import numpy as np

        given = np.asarray(vector, dtype=np.float32)
        # einsum, not BLAS: one sentence is too small to be worth waking its threads.
        logits = np.einsum("i,ij->j", given, self.weights) + self.bias
        raised = np.exp(logits - logits.max())
        return dict(zip(self.names, (raised / raised.sum()).tolist(), strict=True))


class Likeness:
    """The chances of a report's sentences, each worked out when it is first asked for."""

    def __init__(self, layer: Similarity | None, vectors: Sequence[Sequence[float]]) -> None:
        self._layer = layer
        self._vectors = vectors
        self._known: dict[int, Mapping[str, float]] = {}

    def of(self, index: int) -> Mapping[str, float]:
        """The chances for a sentence; empty without a layer or a vector."""
        if self._layer is None or index >= len(self._vectors):
            return {}
        if index not in self._known:
            self._known[index] = self._layer.chances(self._vectors[index])
        return self._known[index]


@cache
def similarity() -> Similarity | None:
    """The shipped layer, or None where it has not been fitted."""
    import numpy as np

    resource = files("dateline.events") / "data" / _FILE
    if not resource.is_file():
        return None
    with as_file(resource) as path, np.load(path) as kept:
        weights = kept["weights"].astype(np.float32) * kept["scales"]
        return Similarity(tuple(kept["names"].tolist()), weights, kept["bias"])
