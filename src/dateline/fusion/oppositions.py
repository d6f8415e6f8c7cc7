"""The shipped table of which coded events cannot both hold."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Presence(Struct, frozen=True, gc=False):
    """Codes that say an actor is at a place, and codes that say it has gone."""

    there: tuple[str, ...]
    gone: tuple[str, ...]


class Slack(Struct, frozen=True, gc=False):
    """The share by which a number may be off: one that is about, one that is a bound."""

    about: float
    open: float


class Oppositions(Struct, frozen=True, gc=False):
    """The data file behind the rules."""

    presence: Presence
    control: tuple[str, ...]
    holds: tuple[str, ...]
    moves: tuple[str, ...]
    there: tuple[str, ...]
    once: tuple[str, ...]
    once_days: int
    answerable: tuple[str, ...]
    deeds: tuple[str, ...]
    harms: tuple[str, ...]
    speech: tuple[str, ...]
    countable: tuple[str, ...]
    campaign: tuple[str, ...]
    slack: Slack
    sites: tuple[str, ...]


@cache
def oppositions() -> Oppositions:
    """The shipped table of what cannot both hold."""
    data = (files("dateline.fusion") / "data" / "oppositions.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Oppositions)
