from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.trees import heads_of, relations_of, tree


@given(st.integers(0, 100_000), st.integers(1, 14))
def test_always_a_tree(seed: int, words: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(words, words)).astype(np.float32)
    np.fill_diagonal(scores, -np.inf)
    heads = tree(scores, rng.normal(size=words).astype(np.float32))
    assert (heads == -1).sum() == 1
    for word in range(words):
        at, steps = word, 0
        while heads[at] >= 0:
            at, steps = int(heads[at]), steps + 1
            assert steps <= words


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.array([[-np.inf, 9.0, 1.0], [9.0, -np.inf, 8.0], [1.0, 1.0, -np.inf]])
    heads = tree(scores, np.array([0.0, 0.0, 5.0]))
    assert heads.tolist() == [1, 2, -1]


def test_heads_stay_in_their_sentence() -> None:
    rng = np.random.default_rng(0)
    child, parent, roots = (rng.normal(size=(9, 4)).astype(np.float32) for _ in range(3))
    heads = heads_of(child, parent, roots, [0, 4])
    assert all(h == -1 or h < 4 for h in heads[:4])
    assert all(h == -1 or h >= 4 for h in heads[4:])


def test_only_roots_are_called_root() -> None:
    weights = np.zeros((3, 3, 3), np.float32)
    weights[1, 0, 0] = 1
    ones = np.ones((3, 2), np.float32)
    found = relations_of(ones, ones, ones, np.array([1, -1, 1]), weights, 0)
    assert found.tolist() == [1, 0, 1]


def test_a_verb_has_one_object_and_the_other_takes_its_next_best() -> None:
    weights = np.zeros((3, 3, 3), np.float32)
    weights[1, 0, 2] = weights[2, 1, 2] = 1  # nsubj by the first number of a word, obj by the other
    child = np.array([[0.9, 1.0], [0.0, 0.0], [0.1, 1.0]], np.float32)
    ones = np.ones((3, 2), np.float32)
    heads = np.array([1, -1, 1])
    assert relations_of(child, ones, ones, heads, weights, 0).tolist() == [2, 0, 2]
    once = [{2}]
    assert relations_of(child, ones, ones, heads, weights, 0, once).tolist() == [1, 0, 2]
