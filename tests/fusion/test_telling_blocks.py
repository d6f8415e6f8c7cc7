"""What may contradict shares a block with what it contradicts, within the days that are kept."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.fusion.opposed import find_oppositions
from dateline.fusion.pair_features import levels_of
from dateline.fusion.proposals import propose_pairs
from dateline.fusion.telling_blocks import days_met, days_sought, kept_blocks, sought_blocks
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import Auxiliary, Place, Stance
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

PLANT = msgspec.structs.replace(RIVERTON, id="t:3", name="Plant", lat=10.04, feature="PWR")
FAR = msgspec.structs.replace(RIVERTON, id="t:4", name="Far", lat=11.0, feature="PPL")
TELLINGS = st.builds(
    Told,
    type=st.sampled_from(
        ("territory.taken", "territory.held", "strike.air", "civilians.attacked", "force.present")
    ),
    side=st.sampled_from(("AAA", "BBB", None)),
    source=st.sampled_from(("ministry", "mayor", None)),
    place=st.sampled_from((RIVERTON, HILLTOP, REGION, PLANT, FAR, None)),
    day=st.integers(1, 28),
    auxiliary=st.sampled_from((Auxiliary.ASSERTED, Auxiliary.NEGATED)),
    stance=st.sampled_from((Stance.ASSERT, Stance.DENY)),
    killed=st.sampled_from((None, (1, 1, 1), (9, 9, 9))),
)


def one(told: Told, *, outlet: str, day: int = 28) -> Telling:
    (telling,) = tellings_of(coding(told, outlet=outlet, day=day))
    return telling


def meet(a: Telling, b: Telling) -> bool:
    """Whether the one, looked for, is found by where the other is kept."""
    sought, met = days_sought(a), days_met(b)
    if sought is None or met is None or sought[0] > met[1] or met[0] > sought[1]:
        return False
    return not set(sought_blocks(a)).isdisjoint(kept_blocks(b))


@settings(max_examples=150, deadline=None)
@given(TELLINGS, TELLINGS)
def test_what_may_contradict_is_found_from_either_side(first: Told, second: Told) -> None:
    a, b = one(first, outlet="a"), one(second, outlet="b")
    for left, right in propose_pairs([a, b]):
        if any(levels_of(found) is not None for found in find_oppositions(left, right)):
            assert meet(a, b)
            assert meet(b, a)


@pytest.mark.parametrize(("place", "other"), [(RIVERTON, PLANT), (REGION, RIVERTON)])
def test_a_site_meets_its_town_and_a_region_its_places(place: Place, other: Place) -> None:
    a, b = (
        one(Told(type="strike.air", place=p), outlet=name)
        for p, name in ((place, "a"), (other, "b"))
    )
    shared = set(sought_blocks(a)) & set(kept_blocks(b))
    assert {"town", "site", "seat", "wide"} & {block[1] for block in shared}
    assert meet(a, b)
    assert meet(b, a)


def test_what_lies_weeks_apart_does_not_meet() -> None:
    early, late = (one(Told(type="strike.air", day=day), outlet="a", day=28) for day in (2, 27))
    assert not meet(early, late)
