"""The schedule as a record, read from `schedule.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

PATH = Path(__file__).parent / "schedule.toml"


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """How long, how fast and on what the reader is fitted."""

    seed: int
    pieces: int
    steps: int
    warmup: int
    encoder_rate: float
    head_rate: float
    decay: float
    dropout: float
    average: float
    noise: float
    clip: float
    watch: int
    patience: int
    share: dict[str, float]
    weight: dict[str, float]

    def rate(self, progress: float, step: int) -> float:
        """The factor of the learning rates: up along a line, then down to a twentieth."""
        if step < self.warmup:
            return (step + 1) / self.warmup
        return max(0.05, 1 - 0.95 * progress)


def schedule(*, fast: bool = False, path: Path = PATH) -> Schedule:
    """The schedule; `fast` puts the short one's values in place."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    short = raw.pop("fast")
    return msgspec.convert(raw | (short if fast else {}), Schedule)
