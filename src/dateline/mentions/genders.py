"""The gender that a given name mostly has: m, f, or a where both bear it."""

from __future__ import annotations

from functools import cache

from dateline.mentions.files import read
from dateline.mentions.stems import normal


@cache
def genders() -> dict[str, str]:
    """Gender by the normal form of a given name."""
    names = read("given_names.yaml", dict[str, list[str]])
    found = {normal(name): "f" for name in names["female"]}
    for name in names["male"]:
        key = normal(name)
        found[key] = "a" if key in found else "m"
    return found
