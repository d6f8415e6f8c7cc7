"""What capital letters say: pieces are lower-cased, so the shape of a word is given beside them.

Also adjusts the scores of the tagging head before they are decoded; both numbers were chosen on
dev (`python -m evals mentions`).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from dateline.encoder.arrays import Floats

JOINED, JOINED_PLACE = 4.0, 1.5
"""Added to going on with a name, or with that of a place, where a capital follows a capital."""
PLACES = frozenset({"I-place", "I-state"})
TITLE = 0.6
"""Share of words with a capital from which a sentence is a title and capitals say nothing."""


SHAPES = 8
"""How many shapes there are; 0 where the capitals of a sentence tell nothing."""
_LOWER, _CAPITAL, _OPENING, _UPPER, _MIXED, _DIGITS, _SIGN = range(1, SHAPES)


def shapes(words: Sequence[str], starts: Sequence[int]) -> list[int]:
    """The shape of each word, 0 to SHAPES - 1; a capital that opens a sentence has its own."""
    found: list[int] = []
    told, opening = telling(words, starts), False
    first = set(starts)
    for i, word in enumerate(words):
        opening = opening or i in first
        found.append(_shape(word, opening=opening) if told[i] else 0)
        opening = opening and not word[:1].isalpha()
    return found


def _shape(word: str, *, opening: bool) -> int:
    if any(letter.isdigit() for letter in word):
        return _DIGITS
    if not any(letter.isalpha() for letter in word):
        return _SIGN
    if word == word.lower():
        return _LOWER
    if len(word) > 1 and word == word.upper():
        return _UPPER
    if word[0].isupper() and word[1:] == word[1:].lower():
        return _OPENING if opening else _CAPITAL
    return _MIXED


def telling(words: Sequence[str], starts: Sequence[int]) -> list[bool]:
    """For each word whether the capitals of its sentence tell names from other words."""
    found: list[bool] = []
    for start, end in itertools.pairwise([*starts, len(words)]):
        letters = [word for word in words[start:end] if word[:1].isalpha()]
        capitals = sum(word[0].isupper() for word in letters)
        found += [0 < capitals <= TITLE * len(letters)] * (end - start)
    return found


def joined(
    scores: Floats, labels: Sequence[str], words: Sequence[str], starts: Sequence[int]
) -> Floats:
    """The scores (words, labels) with what goes on inside names raised at a capital after one."""
    told, first = telling(words, starts), set(starts)
    rows = [
        i
        for i in range(1, len(words))
        if told[i] and i not in first and words[i][:1].isupper() and words[i - 1][:1].isupper()
    ]
    gains = np.zeros(len(labels), np.float32)
    for k, label in enumerate(labels):
        if label.startswith("I-") and label != "I-pronoun":
            gains[k] = JOINED_PLACE if label in PLACES else JOINED
    raised = scores.copy()
    raised[np.array(rows, np.int64)] += gains
    return raised


def is_name(words: Sequence[str], *, told: bool) -> bool:
    """Whether words can be a name: one of them is no lower-case word, where capitals tell."""
    return not told or any(word != word.lower() or not word[0].isalpha() for word in words)
