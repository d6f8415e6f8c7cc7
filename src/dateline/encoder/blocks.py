"""Blocks of 32 weights in 4 bits with one float16 scale (Q4_0 of ggml)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BLOCK = 18
"""Bytes of a block: a float16 scale and 32 weights of 4 bits."""


def open_blocks(raw: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """(n, 18) bytes to (n, 32) weights: the low halves of the bytes first."""
    scale = raw[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], 1).astype(np.float32)
    opened: npt.NDArray[np.float32] = (halves - 8) * scale
    return opened
