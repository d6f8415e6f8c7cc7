"""Pieces of a word by a unigram model, cut by the library sentencepiece.

The description of the tokenizer is that of the library tokenizers. Here its vocabulary is written
in sentencepiece's own form, since tokenizers brings along a client of a model hub, 35 MB in all.
"""

from __future__ import annotations

import base64
import struct
from typing import Any

UNIGRAM = 1
NORMAL, UNKNOWN, CONTROL = 1, 2, 3
"""Kinds of a model and of pieces, by their numbers in sentencepiece_model.proto."""
TEXT_TYPE, NUMBER_TYPE, FLOAT_TYPE = 2, 0, 5


class SentencePieces:
    """A vocabulary of pieces; `told`: the description of a tokenizer of this kind."""

    def __init__(self, told: dict[str, Any]) -> None:
        from sentencepiece import SentencePieceProcessor

        self._model = SentencePieceProcessor(model_proto=pack_model(told))
        vocabulary = told["model"]["vocab"]
        self._numbers = {piece: number for number, (piece, _) in enumerate(vocabulary)}

    def number(self, piece: str) -> int | None:
        """The number of a piece; None: it is not in the vocabulary."""
        return self._numbers.get(piece)

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces."""
        return list(self._model.encode(text))


def pack_model(told: dict[str, Any]) -> bytes:
    """A tokenizer's description as a ModelProto: pieces, the trainer's marks, the normalizer."""
    vocabulary, unknown = told["model"]["vocab"], told["model"]["unk_id"]
    special = {token["id"] for token in told["added_tokens"]}
    steps = told["normalizer"].get("normalizers", [told["normalizer"]])
    charsmap = next(step["precompiled_charsmap"] for step in steps if step["type"] == "Precompiled")
    kinds = dict.fromkeys(special, CONTROL) | {unknown: UNKNOWN}
    pieces = b"".join(
        pack_text(1, pack_piece(piece, score, kinds.get(number, NORMAL)))
        for number, (piece, score) in enumerate(vocabulary)
    )
    trainer = pack_number(3, UNIGRAM) + pack_number(40, unknown) + pack_text(
        45, vocabulary[unknown][0].encode()
    )  # fmt: skip
    # A space before each word, runs of spaces as one, spaces as a letter of their own.
    normalizer = pack_text(2, base64.b64decode(charsmap)) + b"".join(
        pack_number(field, 1) for field in (3, 4, 5)
    )
    return pieces + pack_text(2, trainer) + pack_text(3, normalizer)


def pack_piece(piece: str, score: float, kind: int) -> bytes:
    """One piece with its logarithm of probability and its kind."""
    number = pack_tag(2, FLOAT_TYPE) + struct.pack("<f", score)
    return pack_text(1, piece.encode()) + number + pack_number(3, kind)


def pack_text(field: int, data: bytes) -> bytes:
    """A field of text, bytes or a record."""
    return pack_tag(field, TEXT_TYPE) + pack_integer(len(data)) + data


def pack_number(field: int, value: int) -> bytes:
    """A field that is a whole number."""
    return pack_tag(field, NUMBER_TYPE) + pack_integer(value)


def pack_tag(field: int, kind: int) -> bytes:
    """What stands before a field: which it is, and how it is written."""
    return pack_integer(field << 3 | kind)


def pack_integer(value: int) -> bytes:
    """A whole number of no sign, seven bits a byte, the lowest first."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
