"""Words around an expression that open or join its interval: since, until, by, from ... to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from dateline.times.language import Relations, language
from dateline.times.state import Resolved

_FOLD = str.maketrans({"–": "-", "—": "-"})
_WINDOW = 24


class Relation:
    """The relation words of one language."""

    def __init__(self, data: Relations) -> None:
        words = (
            ("since", data.since), ("until", data.until), ("before", data.before),
            ("after", data.after), ("by", data.by),
        )  # fmt: skip
        self._points = _match_beginning(data.day_points)
        self._ends = [(name, _match_ending(listed)) for name, listed in words if listed]
        self._opens = _match_ending(data.range_open)
        joined = "|".join(re.escape(w) for w in data.range_join)
        self._joins = re.compile(rf"\s*(?:{joined})\s*(?:\w{{2,3}}\s+)?", re.IGNORECASE)

    def of(self, text: str, start: int) -> str | None:
        """since, until, before, after or by, where such a word stands before an offset; None
        before a point of a day, which is only made less exact."""
        if self._points.match(text, start):
            return None
        window = text[max(0, start - _WINDOW) : start]
        return next((name for name, ending in self._ends if ending.search(window)), None)

    def joined(self, text: str, found: Sequence[Resolved]) -> dict[int, int]:
        """Pairs of neighbouring expressions, by index, that are the ends of one range."""
        pairs: dict[int, int] = {}
        for index, (left, right) in enumerate(pairwise(found)):
            between = text[left.draft.end : right.draft.start].translate(_FOLD)
            if len(between) > 12 or not self._joins.fullmatch(between):
                continue
            window = text[max(0, left.draft.start - _WINDOW) : left.draft.start]
            if self._opens.search(window) or between.strip() == "-":
                pairs[index] = index + 1
        return pairs


def _match_beginning(words: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(w) for w in words) or r"(?!)"
    return re.compile(rf"(?:{listed})\w*", re.IGNORECASE)


def _match_ending(words: Sequence[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:^|\W)(?:{listed})\s+(?:\w{{2,3}}\s+|\w['’])?$", re.IGNORECASE)


@cache
def relation(code: str) -> Relation:
    """The relation words of a shipped language."""
    return Relation(language(code).relations)
