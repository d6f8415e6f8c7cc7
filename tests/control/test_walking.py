"""To go on from where a walk stood is to walk the whole way."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.control.evidence import Evidence
from dateline.control.votes import UNKNOWN_START
from dateline.control.walking import (
    Walked,
    first_needed,
    name_former,
    phases_of,
    votes_in_order,
    walk_on,
)
from tests.control.test_holders import PLAIN, SIDES, says

VERBS = ("holds", "holds", "holds", "fights")


@st.composite
def statements(draw: st.DrawFn) -> Evidence:
    """Something said of a place on a day of a month."""
    side = draw(st.sampled_from(SIDES))
    gone = draw(st.booleans())
    return says(
        draw(st.integers(1, 28)), holds=None if gone else side, gone=side if gone else None,
        claimant=draw(st.sampled_from(("a", "b", "c"))),
        kind=draw(st.sampled_from(("third", "loss", "gain", "unnamed"))),
        weight=draw(st.sampled_from((0.2, 0.6, 1.0, 2.0))),
        verb=draw(st.sampled_from(VERBS)), change=draw(st.booleans()),
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(statements(), min_size=4, max_size=40))
def test_to_go_on_from_any_stand_is_to_walk_the_whole_way(told: list[Evidence]) -> None:
    votes = votes_in_order(told, start=UNKNOWN_START, parameters=PLAIN, sides=SIDES)
    whole = walk_on(votes, PLAIN, apart=1)
    assert whole.phases == phases_of(told, start=UNKNOWN_START, parameters=PLAIN, sides=SIDES)
    assert [s.valid for s in whole.stands] == sorted({v.valid for v in votes})[:-1]
    named = name_former(whole.phases, SIDES)
    for number, stand in enumerate(whole.stands):
        since = first_needed(stand.valid, PLAIN)
        on = walk_on([v for v in votes if v.valid >= since], PLAIN, stand=stand, apart=1)
        assert on.phases == whole.phases[on.first :]
        assert on.stands == whole.stands[number + 1 :]
        after = named[on.first - 1] if on.first else None
        assert name_former(on.phases, SIDES, after=after) == named[on.first :]


def test_stands_lie_so_many_votes_apart_and_between_days() -> None:
    told = [says(1 + n // 3, holds="AAA", claimant=f"c{n}") for n in range(30)]
    votes = votes_in_order(told, start=UNKNOWN_START, parameters=PLAIN, sides=SIDES)
    stands = walk_on(votes, PLAIN, apart=4).stands
    first = votes[0].valid
    assert [(s.valid - first) // timedelta(days=1) for s in stands] == [1, 3, 5, 7]
    assert all(s.kept == "1" * min(21, 3 * ((s.valid - first).days + 1)) for s in stands)


def test_what_nobody_speaks_of_has_one_phase_and_no_stand() -> None:
    assert walk_on([], PLAIN) == Walked(0, phases_of([], start=UNKNOWN_START, parameters=PLAIN,
                                                     sides=SIDES), ())  # fmt: skip
