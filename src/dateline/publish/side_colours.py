"""Each side's colour: that of its conflict's file, in every dossier and on every page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

import msgspec

from dateline.model import shipped_conflicts


@cache
def palette() -> tuple[str, ...]:
    """The colours that sides have."""
    data = (files("dateline.publish") / "data" / "side_colours.yaml").read_bytes()
    return tuple(msgspec.yaml.decode(data)["colours"])


@cache
def _given() -> dict[str, str]:
    parties = (party for conflict in shipped_conflicts() for party in conflict.parties)
    return {party.side: party.colour for party in parties if party.colour}


def side_colours(sides: Sequence[str]) -> dict[str, str]:
    """The colour of each side. One that no file names takes the first colour from a place that its
    name gives which no other of these sides has.

    >>> side_colours(["RUS", "UKR"]) == {"UKR": "#0072b2", "RUS": "#d55e00"}
    True
    """
    found = {side: _given()[side] for side in sides if side in _given()}
    colours = palette()
    for side in sorted(set(sides) - set(found)):
        first = crc32(side.encode()) % len(colours)
        turned = colours[first:] + colours[:first]
        taken = set(found.values())
        found[side] = next((c for c in turned if c not in taken), turned[0])
    return found
