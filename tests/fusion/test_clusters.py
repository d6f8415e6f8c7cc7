"""Groups: average link, no chains, and vetoes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.clusters import grouped
from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.linkage import Link
from dateline.model import Place
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding


def alike(number: int) -> list[Deed]:
    codings = [coding(Told(type="strike.air"), outlet=f"o{n}") for n in range(number)]
    return sorted((d for c in codings for d in deeds_of(facts_of(c))), key=lambda d: d.key)


def sizes(deeds: list[Deed], links: list[tuple[int, int, float]], join: float = 0.5) -> list[int]:
    made = [Link(deeds[a].key, deeds[b].key, chance, ()) for a, b, chance in links]
    return sorted(len(g.deeds) for g in grouped(dict.fromkeys(deeds, 1), made, [], [], join))


def test_a_pair_that_was_never_linked_counts_as_nothing() -> None:
    deeds = alike(3)
    assert sizes(deeds, [(0, 1, 0.9), (1, 2, 0.9)]) == [1, 2]
    assert sizes(deeds, [(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.2)]) == [3]


def test_the_likeliest_join_first() -> None:
    deeds = alike(3)
    found = [(0, 1, 0.6), (1, 2, 0.9)]
    made = [Link(deeds[a].key, deeds[b].key, chance, ()) for a, b, chance in found]
    groups = grouped(dict.fromkeys(deeds, 1), made, [], [], 0.5)
    assert {d.key for g in groups if len(g.deeds) == 2 for d in g.deeds} == {
        deeds[1].key,
        deeds[2].key,
    }


def test_what_people_hold_apart_stays_apart_and_what_they_join_is_joined() -> None:
    a, b = alike(2)
    sure = [Link(a.key, b.key, 0.99, ())]
    apart = grouped({a: 1, b: 1}, sure, [], [frozenset((a.id, b.id))], 0.5)
    assert len(apart) == 2
    assert len(grouped({a: 1, b: 1}, [], [(a.id, b.id)], [], 0.5)) == 1


def test_another_part_of_the_day_parts_a_group() -> None:
    a, b = alike(2)
    link = Link(a.key, b.key, 0.9, ())
    for hours, number in ((("EV", "NI"), 2), (("EV", "EV"), 1), (("EV", None), 1)):
        told = [
            replace(d, fact=replace(d.fact, hour=h)) for d, h in zip((a, b), hours, strict=True)
        ]
        assert len(grouped(dict.fromkeys(told, 1), [link], [], [], 0.5)) == number


@pytest.mark.parametrize(
    ("first", "second", "groups"),
    [
        pytest.param(REGION, RIVERTON, 1, id="a cut in the region, and in its one town"),
        pytest.param(REGION, REGION, 1, id="one region"),
        pytest.param(RIVERTON, HILLTOP, 2, id="two towns"),
    ],
)
def test_a_cut_over_a_region_joins_that_of_a_single_place(
    first: Place, second: Place, groups: int
) -> None:
    told = (Told(type="damage.utility", place=place) for place in (first, second))
    codings = [coding(one, outlet=f"o{n}") for n, one in enumerate(told)]
    a, b = (d for made in codings for d in deeds_of(facts_of(made)))
    assert len(grouped({a: 1, b: 1}, [Link(a.key, b.key, 0.9, ())], [], [], 0.5)) == groups
