"""One form for the forms of a word: small letters, plain apostrophes, no Slavic endings."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

import msgspec

_SHORTEST = 3


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """The word as lexicons are looked up: lower case; Cyrillic words without their endings."""
    lower = word.lower().replace("’", "'").replace("ʼ", "'")
    return _cut_endings(lower) if "а" <= lower[:1] <= "ӿ" else lower


def _cut_endings(word: str) -> str:
    while True:
        cut = _cut_one_ending(word)
        if cut == word:
            return word
        word = cut


def _cut_one_ending(word: str) -> str:
    room = len(word) - _SHORTEST
    for size in (3, 2, 1):
        if size <= room and word[-size:] in _endings():
            return word[:-size]
    return word


@cache
def _endings() -> frozenset[str]:
    path = files("dateline.mentions") / "data" / "endings.yaml"
    return frozenset(msgspec.yaml.decode(path.read_bytes(), type=list[str]))
