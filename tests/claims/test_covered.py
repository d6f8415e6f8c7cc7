"""Ranges asked how much of a span they take answer as a scan over all of them does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.claims.covered import Covered

_ENDS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))


@given(ranges=st.lists(_ENDS, max_size=12), span=_ENDS)
def test_a_search_tells_what_a_scan_tells(
    ranges: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    start, end = span
    told = Covered(ranges)
    assert told.shared(start, end) == sum(max(0, min(end, b) - max(start, a)) for a, b in ranges)
    assert told.meets(start, end) == any(a < end and start < b for a, b in ranges)


def test_where_nothing_is_covered_nothing_is_shared() -> None:
    assert Covered([]).shared(0, 9) == 0
    assert not Covered([(3, 5)]).meets(5, 9)
