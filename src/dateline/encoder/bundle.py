"""The reader's files: weights, small arrays, tokenizer, and the card that vouches for them.

Invariant: nothing is loaded whose SHA-256 is not the card's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import numpy as np

from dateline.encoder.arrays import Floats
from dateline.model import ModelError

if TYPE_CHECKING:
    from dateline.encoder.pieces import Pieces

FOLDER = Path(__file__).parent / "weights"
T = TypeVar("T")
REMEDY = "install dateline again; the weights come with the package"


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What the files are and how their figures are to be read.

    `columns`: the tagging heads in the order of the score matrix with their labels;
    `temperatures` divide scores before a softmax, `thresholds` say what is kept, `platt` turns
    a raw score into a probability: 1 / (1 + exp(-(a * logit + b))). All were chosen on dev.
    """

    name: str
    version: str
    files: dict[str, str]
    columns: dict[str, list[str]]
    relations: list[str]
    pairs: list[str]
    temperatures: dict[str, float] = {}
    thresholds: dict[str, float] = {}
    platt: dict[str, tuple[float, float]] = {}


@dataclass(frozen=True, eq=False)
class Bundle:
    """A loaded reader: session, pieces, arrays by name, card."""

    card: Card
    session: Any
    pieces: Pieces
    arrays: dict[str, Floats]

    def column(self, head: str) -> slice:
        """The columns of one head in the score matrix."""
        at = 0
        for name, labels in self.card.columns.items():
            if name == head:
                return slice(at, at + len(labels))
            at += len(labels)
        raise ModelError(f"the reader has no head {head!r}", remedy=REMEDY)

    def temperature(self, head: str) -> float:
        """What this head's scores are divided by."""
        return self.card.temperatures.get(head, 1.0)

    def probability(self, name: str, raw: float) -> float:
        """A raw score in (0, 1) as a calibrated probability, to four decimals."""
        return calibrate(raw, self.card.platt.get(name, (1.0, 0.0)))


@cache
def bundle(folder: Path = FOLDER) -> Bundle:
    """The reader in this folder, loaded once; ModelError where a file is missing or damaged."""
    card = read_card(folder)
    for name, expected in card.files.items():
        check_file(folder / name, expected)
    from dateline.encoder.pieces import Pieces

    session = open_session(folder / "reader.onnx")
    with np.load(folder / "heads.npz") as stored:
        arrays = {name: stored[name].astype(np.float32) for name in stored.files}
    return Bundle(card, session, Pieces(folder / "tokenizer.json"), arrays)


def open_session(path: Path) -> Any:
    """A graph, read by one thread of the processor, with the same answer every time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def read_card(folder: Path = FOLDER) -> Card:
    """The card of the reader in this folder; ModelError where there is none."""
    return decode_card(folder, Card, called="the reader's card")


def decode_card(folder: Path, kind: type[T], *, called: str) -> T:
    """The card of a folder as a record; ModelError by its name where there is none."""
    path = folder / "card.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        what = f"{called} is missing"
    except msgspec.MsgspecError as error:
        what = f"{called} cannot be read: {error}"
    raise ModelError(what, where=str(path), remedy=REMEDY)


def calibrate(raw: float, platt: tuple[float, float]) -> float:
    """A raw score in (0, 1) as a calibrated probability, to four decimals."""
    raw = min(max(raw, 1e-6), 1 - 1e-6)
    logit = float(np.log(raw / (1 - raw)))
    return round(1 / (1 + float(np.exp(-(platt[0] * logit + platt[1])))), 4)


def check_file(path: Path, expected: str) -> None:
    """ModelError where a file is missing, or is not the one of the card."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        raise ModelError(
            "a file of the reader is missing", where=str(path), remedy=REMEDY
        ) from None
    if found != expected:
        raise ModelError(
            f"a file of the reader is damaged: SHA-256 {found[:12]}..., the card says "
            f"{expected[:12]}...",
            where=str(path),
            remedy=REMEDY,
        )
