"""Control evidence: from events, never from fears, metonyms or a region that holds a town."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as told_as

import pytest
from msgspec.structs import replace

from dateline.control.evidence import Evidence, Reader
from dateline.control.parameters import shipped_parameters
from dateline.model import (
    Auxiliary,
    Coding,
    ControlState,
    Place,
    Stance,
    Toponym,
    ToponymKind,
)
from tests.fusion.factory import REGION, RIVERTON, Told, coding

TAKEN = Told(type="territory.taken", side="BBB")


def read(whole: Coding, *area: str) -> list[Evidence]:
    reader = Reader(
        shipped_parameters(),
        spread=lambda _area, _towns: area,
        belligerents=frozenset({"AAA", "BBB"}),
    )
    return list(reader.evidence_of(whole))


def test_a_taken_town_is_held_by_its_taker() -> None:
    (found,) = read(coding(TAKEN))
    assert (found.assertion.place, found.assertion.controller) == (RIVERTON.id, "BBB")
    assert found.assertion.state is ControlState.HELD
    assert found.claimant_kind == "third"
    assert found.assertion.claim == coding(TAKEN).claims[0].id


def test_who_leaves_no_longer_holds_and_a_denial_turns_it_round() -> None:
    left = Told(type="territory.left", side="AAA")
    assert read(coding(left))[0].assertion.not_controller == "AAA"
    absent = Told(type="force.present", side="AAA", auxiliary=Auxiliary.NEGATED)
    assert read(coding(absent))[0].assertion.not_controller == "AAA"


@pytest.mark.parametrize(
    "auxiliary",
    [Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.DEMANDED, Auxiliary.HISTORICAL],
)
def test_what_did_not_happen_now_says_nothing(auxiliary: Auxiliary) -> None:
    assert not read(coding(Told(type="territory.taken", side="BBB", auxiliary=auxiliary)))


def test_a_demand_says_nothing() -> None:
    demand = Told(type="territory.left", side="AAA", stance=Stance.DEMAND)
    assert not read(coding(demand))


def test_a_metonym_locates_nothing() -> None:
    whole = coding(TAKEN)
    metonym = replace(whole.toponyms[0], kind=ToponymKind.METONYMIC)
    assert not read(replace(whole, toponyms=(metonym,)))


def test_a_region_is_spread_to_its_places_at_a_lower_weight() -> None:
    found = read(coding(Told(type="territory.left", side="AAA", place=REGION)), "p:1", "p:2")
    assert [f.assertion.place for f in found] == ["p:1", "p:2"]
    assert all(f.area and f.weight < 0.9 for f in found)


@pytest.mark.parametrize(
    ("side", "told", "kind"),
    [
        ("BBB", TAKEN, "gain"),
        ("AAA", TAKEN, "loss"),
        ("CCC", TAKEN, "third"),
        ("AAA", Told(type="territory.left", side="AAA"), "loss"),
        ("BBB", Told(type="territory.left", side="AAA"), "gain"),
    ],
)
def test_claimants_are_weighed_by_their_interest(side: str, told: Told, kind: str) -> None:
    whole = coding(Told(type=told.type, side=told.side, source="somebody", source_side=side))
    assert read(whole)[0].claimant_kind == kind


def test_all_of_a_region_asks_for_all_of_its_places() -> None:
    asked: list[bool] = []

    def spread(_area: Toponym, towns: Sequence[Place] | None) -> list[str]:
        asked.append(towns is None)
        return ["p:1"]

    reader = Reader(shipped_parameters(), spread=spread)
    whole = Told(type="territory.left", side="AAA", place=REGION, words="completely left")
    assert list(reader.evidence_of(coding(whole)))
    denied = told_as(whole, auxiliary=Auxiliary.NEGATED)
    assert not list(reader.evidence_of(coding(denied)))
    assert asked == [True]


def test_an_attack_that_was_repelled_names_no_day_of_a_change() -> None:
    repelled = Told(type="territory.held", side="BBB", words="repelled")
    (found,) = read(coding(repelled))
    assert (found.says, found.assertion.controller) == ("there", "BBB")
    assert found.weight < 0.4


def read_at_home(told: Told) -> list[str | None]:
    reader = Reader(
        shipped_parameters(), spread=lambda _area, _towns: (), home=lambda _country: "AAA",
        belligerents=frozenset({"AAA", "BBB"}),
    )  # fmt: skip
    return [found.assertion.controller for found in reader.evidence_of(coding(told))]


def test_liberated_is_given_back_to_its_country_unless_its_taker_says_so() -> None:
    freed = Told(type="territory.taken", words="liberated")
    assert read_at_home(freed) == ["AAA"]
    assert read_at_home(told_as(freed, source="a spokesman", source_side="BBB")) == ["BBB"]
    assert read_at_home(told_as(freed, source="a spokesman", source_side="CCC")) == ["AAA"]


def test_who_does_not_fight_takes_nothing() -> None:
    assert not read(coding(Told(type="territory.taken", side="CCC")))
