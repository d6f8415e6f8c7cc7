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

    def chances(self, vectors: Sequence[Sequence[float]]) -> list[dict[str, float]]:
        """For each unit vector the chance of each code, adding up to 1."""
        import numpy as np

        if not vectors:
            return []
        logits = np.asarray(vectors, dtype=np.float32) @ self.weights + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        raised = np.exp(logits)
        raised /= raised.sum(axis=1, keepdims=True)
        return [dict(zip(self.names, row, strict=True)) for row in raised.tolist()]


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
