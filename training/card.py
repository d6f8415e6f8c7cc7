"""The machine-readable card beside the weights: labels, hashes, what was chosen on dev."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from dateline.encoder.bundle import Card
from training.bridge import labels_card

FILES = ("reader.onnx", "heads.npz", "tokenizer.json")


def write_card(
    out: Path, *, version: str, temperatures: dict[str, float] | None = None,
    thresholds: dict[str, float] | None = None,
    platt: dict[str, tuple[float, float]] | None = None,
) -> Card:  # fmt: skip
    """Writes `card.json` beside the exported files and returns it."""
    card = msgspec.structs.replace(
        labels_card(version),
        files={name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES},
        temperatures=temperatures or {},
        thresholds=thresholds or {},
        platt=platt or {},
    )
    raw = msgspec.json.format(msgspec.json.encode(card), indent=1)
    (out / "card.json").write_bytes(raw + b"\n")
    return card
