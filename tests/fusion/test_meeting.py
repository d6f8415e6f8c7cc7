"""Blocks: every pair of deeds that may be one meets, once, and no town meets another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.deeds import deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.linkage import link, shipped_weights
from dateline.fusion.meeting import meeting_pairs
from dateline.model import Basis, Place
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

PLACES: list[Place | None] = [RIVERTON, HILLTOP, REGION, None]
TOLD = st.builds(
    Told,
    type=st.sampled_from(["strike.air", "civilians.attacked", "territory.left", "damage.utility"]),
    place=st.sampled_from(PLACES), day=st.sampled_from([1, 5, 6, 20, None]),
    killed=st.sampled_from([None, (3, 3, 3)]),
    basis=st.sampled_from([Basis.STATED, Basis.DOCUMENT]),
)  # fmt: skip


@given(st.lists(TOLD, min_size=2, max_size=6))
def test_what_may_be_one_meets_once(told: list[Told]) -> None:
    codings = [coding(t, outlet=f"outlet {n}") for n, t in enumerate(told)]
    deeds = [d for c in codings for d in deeds_of(facts_of(c))]
    pairs = [frozenset((a.key, b.key)) for a, b in meeting_pairs(deeds)]
    assert len(pairs) == len(set(pairs))
    for a, b in combinations(deeds, 2):
        if link(a, b, shipped_weights()) is not None:
            assert frozenset((a.key, b.key)) in pairs
