"""The trees of RFC 6962, beside its own definition."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from dateline.store.merkle import EMPTY, Step, fold_path, leaf_hash, tree_path, tree_root

LEAVES = st.lists(st.binary(max_size=9), max_size=70)


def defined(leaves: list[bytes]) -> bytes:
    """The root as RFC 6962 defines it, by halves."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = defined(leaves[:half]), defined(leaves[half:])
    return hashlib.sha256(b"\1" + left + right).digest()


@given(LEAVES)
def test_the_root_is_the_one_that_the_standard_defines(leaves: list[bytes]) -> None:
    assert tree_root([leaf_hash(leaf) for leaf in leaves]) == defined(leaves)


@given(LEAVES.filter(bool), st.data())
def test_each_leaf_has_a_proof_and_no_other_leaf_has_it(
    leaves: list[bytes], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(leaves) - 1))
    hashes = [leaf_hash(leaf) for leaf in leaves]
    steps = tree_path(hashes, at)
    assert fold_path(hashes[at], steps) == tree_root(hashes)
    assert fold_path(leaf_hash(leaves[at] + b"!"), steps) != tree_root(hashes)


def test_a_leaf_cannot_pass_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    root = tree_root([left, right])
    assert leaf_hash(left + right) != root
    assert tree_root([]) == EMPTY
    assert fold_path(right, [Step("left", left.hex())]) == root
