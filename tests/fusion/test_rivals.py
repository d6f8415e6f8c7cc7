"""Only pairs that no rule can join are left out: the contradictions are those of all pairs."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion import contradict
from dateline.fusion.blocking import candidate_pairs
from dateline.fusion.contradict import contradictions
from dateline.fusion.facts import facts_of
from dateline.fusion.rivals import rival_pairs
from dateline.model import Auxiliary
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

_TYPES = [
    "territory.taken", "territory.left", "territory.held", "force.present", "strike.shelling",
    "damage.infrastructure",
]  # fmt: skip
_TOLD = st.builds(
    Told,
    type=st.sampled_from(_TYPES),
    side=st.sampled_from([None, "AAA", "BBB"]),
    source=st.sampled_from([None, "A's ministry", "B's ministry"]),
    place=st.sampled_from([None, RIVERTON, HILLTOP, REGION]),
    day=st.sampled_from([None, 3, 5]),
    until=st.sampled_from([None, 7]),
    auxiliary=st.sampled_from([Auxiliary.ASSERTED, Auxiliary.HISTORICAL, Auxiliary.NEGATED]),
    killed=st.sampled_from([None, (3.0, 3.0, 3.0), (4.0, None, None), (9.0, 9.0, 9.0)]),
)


@given(told=st.lists(_TOLD, min_size=2, max_size=9))
def test_the_contradictions_are_those_of_all_pairs(told: list[Told]) -> None:
    facts = facts_of(coding(*told))
    found = contradictions(facts)
    with patch.object(contradict, "rival_pairs", lambda f: candidate_pairs(f, undated=True)):
        assert contradictions(facts) == found


def test_what_all_say_alike_meets_nobody() -> None:
    alike = [Told(type="strike.shelling", side="AAA", place=None) for _ in range(400)]
    assert not list(rival_pairs(facts_of(coding(*alike))))


def test_one_denial_meets_all_that_affirm() -> None:
    told = [Told(type="strike.shelling", side="AAA") for _ in range(5)]
    denied = Told(type="strike.shelling", side="AAA", auxiliary=Auxiliary.NEGATED)
    assert len(list(rival_pairs(facts_of(coding(*told, denied))))) == 5
