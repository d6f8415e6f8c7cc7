"""What capital letters say of names: the encoder reads lower-cased pieces and does not see them.

Adjusts the scores of the tagging head before they are decoded; both numbers were chosen on dev
(`python -m evals mentions`).
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
