"""Names of places in two scripts, by their consonants: Arabic writes no short vowels.

Only what a gazetteer does not know is compared so, and only a name in Arabic letters with one in
others, so that Karam and Karim stay two places.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from dateline.text.transliterate import match_key

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_VOWELS = re.compile(r"[aeiouyw]")
_TWICE = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"^(?:al|el)[-\s]?(?=\w{3})")
LEAST = 3
"""Consonants from which a name is told from others."""


class Bones(Struct, frozen=True, gc=False):
    """The consonants of a name's last word, and whether it is written in Arabic letters."""

    letters: str
    arabic: bool

    def meets(self, other: Bones | None) -> bool:
        """Whether the two may be one name in two scripts."""
        return other is not None and self.letters == other.letters and self.arabic != other.arabic

    def is_like(self, other: Bones | None) -> bool:
        """Whether they meet, or are the same and long enough for one script too."""
        if other is None:
            return False
        return self.meets(other) or (self.letters == other.letters and len(self.letters) > LEAST)


def are_spelt_alike(one: str, other: str) -> bool:
    """Whether two names may be one in two scripts, or in two cases: all consonants are the same.

    "Рыжевку", "Ryzhivka" -> True; "Lyman", "Limanivka" -> False
    """
    bones = name_bones(one)
    return bones is not None and bones.is_like(name_bones(other))


@lru_cache(maxsize=65_536)
def name_bones(text: str) -> Bones | None:
    """The consonants of the last word of a name; None where they are too few.

    "Atarib" -> trb; "سوق مدينة الأتارب" -> trb; "Gao" -> None
    """
    words = name_proper(text).split()
    if not words:
        return None
    word = _ARTICLE.sub("", match_key(words[-1]).replace(" ", ""))
    letters = _TWICE.sub(r"\1", _VOWELS.sub("", word))
    arabic = _ARABIC.search(text) is not None
    return Bones(letters, arabic) if len(letters) >= LEAST else None


def name_proper(text: str) -> str:
    """A name without the words after it that are none: "Amiriya district" -> "Amiriya"."""
    words = text.split()
    while len(words) > 1 and words[-1].islower() and _ARABIC.search(words[-1]) is None:
        words.pop()
    return " ".join(words)
