"""The graph of nearest places and the field over it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as with_

from dateline.control.contiguity import Point, between_km, field, graph_of
from dateline.control.parameters import shipped_parameters

RULES = shipped_parameters().contiguity
SPOT = st.tuples(st.floats(40, 50, allow_subnormal=False), st.floats(20, 30, allow_subnormal=False))


def points(spots: list[tuple[float, float]]) -> list[Point]:
    return [Point(f"p:{n}", f"{n}", lat, lon, "XX", None) for n, (lat, lon) in enumerate(spots)]


@given(st.lists(SPOT, min_size=2, max_size=25, unique=True))
def test_neighbours_are_the_nearest_places_and_never_the_place_itself(
    spots: list[tuple[float, float]],
) -> None:
    made = points(spots)
    graph = graph_of(made, parameters=with_(RULES, neighbours=4))
    km = between_km(made, made)
    for at, row in enumerate(graph.neighbours):
        assert at not in row
        others = np.sort(np.delete(km[at], at))[: len(row)]
        assert np.allclose(km[at][row], others, atol=0.5)


def test_across_a_river_places_pull_each_other_less() -> None:
    west, east = points([(45.0, 25.0), (45.0, 25.1)])
    river = [(25.05, 44.0), (25.05, 46.0)]
    dry = graph_of([west, east], parameters=RULES)
    wet = graph_of([west, east], parameters=RULES, rivers=[river])
    assert np.allclose(wet.pulls, dry.pulls * RULES.river)
    apart = replace(east, lon=24.9)
    same_bank = graph_of([west, apart], parameters=RULES, rivers=[river])
    assert np.allclose(same_bank.pulls, dry.pulls)


def test_a_weak_claim_does_not_erase_what_was_before() -> None:
    made = points([(45.0, 25.0 + n / 10) for n in range(5)])
    graph = graph_of(made, parameters=RULES)
    before = np.full(5, -1.0)
    weak = field(graph, before=before, claims={"p:2": RULES.claimed}, parameters=RULES)
    sure = field(graph, before=before, claims={"p:2": 1.0}, parameters=RULES)
    assert -1.0 < weak[2] < 0.0 < sure[2]
