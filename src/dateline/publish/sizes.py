"""Sizes of the page that were chosen, from `data/page.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct


class Sizes(Struct, frozen=True, kw_only=True):
    """The sizes that were chosen: see `data/page.yaml`."""

    parts_from: int
    reports_each: int
    words_each: int
    name_files: int
    places: int


@cache
def sizes() -> Sizes:
    """The sizes of the page."""
    data = (files("dateline.publish") / "data" / "page.yaml").read_bytes()
    return msgspec.yaml.decode(data, type=Sizes)
