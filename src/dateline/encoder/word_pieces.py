"""Pieces of a word as BERT cuts it: plain letters, punctuation apart, the longest pieces first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
"""Ranges of letters that are words of their own, as BERT's tokenizer lists them."""
ASCII_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class WordPieces:
    """A vocabulary of pieces; `told`: the description of a tokenizer of this kind.

    "Troops" -> troops;  "saids" -> said, ##s
    """

    def __init__(self, told: dict[str, Any]) -> None:
        model, normalizer = told["model"], told["normalizer"]
        self._numbers: dict[str, int] = model["vocab"]
        self._unknown = self._numbers[model["unk_token"]]
        self._prefix: str = model["continuing_subword_prefix"]
        self._longest: int = model["max_input_chars_per_word"]
        self._lowercase: bool = normalizer["lowercase"]
        strip = normalizer["strip_accents"]
        self._strip: bool = self._lowercase if strip is None else strip

    def number(self, piece: str) -> int | None:
        """The number of a piece; None: it is not in the vocabulary."""
        return self._numbers.get(piece)

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        return [n for word in split_words(self._plain(text)) for n in self._cut_word(word)]

    def _plain(self, text: str) -> str:
        if text.isascii() and text.isprintable():
            return text.lower() if self._lowercase else text
        plain = "".join(map(clean_letter, text))
        if self._strip:
            letters = unicodedata.normalize("NFD", plain)
            plain = "".join(c for c in letters if unicodedata.category(c) != "Mn")
        return "".join(c.lower() for c in plain) if self._lowercase else plain

    def _cut_word(self, word: str) -> list[int]:
        if len(word) > self._longest:
            return [self._unknown]
        found, start = [], 0
        while start < len(word):
            prefix = self._prefix if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if prefix + word[start:end] in self._numbers), None)
            if end is None:
                return [self._unknown]
            found.append(self._numbers[prefix + word[start:end]])
            start = end
        return found


def clean_letter(letter: str) -> str:
    """A letter as it is kept: nothing for what cannot be seen, spaces around Chinese ones."""
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    if letter == "\ufffd" or unicodedata.category(letter).startswith("C"):
        return ""
    chinese = any(low <= ord(letter) <= high for low, high in CHINESE)
    return f" {letter} " if chinese else letter


def split_words(text: str) -> Iterator[str]:
    """The words of a text; each mark of punctuation is one."""
    word = ""
    for letter in text:
        mark = letter in ASCII_MARKS or unicodedata.category(letter).startswith("P")
        if (mark or letter.isspace()) and word:
            yield word
            word = ""
        if mark:
            yield letter
        elif not letter.isspace():
            word += letter
    if word:
        yield word
