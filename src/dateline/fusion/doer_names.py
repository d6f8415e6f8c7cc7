"""The words of a doer's name that say which one it is, so that a party without a known side is met
again: "ELN guerrillas" and "the ELN" are one, "soldiers" and "soldiers" need not be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from dateline.fusion.camps import camp_beginnings
from dateline.text.transliterate import match_key
from dateline.text.yaml_files import read_yaml

_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5
"""Letters of a folded word that endings leave alone."""


class DoerWords(Struct, frozen=True, forbid_unknown_fields=True):
    """See `data/doers.yaml`."""

    common: tuple[str, ...]


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The folded beginnings of the words of names that are more than a kind of doer.

    ["ELN guerrillas"] -> {eln}; ["soldiers"] -> none; ["the coalition"] -> {koali}
    """
    return frozenset(word for name in names for word in _own_words(name))


@lru_cache(maxsize=65_536)
def _own_words(name: str) -> frozenset[str]:
    told = (w.casefold() for w in _WORD.findall(name))
    kept = (match_key(w) for w in told if not w.startswith(camp_beginnings()))
    return frozenset(w[:_STEM] for w in kept if not w.startswith(_common()))


@cache
def _common() -> tuple[str, ...]:
    data = (files("dateline.fusion") / "data" / "doers.yaml").read_bytes()
    words = read_yaml(data, DoerWords, where="fusion/data/doers.yaml", remedy="see its comments")
    return tuple(match_key(w) for w in words.common)
