"""The stages, in the order in which a report passes through them.

Invariant: a component that needs a layer comes after one that writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from dateline.model import Component, ConfigError, Layer

STAGES = (
    ("dateline.text.component", "Segmenter"),
    ("dateline.encoder.component", "NeuralReader"),
    ("dateline.mentions.component", "MentionReader"),
    ("dateline.places.component", "Geoparser"),
    ("dateline.times.component", "TimeReader"),
    ("dateline.claims.component", "ClaimReader"),
    ("dateline.events.component", "EventCoder"),
    ("dateline.fusion.component", "ContradictionFinder"),
)

READER = "dateline.encoder.component"


def components(*, reader: bool = True) -> tuple[Component, ...]:
    """One of each stage, ready to code reports; their data is loaded on first use.

    `reader`: whether the neural reader is among them; the others do without it.
    """
    found = [
        getattr(import_module(m), c)() for m, c in STAGES if _exists(m) and (reader or m != READER)
    ]
    written: frozenset[Layer] = frozenset()
    kept = []
    for stage in found:
        if stage.needs <= written:
            kept.append(stage)
            written |= stage.writes
    return tuple(kept)


def _exists(module: str) -> bool:
    if module == READER:
        from dateline.encoder.bundle import FOLDER

        return (FOLDER / "card.json").exists()
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def check_order(stages: Sequence[Component], *, given: frozenset[Layer] = frozenset()) -> None:
    """ConfigError where a component needs a layer that no earlier one wrote and none gave."""
    written = given
    for stage in stages:
        missing = sorted(stage.needs - written)
        if missing:
            raise ConfigError(
                f"the stage {stage.name!r} needs {', '.join(missing)}, which no earlier one writes",
                where="dateline.pipeline.stages",
                remedy="put the stage that writes it before",
            )
        written |= stage.writes
