"""Whether the words around an expression tell of the past or of what is to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from dateline.times.language import TenseData

_CLOSE, _NEXT = 3, 2
_OPENING = 2  # words before an expression that opens its sentence: "In late July"
_CLAUSE = 8  # words after such an expression among which its verb is looked for
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W\d_]+|,")
_NEVER = re.compile(r"(?!)")


class Tense:
    """The tense cues of one language."""

    def __init__(self, data: TenseData, *, until: Sequence[str] = ()) -> None:
        self._past = frozenset(data.past.split())
        self._future = frozenset(data.future.split())
        self._endings = tuple(data.past_endings.split())
        self._coming = tuple(data.future_endings.split())
        self._saying = frozenset(data.saying.split())
        self._phrases = data.future_phrases
        self._carriers = frozenset(data.carriers.split())
        self._articles = frozenset(data.articles.split())
        self._obliging = frozenset(data.obliging.split())
        self._put_off = _put_off(data)
        self._until = _ending_with(until)

    def direction(self, before: str, after: str) -> int:
        """1 future, -1 past by a verb of saying alone, -2 past beyond doubt (a deed is told, or
        the verb stands next to the expression), 0 unsaid.

        The nearest cue before counts, else one close after; "until" without any looks ahead.
        """
        if self._phrases and before.rstrip().lower().endswith(self._phrases):
            return 1
        if self._put_off.search(before):
            return 1
        words = _TOKEN.findall(before)[::-1]
        told = self._before(words)
        lasting = bool(self._until.search(before))
        if told == -2 and lasting:
            return -1
        if told in (1, -2):
            return told
        found = self._find_cue_after(_WORD.findall(after), opening=len(words) <= _OPENING)
        if told and found != -2:
            return told
        return found or int(lasting)

    def _before(self, words: Sequence[str]) -> int:
        """The nearest cue among words, the nearest word first."""
        for distance, word in enumerate(words):
            if word in self._obliging and distance and words[distance - 1] == "to":
                return 1
            found = self._read_cue(word)
            further = words[distance + 1] if distance + 1 < len(words) else ""
            if found < 0 and further in self._carriers:
                continue
            if found < 0 and word not in self._past and further.lower() in self._articles:
                continue
            if found < 0 and distance < _NEXT:
                return -2
            if found == -2 and self._unsure(word, words[:distance], words[distance + 1 :]):
                return -1
            if found:
                return found
        return 0

    def _unsure(self, word: str, nearer: Sequence[str], further: Sequence[str]) -> bool:
        """Whether another verb may stand over the expression: an infinitive nearer to it ("asked
        him to come on"), or one of the future over what ends as a participle ("will redeem its
        preferred shares on")."""
        if any(
            left == "to" and right.islower() and right not in self._articles
            for right, left in pairwise(nearer)
        ):
            return True
        if word in self._past:
            return False
        clause = takewhile(lambda w: w != "," and w not in self._saying, further)
        return any(self._read_cue(w) == 1 for w in clause)

    def _find_cue_after(self, words: Sequence[str], *, opening: bool) -> int:
        """The first cue close after an expression; after one that opens its sentence also a
        deed of the past a little further on."""
        cues = [self._read_cue(word) for word in words[:_CLAUSE]]
        close = next((c for c in cues[:_CLOSE] if c), 0)
        if close or not opening:
            return close
        return -2 if next((c for c in cues if c), 0) == -2 else 0

    def _read_cue(self, word: str) -> int:
        if word[0].isupper():  # United, Allied, Will: names
            return 0
        if word in self._future:
            return 1
        if word in self._saying:
            return -1
        if word in self._past:
            return -2
        if len(word) <= 4:
            return 0
        if self._coming and word.endswith(self._coming):
            return 1
        return -2 if self._endings and word.endswith(self._endings) else 0


def _put_off(data: TenseData) -> re.Pattern[str]:
    """Words that put a thing off to the time that follows: "put the talks off until" Thursday."""
    if not data.put_off:
        return _NEVER
    verbs = "|".join(re.escape(v) for v in data.put_off)
    to = "|".join(re.escape(w) for w in data.put_off_to)
    return re.compile(rf"\b(?:{verbs})\s+(?:[\w'’-]+\s+){{0,4}}?(?:{to})\s+(?:at least\s+)?$", re.I)


def _ending_with(words: Sequence[str]) -> re.Pattern[str]:
    if not words:
        return _NEVER
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\s+(?:at least\s+)?$", re.I)
