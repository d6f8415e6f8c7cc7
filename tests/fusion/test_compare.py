"""How facts stand to each other in place, time and number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.compare import contains, distance_km, numbers_apart
from dateline.model import Quantity, QuantityOf
from tests.fusion.factory import HILLTOP, REGION, RIVERTON


def test_a_region_holds_its_places_and_not_itself() -> None:
    assert contains(REGION, RIVERTON)
    assert not contains(RIVERTON, REGION)
    assert not contains(REGION, REGION)


def test_distance_is_the_same_both_ways() -> None:
    assert distance_km(RIVERTON, HILLTOP) == distance_km(HILLTOP, RIVERTON)
    assert 70 < distance_km(RIVERTON, HILLTOP) < 85


def number(low: float | None, best: float | None, high: float | None) -> Quantity:
    return Quantity(start=0, end=1, text="x", of=QuantityOf.KILLED, low=low, best=best, high=high)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_exact_numbers_are_apart_where_they_differ(a: float, b: float) -> None:
    assert numbers_apart(number(a, a, a), number(b, b, b)) == (a != b)
