"""Whom a pronoun cannot stand for: a name below it in its own clause.

"He denied it was a humiliation for Putin": he is not Putin (principle C of Chomsky's Lectures on
Government and Binding, 1981). "When he arrived, Putin spoke" is free.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.mentions.drafts import Draft, Found
from dateline.mentions.phrases import Reading
from dateline.mentions.stems import normal

SUBJECT = "nsubj"


def barred(reading: Reading, pronoun: Found, sentence: Sequence[Found]) -> frozenset[str]:
    """The last words of the names, in normal form, that the subject pronoun stands over.

    Without a parse: all that follow a pronoun that speaks.
    """
    token = reading.tokens[pronoun.first]
    after = [f for f in sentence if f.first > pronoun.first and f.anaphor != "pronoun"]
    if token.head is None:
        follows = reading.tokens[pronoun.last : pronoun.last + 1]
        speaks = any(t.text.lower() in reading.lexicon.words.acts for t in follows)
        below = after if speaks else []
    elif (token.deprel or "").startswith(SUBJECT):
        below = [f for f in after if _under(reading, f.last - 1, token.head)]
    else:
        below = []
    return frozenset(reading.norms[f.last - 1] for f in below)


def is_barred(draft: Draft, words: frozenset[str]) -> bool:
    """Whether an actor's name ends in one of the words."""
    return normal(draft.name.split()[-1]) in words if draft.name else False


def _under(reading: Reading, index: int, top: int) -> bool:
    """Whether the word `top` governs a word, over any number of others."""
    seen: set[int] = set()
    at: int | None = index
    while at is not None and at >= 0 and at not in seen:
        if at == top:
            return True
        seen.add(at)
        at = reading.tokens[at].head
    return False
