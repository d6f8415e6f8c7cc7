"""From arc and relation scores to a tree a sentence: one root, no cycle.

Best heads are taken one by one; only where they make a cycle is the maximum spanning tree
sought (Chu and Liu 1965, Edmonds 1967).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from dateline.encoder.arrays import Floats, Ints

Weights = npt.NDArray[np.float64]


def heads_of(child: Floats, parent: Floats, roots: Floats, starts: Sequence[int]) -> Ints:
    """The head of every word as an index of the text, -1 for the root of its sentence.

    child, parent (n, d): what words ask for and offer as heads; roots (n, d): the root's offer.
    """
    heads = np.full(len(child), -1)
    for first, last in zip(starts, [*starts[1:], len(child)], strict=True):
        scores = child[first:last] @ parent[first:last].T
        np.fill_diagonal(scores, -np.inf)
        to_root = (child[first:last] * roots[first:last]).sum(-1)
        found = tree(scores, to_root)
        heads[first:last] = np.where(found < 0, -1, found + first)
    return heads


def tree(scores: Floats, to_root: Floats) -> Ints:
    """Heads of one sentence: scores (n, n) of head j for word i, to_root (n,); -1 is the root."""
    count = len(scores)
    if count == 1:
        return np.array([-1])
    best = scores.max(1)
    root = int(np.argmax(to_root - best))
    heads = scores.argmax(1)
    heads[root] = -1
    if not _reaches(heads):
        heads = _spanning(scores, root)
    found: Ints = heads
    return found


def _reaches(heads: Ints) -> bool:
    """Whether every word comes to the root."""
    at = heads.copy()
    for _ in range(len(heads).bit_length() + 1):
        at = np.where(at < 0, -1, at[at])
        if (at < 0).all():
            return True
    return False


def _spanning(scores: Floats, root: int) -> Ints:
    """The heads of the maximum spanning tree below `root`."""
    weights = scores.astype(np.float64)
    weights[root] = -np.inf
    heads = _edmonds(weights, root)
    heads[root] = -1
    return heads


def _edmonds(weights: Weights, root: int) -> Ints:
    """weights (n, n): of head j for word i. Cycles are made one word and unfolded again."""
    count = len(weights)
    heads: Ints = weights.argmax(1)
    heads[root] = root
    cycle = np.array(_cycle(heads, root), dtype=np.int64)
    if not len(cycle):
        return heads
    inside = np.zeros(count, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    size = len(rest) + 1
    small = np.full((size, size), -np.inf)
    small[:-1, :-1] = weights[np.ix_(rest, rest)]
    own = weights[cycle, heads[cycle]]
    enter = weights[np.ix_(cycle, rest)] - own[:, None]
    small[-1, :-1] = enter.max(0)
    leave = weights[np.ix_(rest, cycle)]
    small[:-1, -1] = leave.max(1)
    solved = _edmonds(small, int(np.flatnonzero(rest == root)[0]))
    for i, word in enumerate(rest.tolist()):
        over = int(solved[i])
        heads[word] = rest[over] if over < size - 1 else cycle[int(leave[i].argmax())]
    broken = int(solved[-1])
    heads[cycle[int(enter[:, broken].argmax())]] = rest[broken]
    heads[root] = root
    return heads


def _cycle(heads: Ints, root: int) -> list[int]:
    """The words of one cycle that does not hold the root, or none."""
    colour = np.zeros(len(heads), np.int64)
    colour[root] = -1
    for start in range(len(heads)):
        at = start
        while colour[at] == 0:
            colour[at] = start + 1
            at = int(heads[at])
        if colour[at] == start + 1:
            found = [at]
            while int(heads[found[-1]]) != at:
                found.append(int(heads[found[-1]]))
            return found
    return []


def relations_of(
    child: Floats, parent: Floats, roots: Floats, heads: Ints, weights: Floats, root: int,
    once: Sequence[Collection[int]] = (),
) -> Ints:  # fmt: skip
    """The relation of every word to its head; `root` is kept for roots, and for them alone.

    weights (relations, d + 1, d + 1): a constant is added to each vector. `once`: relations of
    which a head has one in all, such as its subjects.
    """
    chosen = np.where((heads >= 0)[:, None], parent[np.maximum(heads, 0)], roots)
    one = np.ones((len(child), 1), np.float32)
    left, right = np.hstack([child, one]), np.hstack([chosen, one])
    count, size, _ = weights.shape
    flat = weights.transpose(1, 0, 2).reshape(size, count * size)
    scores = np.empty((len(child), count), np.float32)
    for at in range(0, len(child), 1024):
        rows = slice(at, at + 1024)
        mixed = (left[rows] @ flat).reshape(-1, count, size)
        scores[rows] = np.matmul(mixed, right[rows, :, None])[..., 0]
    scores[:, root] = -np.inf
    found: Ints = np.where(heads < 0, root, scores.argmax(1))
    for family in once:
        _only_one(found, scores, heads, sorted(family))
    return found


def _only_one(found: Ints, scores: Floats, heads: Ints, family: list[int]) -> None:
    """Of a head's words in a family of relations the surest stays; others take their next best."""
    rows = np.flatnonzero(np.isin(found, family) & (heads >= 0))
    owners, counts = np.unique(heads[rows], return_counts=True)
    for owner in owners[counts > 1]:
        rivals = rows[heads[rows] == owner]
        others = scores[rivals].copy()
        others[:, family] = -np.inf
        margin = scores[rivals][:, family].max(1) - others.max(1)
        gives_way = np.arange(len(rivals)) != int(margin.argmax())
        found[rivals[gives_way]] = others.argmax(1)[gives_way]
