"""Words of one sentence, as the lexicons see them: lower case, split at every mark.

The lexicons must not depend on how a tokeniser treats hyphens and apostrophes, so they have
their own words; each knows its characters and, through them, its token.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

_SPLIT = re.compile(r"[^\W_]+?(?=n['’]t\b)|n['’]t\b|[^\W_]+|[^\w\s]", re.IGNORECASE)
_WHOLE = re.compile(r"[^\W_]+|[^\w\s]")  # the same, where no apostrophe stands
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "«": '"', "»": '"'})


class Words(Struct, frozen=True, gc=False):
    """Lower-cased words of the text at [start, end) with their character offsets."""

    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.lower)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Indices [first, last) of the words that overlap the characters [start, end)."""
        first = bisect_right(self.ends, start)
        last = max(first, bisect_left(self.starts, end))
        return first, last


def words_of(text: str, start: int, end: int) -> Words:
    """The words of the characters [start, end) of a text."""
    contracted = text.find("'", start, end) >= 0 or text.find("’", start, end) >= 0
    found = list((_SPLIT if contracted else _WHOLE).finditer(text, start, end))
    lower = [match[0].lower() for match in found]
    return Words(
        tuple([word if word.isascii() else word.translate(_MARKS) for word in lower]),
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
    )


def split(phrase: str) -> tuple[str, ...]:
    """The words of a lexicon entry; "_" (a gap), "*" (any word) and a trailing "*" (any ending) are
    kept."""
    out: list[str] = []
    for part in phrase.lower().translate(_MARKS).split():
        if part in ("_", "*"):
            out.append(part)
            continue
        star = part.endswith("*")
        pieces = _SPLIT.findall(part.rstrip("*"))
        out.extend(pieces[:-1])
        out.append(pieces[-1] + ("*" if star else ""))
    return tuple(out)
