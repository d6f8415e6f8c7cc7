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

    `inside`: only where it went into the place; `denial`: whether its negation says the opposite;
    `wide`: whether an area goes as a whole; `change`: whether the place changes hands by it;
    `holds`: whether it is about who holds the place.
    """

    says: Says
    weight: float
    inside: bool = False
    denial: bool = True
    wide: bool = False
    change: bool = False
    holds: bool = False

    @property
    def tells_hold(self) -> bool:
        """Whether somebody who acts holds the place by it, or held it then."""
        return self.says in ("holds", "there")

    @property
    def gains(self) -> bool:
        """Whether only its end gives somebody the place: begun, it is fought over."""
        return (self.holds and self.change) or self.inside


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
    sure: float


class Sure(Struct, frozen=True, forbid_unknown_fields=True):
    """The fitted chance that a challenger holds a place; see `control/likelihood.py`."""

    flip: float
    answered: float
    constant: float
    deed: float
    state: float
    area: float
    held: float
    claimants: float
    against: float
    seen: float
    score: float
    behind: float
    fought: float
    around: float
    opposed: float
    unknown: float
    open: float

    @property
    def weights(self) -> tuple[float, ...]:
        """The weights, in the order of `Signs.measures`."""
        return (
            self.constant, self.deed, self.state, self.area, self.held, self.claimants,
            self.against, self.seen, self.score, self.behind, self.fought, self.around,
            self.opposed, self.unknown, self.open,
        )  # fmt: skip


class Parameters(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/model.yaml`, which explains each."""

    events: dict[str, EventRule]
    certainty: dict[str, float]
    confirmed: float
    claimant: dict[str, float]
    negated: float
    inferred: float
    repelled: float
    toponym: float
    depth_km: float
    around_km: float
    repeat: float
    window_days: int
    enough: float
    alone: float
    claim: float
    contest_days: int
    contiguity: Contiguity
    area: float
    whole: float
    begun: float
    sure: Sure


WHOLE_WORD = 3


@cache
def shipped_parameters() -> Parameters:
    """The parameters that the package ships."""
    data = (files("dateline.control") / "data" / "model.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Parameters)


@cache
def known_words(kind: str) -> tuple[str, ...]:
    """The beginnings of words of a kind in data/words.yaml, all languages together."""
    data = (files("dateline.control") / "data" / "words.yaml").read_bytes()
    words = msgspec.yaml.decode(data, type=dict[str, dict[str, list[str]]])
    return tuple(sorted({w for told in words[kind].values() for w in told}))


@cache
def known_phrases(kind: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a kind, as words; one that ends in "*" is the beginning of a word."""
    return tuple(tuple(phrase.split()) for phrase in known_words(kind))


def is_word_of(word: str, kind: str) -> bool:
    """Whether a word begins as one of a kind does; a beginning of three letters is a whole word.

    "entirely" -> wholly; "allied" -> not wholly, though "all" is
    """
    return any(
        word == known or (len(known) > WHOLE_WORD and word.startswith(known))
        for known in known_words(kind)
    )
