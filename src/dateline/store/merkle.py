"""Merkle trees as RFC 6962 has them: one hash over many, and a short proof that one is among them.

A leaf's hash is the SHA-256 of a zero byte and the leaf, a node's that of a one byte and the two
hashes below it; a tree of n leaves is cut at the largest power of two below n.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

LEAF, NODE = b"\0", b"\1"
EMPTY = hashlib.sha256(b"").digest()


class Step(Struct, frozen=True, array_like=True):
    """One step of a proof: the hash beside ours, and on which side of ours it stands."""

    side: Literal["left", "right"]
    hash: str


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return hashlib.sha256(LEAF + leaf).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The hash over all, of the hashes of leaves; of none: the SHA-256 of nothing."""
    if not leaves:
        return EMPTY
    row = list(leaves)
    while len(row) > 1:
        row = _row_above(row)
    return row[0]


def tree_path(leaves: Sequence[bytes], at: int) -> tuple[Step, ...]:
    """The proof that the leaf at a place is in the tree: the hashes beside the way to the root."""
    steps: list[Step] = []
    row = list(leaves)
    while len(row) > 1:
        beside = at ^ 1
        if beside < len(row):
            steps.append(Step("left" if beside < at else "right", row[beside].hex()))
        row = _row_above(row)
        at //= 2
    return tuple(steps)


def fold_path(leaf: bytes, steps: Sequence[Step]) -> bytes:
    """The root that a proof leads to from the hash of a leaf; ValueError where it is no proof."""
    found = leaf
    for step in steps:
        beside = bytes.fromhex(step.hash)
        found = _node(beside, found) if step.side == "left" else _node(found, beside)
    return found


def _row_above(row: Sequence[bytes]) -> list[bytes]:
    """The next row; a last one without a neighbour goes up as it is, as RFC 6962 cuts."""
    pairs = [_node(row[n], row[n + 1]) for n in range(0, len(row) - 1, 2)]
    return [*pairs, row[-1]] if len(row) % 2 else pairs


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()
