"""The stages, in the order in which a report passes through them.

Invariant: a component that needs a layer comes after one that writes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Component, ConfigError, Layer


def components(*, reader: bool = True, zero_shot: bool = False) -> tuple[Component, ...]:
    """One of each stage, ready to code reports; their data is loaded on first use.

    `reader`: whether the neural readers are among them; without them no events are told, and claims
    are those of patterns. `zero_shot`: whether a report in a language that they were not fitted on
    is read all the same.
    """
    from dateline.claims.component import ClaimReader
    from dateline.encoder.component import DeedReader, NeuralReader
    from dateline.events.component import EventCoder
    from dateline.events.own_words import ask_own
    from dateline.fusion.component import ContradictionFinder
    from dateline.mentions.component import MentionReader
    from dateline.mentions.offices import OfficePlacer
    from dateline.places.component import Geoparser
    from dateline.text.component import Segmenter
    from dateline.times.component import TimeReader

    return (
        Segmenter(),
        *((NeuralReader(), DeedReader(zero_shot=zero_shot, ask=ask_own)) if reader else ()),
        MentionReader(),
        Geoparser(),
        OfficePlacer(),
        TimeReader(),
        ClaimReader(),
        EventCoder(),
        ContradictionFinder(),
    )


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
