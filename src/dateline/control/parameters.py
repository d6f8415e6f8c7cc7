"""The parameters of the model of agreed control, read from one data file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

Says = Literal["holds", "gone", "fights", "shells", "there"]


class EventRule(Struct, frozen=True, forbid_unknown_fields=True):
    """What an event code says of the place that it names, and how much it counts.

    `inside`: only where a word says that it was in the place; `denial`: whether its negation
    says the opposite; `wide`: whether an area goes as a whole.
    """

    says: Says
    weight: float
    inside: bool = False
    denial: bool = True
    wide: bool = False


class Contiguity(Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of the field that carries places along with their neighbours."""

    neighbours: int
    scale_km: float
    prior: float
    evidence: float
    claimed: float
    river: float
    fresh_days: int
    margin: float
    reach_km: float
    deeper_km: float
    rise: float


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/model.yaml`, which explains each."""

    events: dict[str, EventRule]
    certainty: dict[str, float]
    confirmed: float
    claimant: dict[str, float]
    negated: float
    repelled: float
    inferred: float
    toponym: float
    depth_km: float
    repeat: float
    window_days: int
    flip: float
    first: float
    claim: float
    contest_days: int
    contiguity: Contiguity
    area: float
    whole: float
    nearly: float
    begun: float


@cache
def shipped_parameters() -> Parameters:
    """The parameters that the package ships."""
    data = (files("dateline.control") / "data" / "model.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Parameters)
