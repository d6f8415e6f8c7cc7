"""Weights of 4 bits, opened as they were packed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.arrays import softmax
from dateline.encoder.blocks import BLOCK, open_blocks


def pack(weights: list[int], scale: float) -> bytes:
    """32 whole weights of -8 to 7, as ggml's Q4_0 lays them out."""
    low, high = weights[:16], weights[16:]
    halves = bytes((a + 8) | ((b + 8) << 4) for a, b in zip(low, high, strict=True))
    return np.array([scale], dtype="<f2").tobytes() + halves


@given(
    st.lists(st.integers(-8, 7), min_size=32, max_size=32), st.sampled_from([1.0, 0.5, -0.25, 0.0])
)
def test_a_block_is_opened_as_it_was_packed(weights: list[int], scale: float) -> None:
    raw = np.frombuffer(pack(weights, scale), dtype=np.uint8).reshape(1, BLOCK)
    assert open_blocks(raw)[0].tolist() == pytest.approx([w * scale for w in weights])


def test_blocks_are_opened_each_for_itself() -> None:
    raw = np.frombuffer(pack([1] * 32, 1.0) + pack([2] * 32, 0.5), dtype=np.uint8)
    opened = open_blocks(raw.reshape(2, BLOCK))
    assert opened.shape == (2, 32)
    assert opened.tolist() == [[1.0] * 32, [1.0] * 32]


@pytest.mark.parametrize(
    ("scores", "shares"), [([0.0, 0.0], [0.5, 0.5]), ([1e4, 0.0], [1.0, 0.0]), ([3.0], [1.0])]
)
def test_probabilities_of_large_scores_too(scores: list[float], shares: list[float]) -> None:
    found = softmax(np.array([scores], dtype=np.float32))
    assert found[0].tolist() == pytest.approx(shares)
