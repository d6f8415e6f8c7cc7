"""From scores to spans: the best sequence of B, I and O tags, and how sure it is.

Tag 0 is O, tag 1 + 2k begins kind k, 2 + 2k goes on with it. Sequences are decoded side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.encoder.arrays import Floats, Ints

FORBIDDEN = -1e4


@dataclass(frozen=True)
class TagSpan:
    """Words [first, last] of one kind (its index), with the mean probability of its tags."""

    first: int
    last: int
    kind: int
    score: float


def plain_moves(count: int) -> Floats:
    """Scores of moves between tags, the last row from the start: I only after its B or I."""
    moves = np.zeros((count + 1, count), np.float32)
    for tag in range(2, count, 2):
        moves[:, tag] = FORBIDDEN
        moves[tag - 1, tag] = moves[tag, tag] = 0
    return moves


def forbidding(moves: Floats) -> Floats:
    """Learned moves without those that no sequence of spans has."""
    found: Floats = moves + np.minimum(plain_moves(moves.shape[1]), 0)
    return found


def _padded(scores: Floats, starts: Sequence[int]) -> tuple[Floats, Ints, Ints]:
    """Sequences side by side, longest first: (longest, sequences, tags), lengths, first words."""
    edges = np.array([*starts, len(scores)])
    lengths = np.diff(edges)
    order = np.argsort(-lengths, kind="stable")
    lengths, firsts = lengths[order], edges[:-1][order]
    grid = np.zeros((int(lengths[0]), len(order), scores.shape[1]), np.float32)
    inside = np.arange(len(grid))[:, None] < lengths[None]
    rows = (firsts[None] + np.arange(len(grid))[:, None])[inside]
    grid[inside] = scores[rows]
    return grid, lengths, firsts


def best_tags(scores: Floats, moves: Floats, starts: Sequence[int]) -> Ints:
    """The best tag of every word, sequence by sequence (Viterbi)."""
    grid, lengths, firsts = _padded(scores, starts)
    longest, count, tags = grid.shape
    back = np.zeros((longest, count, tags), np.int64)
    best = grid[0] + moves[-1]
    for t in range(1, longest):
        live = int((lengths > t).sum())
        ways = best[:live, :, None] + moves[None, :-1]
        back[t, :live] = ways.argmax(1)
        best[:live] = ways.max(1) + grid[t, :live]
    found = np.zeros(len(scores), np.int64)
    tag = best.argmax(-1)
    for t in range(longest - 1, -1, -1):
        live = int((lengths > t).sum())
        found[firsts[:live] + t] = tag[:live]
        if t:
            tag[:live] = back[t, np.arange(live), tag[:live]]
    return found


def marginals(scores: Floats, moves: Floats, starts: Sequence[int]) -> Floats:
    """The probability of every tag of every word under the chain (forward and backward)."""
    grid, lengths, firsts = _padded(scores, starts)
    longest = len(grid)
    step = np.exp(moves[:-1])
    peak = grid.max(-1, keepdims=True)
    seen = np.exp(grid - peak)
    ahead, behind = np.zeros_like(grid), np.ones_like(grid)
    ahead[0] = _unit(seen[0] * np.exp(moves[-1]))
    for t in range(1, longest):
        live = int((lengths > t).sum())
        ahead[t, :live] = _unit((ahead[t - 1, :live] @ step) * seen[t, :live])
    for t in range(longest - 2, -1, -1):
        live = int((lengths > t + 1).sum())
        behind[t, :live] = _unit((behind[t + 1, :live] * seen[t + 1, :live]) @ step.T)
    both = _unit(ahead * behind)
    found = np.zeros_like(scores)
    inside = np.arange(longest)[:, None] < lengths[None]
    found[(firsts[None] + np.arange(longest)[:, None])[inside]] = both[inside]
    return found


def _unit(values: Floats) -> Floats:
    found: Floats = values / np.maximum(values.sum(-1, keepdims=True), 1e-30)
    return found


def spans_of(tags: Ints, chances: Floats) -> list[TagSpan]:
    """The spans that a tag sequence marks, in order."""
    found = []
    begins = np.flatnonzero(tags % 2 == 1)
    for first in begins.tolist():
        last, inside = first, int(tags[first]) + 1
        while last + 1 < len(tags) and tags[last + 1] == inside:
            last += 1
        rows = np.arange(first, last + 1)
        score = float(chances[rows, tags[first : last + 1]].mean())
        found.append(TagSpan(first, last, (int(tags[first]) - 1) // 2, score))
    return found
