"""Words as pieces of the base's tokenizer, remembered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

MOST = 8


class Cutter:
    """Cuts words one by one, so that offsets are never lost."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, one to eight."""
        return [self._cut(word) for word in words]

    def _cut(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            found = self._known[word] = tuple(ids[:MOST]) or (3,)
        return found
