"""The record of an incident: its place, its time, its origins, and who speaks against himself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.incident_records import incident_of
from dateline.fusion.origins import origins_of
from dateline.model import Auxiliary, Coding, Incident, IncidentKind, Origin
from tests.fusion.factory import HILLTOP, REGION, RIVERTON, Told, coding

STRIKE = Told(type="strike.air", side="AAA")


def deeds(*codings: Coding) -> list[Deed]:
    return [deed for made in codings for deed in deeds_of(facts_of(made))]


def by_claim(*codings: Coding) -> dict[str, Origin]:
    return {claim: o for o in origins_of(codings) for claim in o.claims}


def record(*codings: Coding) -> Incident:
    return incident_of(deeds(*codings), by_claim(*codings))


def test_two_reports_of_one_strike_are_one_incident_of_two_origins() -> None:
    one = coding(STRIKE, outlet="Post")
    other = coding(replace_words(STRIKE, "a raid was flown over the old port"), outlet="Mail")
    found = record(one, other)
    assert found.place == RIVERTON.id
    assert found.type == "strike.air"
    assert found.events == tuple(sorted(e.id for c in (one, other) for e in c.events))
    assert found.claims == tuple(sorted(c.id for made in (one, other) for c in made.claims))
    assert len(found.origins) == 2
    assert (found.time.earliest, found.kind) == ("2020-01-05", IncidentKind.DEED)


def replace_words(told: Told, words: str) -> Told:
    return Told(type=told.type, side=told.side, words=words, place=told.place)


def test_the_order_of_the_deeds_is_no_matter() -> None:
    codings = [coding(STRIKE, outlet=f"o{n}", day=5 + n) for n in range(3)]
    told = deeds(*codings)
    origins = by_claim(*codings)
    assert incident_of(told, origins) == incident_of(told[::-1], origins)


def test_what_may_be_of_it_is_a_member_but_corroborates_nothing() -> None:
    sure, loose = coding(STRIKE, outlet="Post"), coding(
        replace_words(STRIKE, "a raid was flown over the old port"), outlet="Mail"
    )  # fmt: skip
    origins = by_claim(sure, loose)
    found = incident_of(deeds(sure), origins, doubtful=deeds(sure, loose), purity=0.7)
    assert found.doubtful == (loose.events[0].id,)
    assert set(found.events) == {sure.events[0].id, loose.events[0].id}
    assert found.origins == (origins[sure.claims[0].id].id,)
    assert found.purity == 0.7


def test_a_situation_is_corroborated_by_nobody() -> None:
    found = record(coding(Told(type="strike.air", side="AAA", until=25)))
    assert found.kind is IncidentKind.SITUATION
    assert found.origins == ()
    assert found.against_interest == ()


def test_a_place_that_no_gazetteer_knows_keeps_its_name() -> None:
    made = coding(STRIKE)
    unknown = replace(made, toponyms=tuple(replace(t, place=None) for t in made.toponyms))
    found = record(unknown)
    assert (found.place, found.called) == (None, "Place")


@pytest.mark.parametrize(
    ("told", "against"),
    [
        pytest.param(
            Told(type="territory.left", side="AAA", source="A", source_side="AAA"), True,
            id="we left",
        ),
        pytest.param(
            Told(type="territory.left", side="AAA", source="B", source_side="BBB"), False,
            id="they left",
        ),
        pytest.param(
            Told(type="territory.taken", side="BBB", source="A", source_side="AAA"), True,
            id="they took it",
        ),
        pytest.param(
            Told(type="territory.taken", side="AAA", source="A", source_side="AAA"), False,
            id="we took it",
        ),
        pytest.param(
            Told(type="territory.taken", source="A", source_side="AAA"), False,
            id="somebody took it",
        ),
        pytest.param(
            Told(type="strike.air", side="AAA", source="A", source_side="AAA"), True,
            id="we struck",
        ),
        pytest.param(
            Told(type="strike.air", side="AAA", source="residents"), False,
            id="residents of no side",
        ),
        pytest.param(
            Told(
                type="territory.left", side="AAA", source="A", source_side="AAA",
                auxiliary=Auxiliary.NEGATED,
            ),
            False, id="we did not leave",
        ),
        pytest.param(
            Told(type="force.lost", side="AAA", source="A", source_side="AAA"), True,
            id="we lost men",
        ),
    ],
)  # fmt: skip
def test_who_tells_of_his_own_sides_loss_or_wrong(*, told: Told, against: bool) -> None:
    made = coding(told)
    found = incident_of(deeds(made), by_claim(made))
    if found.kind is not IncidentKind.SITUATION:
        assert bool(found.against_interest) is against
    else:
        assert not found.against_interest


def test_a_region_is_the_place_where_no_town_is_told() -> None:
    made = coding(Told(type="civilians.attacked", place=REGION, killed=(3, 3, 3)))
    found = record(made)
    assert (found.place, found.kind) == (REGION.id, IncidentKind.COUNT)


def test_the_commonest_place_names_the_incident() -> None:
    codings = [coding(STRIKE, outlet="a"), coding(STRIKE, outlet="b", day=7)]
    other = coding(Told(type="strike.air", side="AAA", place=HILLTOP), outlet="c")
    assert record(*codings, other).place == RIVERTON.id
