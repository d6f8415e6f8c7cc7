"""The chance that a challenger holds a place: a probability that grows with what is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.control.likelihood import Signs, certainty_of
from dateline.control.parameters import shipped_parameters

SURE = shipped_parameters().sure
WEIGHT = st.floats(0.0, 5.0)


@given(challenge=WEIGHT, held=WEIGHT, behind=WEIGHT, reports=st.integers(0, 9), area=st.booleans())
def test_it_is_a_probability_and_grows_with_what_speaks_for_it(
    challenge: float, held: float, behind: float, reports: int, *, area: bool
) -> None:
    signs = Signs(challenge=challenge, held=held, behind=behind, reports=reports, area=area)
    sure = certainty_of(signs, SURE)
    assert 0.0 <= sure <= 1.0
    more = Signs(
        challenge=challenge + 1.0, held=held, behind=behind, reports=reports + 1, area=area
    )
    assert certainty_of(more, SURE) >= sure
    deeper = Signs(
        challenge=challenge, held=held + 1.0, behind=behind + 1.0, reports=reports, area=area
    )
    assert certainty_of(deeper, SURE) <= sure


def test_one_full_telling_of_a_change_at_the_front_is_enough_and_a_state_is_not() -> None:
    told = Signs(challenge=1.0, deed=1.0)
    assert certainty_of(told, SURE) >= SURE.flip
    assert certainty_of(Signs(challenge=0.7), SURE) < SURE.flip
    assert certainty_of(Signs(challenge=1.0, deed=1.0, behind=1.0), SURE) < SURE.flip


def test_each_weight_stands_with_its_measure() -> None:
    none = dict.fromkeys(SURE.__struct_fields__, 0.0)
    for name in ("challenge", "held", "deed", "behind"):
        only = replace(SURE, **{**none, name: 1.0})
        assert certainty_of(Signs(challenge=0.0, reports=0, claimants=0), only) == 0.5
