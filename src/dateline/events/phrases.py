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
    """Entries by their first word, and narrowed by the first letter of the second. "_" in an
    entry stands for up to GAP words that hold no stop; a word that ends in "*" matches any word
    that begins so."""

    def __init__(self) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str, P]]] = {}
        self._narrowed: dict[str, dict[str, list[tuple[tuple[str, ...], P]]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], P]]] = {}

    def add(self, words: Sequence[str], payload: P) -> None:
        """Adds an entry; its first word is neither a gap nor shorter than a stem's key."""
        first, entry = words[0], tuple(words)
        if first.endswith("*"):
            self._stems.setdefault(first[:_STEM].rstrip("*"), []).append((entry, payload))
        else:
            second = entry[1][0] if len(entry) > 1 else ""
            self._exact.setdefault(first, []).append((entry, second, payload))
            self._narrowed[first] = {}

    def payloads(self) -> Iterator[P]:
        """What every entry carries, in no order of the text."""
        for entries in self._exact.values():
            yield from (payload for _, _, payload in entries)
        for stems in self._stems.values():
            yield from (payload for _, payload in stems)

    def find(self, lower: Sequence[str]) -> list[Hit[P]]:
        """Every match of every entry, by its first word."""
        out: list[Hit[P]] = []
        end = len(lower)
        for at in self._beginnings(lower):
            word = lower[at]
            if word in self._narrowed:
                letter = lower[at + 1][0] if at + 1 < end else ""
                narrowed = self._narrowed[word]
                if letter not in narrowed:
                    narrowed[letter] = self._beginning(word, letter)
                for entry, payload in narrowed[letter]:
                    last = at + 1 if len(entry) == 1 else _match(entry, 1, lower, at + 1)
                    if last:
                        out.append(Hit(at, last, payload))
            if self._stems:
                out += self._by_stem(lower, at, word)
        return out

    def _beginnings(self, lower: Sequence[str]) -> list[int]:
        """Where an entry may begin: few words of a sentence are the first of any."""
        exact, stems = self._exact, self._stems
        if not stems:
            if exact.keys().isdisjoint(lower):
                return []
            return [at for at, word in enumerate(lower) if word in exact]
        return [
            at
            for at, word in enumerate(lower)
            if word in exact or word[:2] in stems or word[:_STEM] in stems
        ]

    def _beginning(self, word: str, letter: str) -> list[tuple[tuple[str, ...], P]]:
        """The entries with this first word that may go on with this letter; "": with nothing."""
        letters = ("", "_", "*", letter) if letter else ("",)
        return [(e, payload) for e, second, payload in self._exact[word] if second in letters]

    def _by_stem(self, lower: Sequence[str], at: int, word: str) -> Iterator[Hit[P]]:
        for length in (2, _STEM):
            for entry, payload in self._stems.get(word[:length], ()):
                if len(entry[0]) - 1 < length or (length < _STEM <= len(entry[0]) - 1):
                    continue
                if word.startswith(entry[0][:-1]):
                    last = _match(entry, 1, lower, at + 1)
                    if last:
                        yield Hit(at, last, payload)


def _match(entry: tuple[str, ...], k: int, lower: Sequence[str], at: int) -> int:
    """One past the last word of the match of entry[k:] at `at`; 0: no match."""
    while k < len(entry):
        want = entry[k]
        if want == "_":
            return _after_gap(entry, k + 1, lower, at)
        if at >= len(lower) or not _same(want, lower[at]):
            return 0
        k += 1
        at += 1
    return at


def _after_gap(entry: tuple[str, ...], k: int, lower: Sequence[str], at: int) -> int:
    want, window = entry[k], lower[at : at + GAP + 1]
    if not want.endswith("*") and want not in window and want + "s" not in window:
        return 0
    for place, word in enumerate(window, at):
        if _same(want, word):
            last = _match(entry, k + 1, lower, place + 1)
            if last:
                return last
        if word in _STOPS:
            return 0
    return 0


def _same(want: str, word: str) -> bool:
    """Whether a word after the first is the one wanted, in either number."""
    if want.endswith("*"):
        return word.startswith(want[:-1])
    return word == want or (len(want) > _STEM and word[:-1] == want and word[-1] == "s")
