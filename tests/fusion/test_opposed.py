"""Numbers that rival each other, and those that only grew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.opposed import are_rival_numbers, middle_of, range_of
from dateline.model import Quantity, QuantityOf, Scope

NUMBERS = st.floats(min_value=1, max_value=10_000)


def killed(
    best: float, *, low: float | None = None, high: float | None = None, scope: Scope | None = None
) -> Quantity:
    return Quantity(
        start=0, end=1, text="n", of=QuantityOf.KILLED, low=low, best=best, high=high, scope=scope
    )


@given(NUMBERS, NUMBERS)
def test_rivals_are_so_either_way_and_never_a_number_with_itself(one: float, other: float) -> None:
    a, b = killed(one), killed(other)
    assert are_rival_numbers(a, b) == are_rival_numbers(b, a)
    assert not are_rival_numbers(a, a)


@given(NUMBERS)
def test_a_number_lies_in_its_range(best: float) -> None:
    low, high = range_of(killed(best))
    assert low <= middle_of(killed(best)) <= high


@pytest.mark.parametrize(
    ("one", "other", "rivals"),
    [
        (killed(43), killed(110), True),
        (killed(40, low=40), killed(48), False),
        (killed(40, low=40), killed(60), True),
        (killed(2000), killed(2150), False),
        (killed(43), killed(110, scope=Scope.CONFLICT), False),
    ],
)
def test_counts_of_one_deed_that_do_not_meet(
    *, one: Quantity, other: Quantity, rivals: bool
) -> None:
    assert are_rival_numbers(one, other) is rivals
