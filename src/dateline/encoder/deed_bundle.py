"""The files of the reader of deeds: layers, embeddings in 4 bits, tokenizer, and their card.

Invariant: nothing is loaded whose SHA-256 is not the card's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import numpy.typing as npt

from dateline.encoder.arrays import Floats
from dateline.encoder.blocks import BLOCK, open_blocks
from dateline.encoder.bundle import calibrate, check_file, decode_card, open_session
from dateline.encoder.deeds import Arrays, Labels, Thresholds

if TYPE_CHECKING:
    from dateline.encoder.pieces import Pieces

FOLDER = Path(__file__).parent / "deed_weights"
WIDTH = 384


class DeedCard(msgspec.Struct, frozen=True, kw_only=True):
    """What the files are, the labels in the order of the scores, and what is kept (of dev);
    `event_least`: from which chance on events of one language are kept, where it is another.

    `platt` turns the raw chance of an event into that of its code being right.
    `languages`: those that it was fitted on, with the F1 of events and of claims on dev.
    """

    name: str
    version: str
    files: dict[str, str]
    labels: Labels
    least: dict[str, float] = {}
    event_least: dict[str, float] = {}
    platt: tuple[float, float] = (1.0, 0.0)
    languages: dict[str, dict[str, float]] = {}


@dataclass(frozen=True, eq=False)
class DeedBundle:
    """A loaded reader of deeds."""

    card: DeedCard
    session: Any
    pieces: Pieces
    blocks: npt.NDArray[np.uint8]
    arrays: Arrays

    def least(self, lang: str | None) -> Thresholds:
        """From which chance on something is kept in a text of this language."""
        usual = Thresholds(**self.card.least)
        return usual._replace(event=self.card.event_least.get(lang or "", usual.event))

    def calibrate(self, raw: float) -> float:
        """The chance that an event with its code is right, from the raw one."""
        return calibrate(raw, self.card.platt)

    def embed(self, ids: Sequence[int]) -> Floats:
        """(n, width) vectors of pieces, opened from their blocks."""
        opened: Floats = open_blocks(self.blocks[np.asarray(ids)].reshape(-1, BLOCK))
        return opened.reshape(len(ids), WIDTH)


@cache
def deed_bundle(folder: Path = FOLDER) -> DeedBundle:
    """The reader in this folder, loaded once; ModelError where a file is missing or damaged."""
    card = read_card(folder)
    for name, expected in card.files.items():
        check_file(folder / name, expected)
    from dateline.encoder.pieces import SENTENCE_PIECE, Pieces

    session = open_session(folder / "deeds.onnx")
    with np.load(folder / "heads.npz") as stored:
        arrays = Arrays(*(stored[name].astype(np.float32) for name in Arrays._fields))
    pieces = Pieces(folder / "tokenizer.json.gz", marks=SENTENCE_PIECE)
    blocks = np.load(folder / "embedded.npy", mmap_mode="r")
    return DeedBundle(card, session, pieces, blocks, arrays)


def read_card(folder: Path = FOLDER) -> DeedCard:
    """The card of the reader in this folder; ModelError where there is none."""
    return decode_card(folder, DeedCard, called="the card of the reader of deeds")
