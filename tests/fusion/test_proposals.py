"""Which tellings meet, and which of those that meet are looked at as a pair."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.proposals import (
    are_opposed,
    campaign_counts,
    day_of,
    family_of,
    is_told,
    place_keys,
    propose_pairs,
    regions_of,
)
from dateline.fusion.tellings import Spot, Telling, tellings_of
from dateline.model import Auxiliary, Place, QuantityOf, Stance
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

COUNTRY = Place(
    id="t:10", name="Xland", lat=10.0, lon=20.0, country="XX", admin1=None, feature="PCLI",
    where_prec=6,
)  # fmt: skip
SAID = Told(type="strike.air", side="AAA", source="B", source_side="BBB")
DENIED = Told(
    type="strike.air", side="AAA", source="A", source_side="AAA", auxiliary=Auxiliary.NEGATED
)


def apart(*told: Told) -> list[Telling]:
    """Each thing told by a report of its own."""
    return [t for n, one in enumerate(told) for t in tellings_of(coding(one, outlet=f"o{n}"))]


def change(told: Told, **fields: object) -> Told:
    return Told(**{**vars(told), **fields})


@pytest.mark.parametrize(
    ("other", "pairs"),
    [
        pytest.param({}, 1, id="one place and day"),
        pytest.param({"place": REGION}, 1, id="the region of the place"),
        pytest.param({"place": COUNTRY}, 0, id="a country joins nothing"),
        pytest.param({"day": 30}, 1, id="some weeks later, to be weighed"),
        pytest.param({"day": None}, 0, id="undated in another report"),
        pytest.param({"type": "politics.accuse"}, 0, id="another family of deeds"),
        pytest.param({"type": "damage.utility"}, 1, id="harm denied by another word"),
        pytest.param({"type": "protest.peaceful"}, 0, id="a deed that denies nothing of it"),
        pytest.param({"side": "CCC"}, 0, id="who denies it of himself denies another's deed"),
        pytest.param({"auxiliary": Auxiliary.ASSERTED}, 0, id="no denial"),
    ],
)
def test_a_denial_meets_what_it_may_deny(other: dict[str, object], pairs: int) -> None:
    told = apart(SAID, change(DENIED, **other))
    assert len(list(propose_pairs(told))) == pairs


def test_a_pair_comes_once_and_the_earlier_telling_first() -> None:
    told = apart(DENIED, SAID)
    assert list(propose_pairs(told, incident_of={t.fact.event.id: "i" for t in told})) == [
        (told[0], told[1])
    ]


def test_only_pairs_of_the_reports_asked_for() -> None:
    told = apart(SAID, DENIED, change(SAID, words="bombs fell there"))
    first, denial, other = told
    assert set(propose_pairs(told)) == {(first, denial), (denial, other)}
    assert set(propose_pairs(told, about={first.fact.report})) == {(first, denial)}
    assert set(propose_pairs(told, about={"rep-none"})) == set()


def test_one_incident_makes_tellings_meet_wherever_they_are() -> None:
    said, denied = apart(SAID, DENIED)
    told = [said, replace(denied, spots=(Spot("hilltop", HILLTOP),))]
    assert not list(propose_pairs(told))
    joined = {t.fact.event.id: "i" for t in told}
    assert list(propose_pairs(told, incident_of=joined)) == [(told[0], told[1])]


def test_numbers_are_paired_with_numbers_alone() -> None:
    ten, forty, none = apart(
        change(SAID, killed=(10, 10, 10)), change(SAID, killed=(40, 40, 40)), SAID
    )
    assert list(propose_pairs([ten, forty, none])) == [(ten, forty)]


HELD = Told(type="territory.held", side="AAA")
LEFT = Told(type="territory.left", side="AAA")
STRUCK = Told(type="strike.air", side="AAA")


@pytest.mark.parametrize(
    ("one", "other", "opposed"),
    [
        pytest.param(HELD, LEFT, True, id="held and gone"),
        pytest.param(LEFT, HELD, False, id="asked the other way round"),
        pytest.param(HELD, change(LEFT, side="BBB"), False, id="another has gone"),
        pytest.param(HELD, change(HELD, side="BBB"), True, id="two holders"),
        pytest.param(STRUCK, change(STRUCK, side="BBB"), True, id="two culprits"),
        pytest.param(STRUCK, change(HELD, side="BBB"), False, id="a deed and a holding"),
        pytest.param(STRUCK, STRUCK, False, id="one deed told twice"),
        pytest.param(STRUCK, change(STRUCK, auxiliary=Auxiliary.NEGATED), True, id="a denial"),
    ],
)
def test_what_is_opposed_in_what_it_says(*, one: Told, other: Told, opposed: bool) -> None:
    a, b = apart(one, other)
    assert are_opposed(a, b) is opposed


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (SAID, 5),
        (change(SAID, until=7), 5),
        (change(SAID, day=None), None),
        (change(SAID, day=1, until=31), 1),
        (change(HELD, day=1), 1),
        (change(HELD, day=1, until=25), 6),
    ],
)
def test_a_deed_meets_others_by_its_day_and_a_state_by_the_day_it_is_told_of(
    told: Told, day: int | None
) -> None:
    (made,) = apart(told)
    found = day_of(made)
    assert (found and found - 737424) == day


@pytest.mark.parametrize(
    ("code", "family"),
    [
        ("territory.taken", "ground"),
        ("force.advanced", "ground"),
        ("damage.utility", "harm"),
        ("battle.clash", "harm"),
        ("politics.accuse", "politics"),
    ],
)
def test_holding_and_leaving_are_one_family_and_harm_another(code: str, family: str) -> None:
    (made,) = apart(Told(type=code))
    assert family_of(made) == family


@pytest.mark.parametrize(
    ("place", "keys", "regions"),
    [
        (RIVERTON, {("name", "plake"), ("place", "t:1"), ("bones", "")}, {"XX.01"}),
        (REGION, {("name", "plake"), ("place", "t:9")}, {"XX.01"}),
        (COUNTRY, set(), set()),
        (None, set(), set()),
    ],
)
def test_the_places_that_a_telling_is_found_by(
    place: Place | None, keys: set[tuple[str, str]], regions: set[str]
) -> None:
    (made,) = apart(change(SAID, place=place))
    found = place_keys(made)
    assert {k for k, _ in found} == {k for k, _ in keys}
    assert {v for k, v in found if k == "place"} == {v for k, v in keys if k == "place"}
    assert regions_of(made) == regions


@pytest.mark.parametrize(
    ("fields", "is_it"),
    [
        ({}, True),
        ({"auxiliary": Auxiliary.NEGATED}, True),
        ({"stance": Stance.DEMAND}, False),
        ({"stance": Stance.PREDICT}, False),
        ({"auxiliary": Auxiliary.FUTURE}, False),
    ],
)
def test_a_demand_or_a_forecast_tells_nothing(*, fields: dict[str, object], is_it: bool) -> None:
    (made,) = apart(change(SAID, **fields))
    assert is_told(made) is is_it


def test_the_same_voice_telling_it_again_tells_nothing_more() -> None:
    (made,) = apart(change(SAID, source=None, source_side=None))
    again = replace(made.fact.event, same_as="evt-0")
    repeated = replace(made, fact=replace(made.fact, event=again))
    assert is_told(made)
    assert not is_told(repeated)
    source = replace(made.fact.claim.source, span=made.fact.claim.content[0])
    quoted = replace(repeated.fact, claim=replace(made.fact.claim, source=source))
    assert is_told(replace(repeated, fact=quoted))


def test_counts_of_ground_taken_sum_up_a_campaign() -> None:
    (made,) = apart(Told(type="territory.taken", killed=(10, 10, 10)))
    assert campaign_counts(made) == set()
    event = made.fact.event
    towns = tuple(replace(q, of=QuantityOf.SETTLEMENTS) for q in event.quantities)
    counted = replace(made, fact=replace(made.fact, event=replace(event, quantities=towns)))
    assert campaign_counts(counted) == {"settlements"}
    struck = replace(event, type="strike.air", quantities=towns)
    assert campaign_counts(replace(made, fact=replace(made.fact, event=struck))) == set()
