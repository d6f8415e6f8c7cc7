"""An index of phrases: finds every entry of a lexicon in a sentence in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

P = TypeVar("P")

GAP = 6
_STEM = 3
_STOPS = frozenset(".;:!?")


class Hit(NamedTuple, Generic[P]):
    """Words [first, last) of a sentence that match an entry, and what the entry carries."""

    first: int
    last: int
    payload: P


class PhraseIndex(Generic[P]):
    """Entries by their first word. "_" in an entry stands for up to GAP words that hold no stop; a
    word that ends in "*" matches any word that begins so."""

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], P]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], P]]] = {}

    def add(self, words: Sequence[str], payload: P) -> None:
        """Adds an entry; its first word is neither a gap nor shorter than a stem's key."""
        first, entry = words[0], tuple(words)
        if first.endswith("*"):
            self._stems.setdefault(first[:_STEM].rstrip("*"), []).append((entry, payload))
        else:
            self._exact.setdefault(first, []).append((entry, payload))

    def find(self, lower: Sequence[str]) -> list[Hit[P]]:
        """Every match of every entry, by its first word."""
        if not self._stems and self._exact.keys().isdisjoint(lower):
            return []
        return [
            Hit(at, last, payload)
            for at, word in enumerate(lower)
            for entry, payload in self._beginning(word)
            if (last := _match_rest(entry, 1, lower, at + 1))
        ]

    def _beginning(self, word: str) -> Iterator[tuple[tuple[str, ...], P]]:
        """The entries whose first word this is."""
        yield from self._exact.get(word, ())
        for key in dict.fromkeys((word[:2], word[:_STEM])) if self._stems else ():
            for entry, payload in self._stems.get(key, ()):
                if word.startswith(entry[0][:-1]):
                    yield entry, payload


def _match_rest(entry: tuple[str, ...], k: int, lower: Sequence[str], at: int) -> int:
    """One past the last word of the match of entry[k:] at `at`; 0: no match."""
    while k < len(entry):
        want = entry[k]
        if want == "_":
            return _after_gap(entry, k + 1, lower, at)
        if at >= len(lower) or not _is_wanted(want, lower[at]):
            return 0
        k += 1
        at += 1
    return at


def _after_gap(entry: tuple[str, ...], k: int, lower: Sequence[str], at: int) -> int:
    want, window = entry[k], lower[at : at + GAP + 1]
    if not want.endswith("*") and want not in window and want + "s" not in window:
        return 0
    for place, word in enumerate(window, at):
        if _is_wanted(want, word):
            last = _match_rest(entry, k + 1, lower, place + 1)
            if last:
                return last
        if word in _STOPS:
            return 0
    return 0


def _is_wanted(want: str, word: str) -> bool:
    """Whether a word after the first is the one wanted, in either number."""
    if want.endswith("*"):
        return word.startswith(want[:-1])
    return word == want or (len(want) > _STEM and word[:-1] == want and word[-1] == "s")
