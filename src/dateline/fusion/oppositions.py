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


class Oppositions(Struct, frozen=True, gc=False):
    """The data file behind the rules."""

    presence: Presence
    control: tuple[str, ...]
    once: tuple[str, ...]
    answerable: tuple[str, ...]
    countable: tuple[str, ...]


@cache
def oppositions() -> Oppositions:
    """The shipped table of what cannot both hold."""
    data = (files("dateline.fusion") / "data" / "oppositions.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Oppositions)
