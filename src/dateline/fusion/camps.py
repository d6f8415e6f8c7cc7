"""On which side of a war within a state a doer fights, where only its kind is told.

"Rebels seized the town" and "the army holds it" name no side, and yet two. Between two states both
are soldiers, and nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from msgspec import Struct

from dateline.model import shipped_conflicts
from dateline.text.patterns import one_of
from dateline.text.yaml_files import read_yaml

STATE, REBEL = "state", "rebel"


class CampWords(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/camps.yaml`."""

    state: tuple[str, ...]
    rebel: tuple[str, ...]
    state_voice: tuple[str, ...] = ()


def find_camp(names: Iterable[str], sides: Iterable[str]) -> str | None:
    """The camp of those who are named so and stand on these sides; None: none, or both.

    ["Government forces"] -> state; ["Islamist fighters"] -> rebel; ["rebel army"] -> None
    """
    found = {camp for side in sides if (camp := camp_of_side(side)) is not None}
    if not found:
        text = " ".join(names).casefold()
        found = {camp for camp, pattern in _patterns() if pattern.search(text)}
    return next(iter(found)) if len(found) == 1 else None


def find_voice_camp(name: str, side: str | None) -> str | None:
    """The camp that a source speaks for: its side's, or what it is called ("Defence Ministry")."""
    if side is not None:
        return camp_of_side(side)
    return STATE if _voices().search(name.casefold()) else find_camp([name], [])


@cache
def _voices() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + one_of(_words().state_voice))


def are_other_camps(one: str | None, other: str | None) -> bool:
    """Whether both camps are known, and are not one."""
    return one is not None and other is not None and one != other


def camp_of_side(side: str) -> str | None:
    """The camp of a side: states have capitals for codes; who holds ground for a state has none."""
    if side in _proxies():
        return None
    return STATE if side.isupper() else REBEL


@cache
def _proxies() -> frozenset[str]:
    parties = (p for conflict in shipped_conflicts() for p in conflict.parties)
    return frozenset(p.side for p in parties if p.holds_for)


def camp_beginnings() -> tuple[str, ...]:
    """The beginnings of words by which a camp is told."""
    words = _words()
    return (*words.state, *words.rebel)


@cache
def _words() -> CampWords:
    data = (files("dateline.fusion") / "data" / "camps.yaml").read_bytes()
    return read_yaml(data, CampWords, where="fusion/data/camps.yaml", remedy="see its comments")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = _words()
    return tuple(
        (camp, re.compile(r"(?<!\w)" + one_of(told)))
        for camp, told in ((STATE, words.state), (REBEL, words.rebel))
    )
