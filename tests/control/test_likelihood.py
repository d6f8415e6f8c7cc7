"""The chance that a challenger holds a place: a probability that grows with what is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.control.likelihood import Signs, certainty_of
from dateline.control.parameters import shipped_parameters

SURE = shipped_parameters().sure
WEIGHT = st.floats(0.0, 5.0)


@given(deed=WEIGHT, held=WEIGHT, behind=WEIGHT, area=WEIGHT)
def test_it_is_a_probability_and_grows_with_what_speaks_for_it(
    deed: float, held: float, behind: float, area: float
) -> None:
    sure = certainty_of(Signs(deed=deed, held=held, behind=behind, area=area), SURE)
    assert 0.0 <= sure <= 1.0
    more = Signs(deed=deed + 1.0, held=held, behind=behind, area=area + 1.0)
    assert certainty_of(more, SURE) >= sure
    deeper = Signs(deed=deed, held=held + 1.0, behind=behind + 1.0, area=area)
    assert certainty_of(deeper, SURE) <= sure


def test_two_tellings_of_a_change_at_the_front_are_enough_and_a_state_is_not() -> None:
    assert certainty_of(Signs(deed=1.8, claimants=2), SURE) >= SURE.flip
    assert certainty_of(Signs(deed=0.0, state=0.7, score=0.0), SURE) < SURE.flip
    assert certainty_of(Signs(deed=0.5), SURE) < SURE.flip
    assert certainty_of(Signs(deed=1.0, behind=1.0), SURE) < SURE.flip


MORE = {
    "deed": Signs(deed=1.0, claimants=0, score=0.0),
    "state": Signs(deed=0.0, state=1.0, claimants=0, score=0.0),
    "area": Signs(deed=0.0, area=1.0, claimants=0, score=0.0),
    "held": Signs(deed=0.0, held=1.0, claimants=0, score=0.0),
    "score": Signs(deed=0.0, claimants=0, score=1.0),
    "behind": Signs(deed=0.0, behind=1.0, claimants=0, score=0.0),
    "around": Signs(deed=0.0, around=1, claimants=0, score=0.0),
    "opposed": Signs(deed=0.0, opposed=1, claimants=0, score=0.0),
}


@pytest.mark.parametrize("name", MORE)
def test_each_weight_stands_with_its_measure(name: str) -> None:
    none = dict.fromkeys(SURE.__struct_fields__, 0.0)
    only = replace(SURE, **{**none, name: 1.0})
    nothing = Signs(deed=0.0, claimants=0, score=0.0)
    assert certainty_of(nothing, only) == 0.5
    assert certainty_of(MORE[name], only) > 0.5
