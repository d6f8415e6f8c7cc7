"""Regular expressions over many phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable


def one_of(phrases: Iterable[str], *, escape: Callable[[str], str] = re.escape) -> str:
    """A pattern's source for any of these phrases, the longest that fits first.

    They are grouped by their first character: `re` tries the branches of an alternation one by
    one at each place of a text, and this leaves it few.
    """
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        groups.setdefault(phrase[0], []).append(escape(phrase[1:]))
    joined = (f"{escape(first)}(?:{'|'.join(rests)})" for first, rests in groups.items())
    return f"(?:{'|'.join(joined)})"
