"""The files of the reader of deeds: layers, embeddings in 4 bits, tokenizer, and their card.

Invariant: nothing is loaded whose SHA-256 is not the card's.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.encoder.arrays import Floats
from dateline.encoder.bundle import REMEDY, check_file
from dateline.encoder.deeds import Arrays, Labels, Thresholds
from dateline.model import ModelError

FOLDER = Path(__file__).parent / "deed_weights"
WIDTH, BLOCK, IN_BLOCK = 384, 18, 32
MOST = 8
"""Pieces of one word that are read; an address has hundreds."""
UNKNOWN = 3


class DeedCard(msgspec.Struct, frozen=True, kw_only=True):
    """What the files are, the labels in the order of the scores, and what is kept (of dev).

    `platt` turns the raw chance of an event into that of its code being right.
    `languages`: those that it was fitted on, with the F1 of events and of claims on dev.
    """

    name: str
    version: str
    files: dict[str, str]
    labels: Labels
    least: dict[str, float] = {}
    platt: tuple[float, float] = (1.0, 0.0)
    languages: dict[str, dict[str, float]] = {}


@dataclass(frozen=True, eq=False)
class DeedBundle:
    """A loaded reader of deeds."""

    card: DeedCard
    session: Any
    tokenizer: Any
    blocks: npt.NDArray[np.uint8]
    arrays: Arrays
    known: dict[str, tuple[int, ...]]

    @property
    def least(self) -> Thresholds:
        """From which chance on something is kept."""
        return Thresholds(**self.card.least)

    def calibrate(self, raw: float) -> float:
        """The chance that an event with its code is right, from the raw one."""
        a, b = self.card.platt
        raw = min(max(raw, 1e-6), 1 - 1e-6)
        return round(1 / (1 + float(np.exp(-(a * np.log(raw / (1 - raw)) + b)))), 4)

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The pieces of each word, one to eight, remembered."""
        return [self._cut(word) for word in words]

    def _cut(self, word: str) -> tuple[int, ...]:
        found = self.known.get(word)
        if found is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            found = tuple(ids[:MOST]) or (UNKNOWN,)
            if len(self.known) < 200_000:
                self.known[word] = found
        return found

    def embed(self, ids: Sequence[int]) -> Floats:
        """(n, width) vectors of pieces, opened from their blocks of 32 weights and one scale."""
        raw = self.blocks[np.asarray(ids)].reshape(-1, BLOCK)
        scale = raw[:, :2].copy().view("<f2").astype(np.float32)
        halves = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], 1).astype(np.float32)
        opened: Floats = ((halves - 8) * scale).reshape(len(ids), WIDTH)
        return opened


@cache
def deed_bundle(folder: Path = FOLDER) -> DeedBundle:
    """The reader in this folder, loaded once; ModelError where a file is missing or damaged."""
    card = read_card(folder)
    for name, expected in card.files.items():
        check_file(folder / name, expected)
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    session = onnxruntime.InferenceSession(
        str(folder / "deeds.onnx"), options, providers=["CPUExecutionProvider"]
    )
    with np.load(folder / "heads.npz") as stored:
        arrays = Arrays(*(stored[name].astype(np.float32) for name in Arrays._fields))
    told = gzip.decompress((folder / "tokenizer.json.gz").read_bytes()).decode("utf-8")
    blocks = np.load(folder / "embedded.npy", mmap_mode="r")
    return DeedBundle(card, session, Tokenizer.from_str(told), blocks, arrays, {})


def read_card(folder: Path = FOLDER) -> DeedCard:
    """The card of the reader in this folder; ModelError where there is none."""
    path = folder / "card.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=DeedCard)
    except FileNotFoundError:
        what = "the card of the reader of deeds is missing"
    except msgspec.MsgspecError as error:
        what = f"the card of the reader of deeds cannot be read: {error}"
    raise ModelError(what, where=str(path), remedy=REMEDY)
