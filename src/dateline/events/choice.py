"""Which reading of a trigger to believe: the lexicon's order, and likeness to the examples.

The lexicon decides; likeness speaks where it leaves a choice. A reading that only one word
speaks for is dropped where the sentence is like nothing to code, and a parent gives way to
the child that the sentence is clearly like.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from dateline.events.codebook import Codebook
from dateline.events.frames import Match
from dateline.events.similarity import NONE

_CONDITION, _DEFAULT = 1.0, 0.7  # what a frame with conditions, or without, is worth
_STEP = 0.25  # what each later entry of the lexicon is worth less
_LIKENESS = 0.8
_NOTHING_WEAK, _NOTHING_STRONG = 0.5, 0.85
_UNLIKE = 0.12
_CHILD, _RIVAL = 0.4, 2.5


class Choice(Struct, frozen=True, gc=False):
    """The reading chosen, its code (a child, where it could be told), score and reason."""

    match: Match
    code: str
    score: float
    why: str


def choose(options: Sequence[Match], chances: Mapping[str, float], book: Codebook) -> Choice | None:
    """The best of the readings that give a code; None where nothing is to be coded.

    `chances`: of each code for the sentence, empty where the reader gives no vectors.
    """
    if not options:
        return None
    best = max(range(len(options)), key=lambda i: _worth(options[i], i, chances))
    match = options[best]
    if chances and _nothing(match, chances):
        return None
    code = _child(match.frame.code or "", chances, book)
    like = chances.get(code, 0.0)
    why = f"{match.entry.base!r} read as {match.entry.sense}: {match.why}"
    if chances:
        why += f"; likeness to {code} {like:.2f}"
    return Choice(match, code, min(0.99, _base(match) * 0.75 + 0.25 * like), why)


def _worth(match: Match, at: int, chances: Mapping[str, float]) -> float:
    return _base(match) - _STEP * at + _LIKENESS * chances.get(match.frame.code or "", 0.0)


def _base(match: Match) -> float:
    return _DEFAULT if match.default else _CONDITION


def _nothing(match: Match, chances: Mapping[str, float]) -> bool:
    limit = _NOTHING_WEAK if match.default else _NOTHING_STRONG
    unlike = chances.get(match.frame.code or "", 0.0) < _UNLIKE
    return unlike and chances.get(NONE, 0.0) > limit


def _child(code: str, chances: Mapping[str, float], book: Codebook) -> str:
    """The child of a parent that the sentence is clearly like, else the code itself."""
    if not chances:
        return code
    children = sorted(book.children(code), key=lambda c: -chances.get(c, 0.0))
    if not children:
        return code
    first = chances.get(children[0], 0.0)
    second = chances.get(children[1], 0.0) if len(children) > 1 else 0.0
    return children[0] if first >= _CHILD and first >= _RIVAL * second else code
