"""Whether the words around an expression tell of the past or of what is to come."""

from __future__ import annotations

import re

from dateline.times.language import TenseData

_CLOSE, _NEXT = 3, 2
_WORD = re.compile(r"[^\W\d_]+")


class Tense:
    """The tense cues of one language."""

    def __init__(self, data: TenseData) -> None:
        self._past = frozenset(data.past.split())
        self._future = frozenset(data.future.split())
        self._endings = tuple(data.past_endings.split())
        self._phrases = data.future_phrases
        self._carriers = frozenset(data.carriers.split())

    def direction(self, before: str, after: str) -> int:
        """1 future, -1 past, -2 past beyond doubt (the verb stands next to the expression), 0
        unsaid: by the nearest cue before, else one close after."""
        if self._phrases and before.rstrip().lower().endswith(self._phrases):
            return 1
        words = _WORD.findall(before)[::-1]
        for distance, word in enumerate(words):
            found = self._cue(word)
            if found < 0 and self._carriers.intersection(words[distance + 1 : distance + 2]):
                continue
            if found:
                return -2 if distance < _NEXT and word in self._past else found
        for word in _WORD.findall(after)[:_CLOSE]:
            found = self._cue(word)
            if found:
                return found
        return 0

    def _cue(self, word: str) -> int:
        if word[0].isupper():  # United, Allied, Will: names
            return 0
        if word in self._future:
            return 1
        if word in self._past:
            return -1
        ended = len(word) > 4 and self._endings and word.endswith(self._endings)
        return -1 if ended else 0
