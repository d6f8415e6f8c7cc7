"""Who held what is taken: "liberated from the rebels" names those who lost it, not who took it.

The reader gives both to one slot; what stands before the name tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.events.files import read_yaml
from dateline.events.lines import Line, Phrase

TAKEN = "territory.taken"


class Former(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/former_holders.yaml`."""

    back: int
    words: dict[str, frozenset[str]]
    stops: dict[str, frozenset[str]]


@cache
def shipped_former() -> Former:
    """data/former_holders.yaml."""
    name = "former_holders.yaml"
    return read_yaml((files("dateline.events") / "data" / name).read_bytes(), Former, name)


def part_losers(
    code: str, phrases: Sequence[Phrase], line: Line, *, start: int, lang: str | None
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Those who took it, and those from whom; `start`: first character of the deed's word.

    "The town was liberated from the rebels" -> (), (the rebels,)
    """
    if code != TAKEN and not code.startswith(TAKEN + "."):
        return tuple(phrases), ()
    losers = [p for p in phrases if _is_loser(p, line, start=start, lang=lang or "en")]
    return tuple(p for p in phrases if p not in losers), tuple(losers)


def _is_loser(phrase: Phrase, line: Line, *, start: int, lang: str) -> bool:
    rules = shipped_former()
    words, stops = rules.words.get(lang, frozenset()), rules.stops.get(lang, frozenset())
    lower, first = line.words.lower, phrase.first
    if line.words.starts[first] < start:
        return False
    if lower[first] in words:
        return True
    for at in range(first - 1, max(-1, first - 1 - rules.back), -1):
        if line.words.starts[at] < start or lower[at] in stops:
            return False
        if lower[at] in words:
            return True
    return False
