"""Words as pieces of a tokenizer, cut word by word so that offsets are never lost."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dateline.encoder.sentence_pieces import SentencePieces
from dateline.encoder.word_pieces import WordPieces

WORD_PIECE = ("[CLS]", "[SEP]", "[UNK]")
SENTENCE_PIECE = ("<s>", "</s>", "<unk>")
"""The marks of the two tokenizers that are read."""
MOST = 8
"""Pieces of one word that are read; an address has hundreds."""


class Pieces:
    """The piece numbers of words, remembered: most words of a report have been seen before.

    `path`: a tokenizer's description, packed if it ends in .gz; `marks`: its pieces for the
    beginning, the end and what it does not know.
    """

    def __init__(
        self, path: Path, *, marks: tuple[str, str, str] = WORD_PIECE, remember: int = 200_000
    ) -> None:
        told = path.read_bytes()
        told = gzip.decompress(told) if path.suffix == ".gz" else told
        described = msgspec.json.decode(told)
        kind = described["model"]["type"]
        self._cutter = SentencePieces(described) if kind == "Unigram" else WordPieces(described)
        self._remember = remember
        self._known: dict[str, tuple[int, ...]] = {}
        self.first, self.last, self.unknown = map(self._number, marks)

    def _number(self, piece: str) -> int:
        found = self._cutter.number(piece)
        assert isinstance(found, int), f"the tokenizer has no {piece}"
        return found

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of one word, at least one."""
        found = self._known.get(word)
        if found is None:
            found = tuple(self._cutter.cut(word)[:MOST]) or (self.unknown,)
            if len(self._known) < self._remember:
                self._known[word] = found
        return found

    def of_all(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word."""
        return [self.of(word) for word in words]
