from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.tags import best_tags, forbidding, marginals, plain_moves, spans_of


def _scores(seed: int, words: int, tags: int = 5) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(words, tags)).astype(np.float32) * 3


@given(st.integers(0, 10_000), st.integers(1, 30))
def test_a_span_never_goes_on_without_a_beginning(seed: int, words: int) -> None:
    tags = best_tags(_scores(seed, words), plain_moves(5), [0])
    before = 0
    for tag in tags.tolist():
        assert tag not in (2, 4) or before in (tag, tag - 1)
        before = tag


@given(st.integers(0, 10_000))
def test_sequences_side_by_side_are_decoded_as_each_alone(seed: int) -> None:
    scores = _scores(seed, 12)
    moves = forbidding(np.random.default_rng(seed + 1).normal(size=(6, 5)).astype(np.float32))
    together = best_tags(scores, moves, [0, 4, 5])
    apart = [best_tags(scores[a:b], moves, [0]) for a, b in ((0, 4), (4, 5), (5, 12))]
    assert together.tolist() == np.concatenate(apart).tolist()


def test_the_best_sequence_is_the_best_of_all() -> None:
    rng = np.random.default_rng(7)
    scores, moves = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    best = max(
        np.ndindex(3, 3, 3, 3),
        key=lambda p: moves[-1, p[0]] + sum(scores[i, t] for i, t in enumerate(p))
        + sum(moves[a, b] for a, b in itertools.pairwise(p)),
    )  # fmt: skip
    assert tuple(best_tags(scores.astype(np.float32), moves.astype(np.float32), [0])) == best


def test_marginals_are_those_of_all_sequences() -> None:
    rng = np.random.default_rng(8)
    scores, moves = rng.normal(size=(3, 3)), rng.normal(size=(4, 3))
    mass = np.zeros((3, 3))
    for path in np.ndindex(3, 3, 3):
        score = moves[-1, path[0]] + sum(scores[i, t] for i, t in enumerate(path))
        score += sum(moves[a, b] for a, b in itertools.pairwise(path))
        for i, tag in enumerate(path):
            mass[i, tag] += np.exp(score)
    found = marginals(scores.astype(np.float32), moves.astype(np.float32), [0])
    assert found == pytest.approx(mass / mass.sum(1, keepdims=True), abs=1e-4)


def test_spans_are_read_off_tags() -> None:
    tags = np.array([1, 2, 1, 0, 3, 4])
    chances = np.full((6, 5), 0.5, np.float32)
    found = [(s.first, s.last, s.kind) for s in spans_of(tags, chances)]
    assert found == [(0, 1, 0), (2, 2, 0), (4, 5, 1)]
