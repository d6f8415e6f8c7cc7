"""What in a place a deed was done to, by the words that tell it, in whatever language."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dateline.fusion.facts import Fact
from dateline.fusion.words_told import text_around
from dateline.text.patterns import one_of
from dateline.text.yaml_files import read_yaml

Sites = frozenset[str]


def sites_told(fact: Fact) -> Sites:
    """The kinds of site that the words around the event's own name.

    "a drone hit a bus station" -> station; "ринок у Торецьку" -> market
    """
    text = text_around(fact).casefold()
    return frozenset(name for name, pattern in _patterns() if pattern.search(text))


def compare_sites(a: Sites, b: Sites) -> str:
    """same: one in common; other: one each, two kinds; unknown: not told, or several."""
    if a & b:
        return "same"
    return "other" if len(a) == len(b) == 1 else "unknown"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = (files("dateline.fusion") / "data" / "sites.yaml").read_bytes()
    words = read_yaml(
        data, dict[str, tuple[str, ...]], where="fusion/data/sites.yaml", remedy="see its comments"
    )
    return tuple((name, re.compile(r"(?<!\w)" + one_of(told))) for name, told in words.items())
