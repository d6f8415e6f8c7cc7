"""Blocks: every pair that may be one occurrence meets, once, and no town meets another."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.blocking import WIDE, candidate_pairs, family
from dateline.fusion.facts import Fact, facts_of
from dateline.model import Place
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

PLACES: list[Place | None] = [RIVERTON, HILLTOP, REGION, None]
TOLD = st.builds(
    Told, type=st.sampled_from(["strike.air", "territory.left", "force.present"]),
    place=st.sampled_from(PLACES), day=st.sampled_from([1, 5, 6, 20, None]),
    until=st.sampled_from([None, 25]), words=st.text("abc", min_size=1, max_size=4),
)  # fmt: skip


@given(st.lists(TOLD, min_size=2, max_size=8))
def test_near_facts_of_a_place_meet_once(told: list[Told]) -> None:
    facts = list(facts_of(coding(*told)))
    pairs = [frozenset((a.event.id, b.event.id)) for a, b in candidate_pairs(facts)]
    assert len(pairs) == len(set(pairs))
    for a, b in combinations(facts, 2):
        assert (frozenset((a.event.id, b.event.id)) in pairs) == meets(a, b)


def meets(a: Fact, b: Fact) -> bool:
    """The rule in words: one family, a place or region in common, days within reach."""
    first, second = sorted((a, b), key=lambda f: str(f.bounds[0]))
    begin, end = first.bounds
    if family(a) != family(b) or begin is None or second.bounds[0] is None:
        return False
    if (second.bounds[0] - min(end or begin, begin + WIDE)).total_seconds() > 24 * 3600:
        return False
    if not a.anchors or not b.anchors:
        return not a.anchors and not b.anchors and a.report == b.report
    if {p.id for p in a.anchors} & {p.id for p in b.anchors}:
        return True
    return not (a.settled and b.settled)
