"""Control of all places: the silent ones follow their neighbours, and say so."""

from __future__ import annotations

from dataclasses import replace as told_as
from datetime import datetime

import pytest
from msgspec.structs import replace

from dateline.control.atlas import Atlas, build_atlas, ground_of
from dateline.control.carry import CARRIED
from dateline.control.contiguity import Point
from dateline.control.evidence import Evidence
from dateline.control.votes import Start
from dateline.model import ControlState
from tests.control.test_holders import PLAIN, says

POINTS = [
    Point(f"p:{x}{y}", f"{x}-{y}", 49 + y / 20, 36 + x / 14, "UA", "07")
    for x in range(9)
    for y in range(5)
]


def atlas(*places: str) -> Atlas:
    """A grid: the west (x < 1) is B's, the rest A's; claims say that B takes some places."""
    starts = {
        p.id: Start(
            "BBB" if p.id[2] == "0" else "AAA", ControlState.HELD, datetime(2020, 1, 1), "m"
        )
        for p in POINTS
    }
    evidence = []
    for place in places:
        item = says(5, holds="BBB", claimant="an outlet")
        assertion = type(item.assertion)(
            **{f: getattr(item.assertion, f) for f in item.assertion.__struct_fields__}
            | {"place": place}
        )
        evidence.append(type(item)(assertion, 1.0, "third", "holds", change=True))
    return build_atlas(
        evidence, points=POINTS, starts=starts, sides=("AAA", "BBB"),
        parameters=PLAIN,
    )  # fmt: skip


def test_a_place_behind_places_that_changed_hands_is_carried_over() -> None:
    found = atlas("p:20", "p:21", "p:22", "p:23", "p:24")
    behind = found.history("p:12")[-1]
    assert (behind.holder, behind.why) == ("BBB", CARRIED)
    assert behind.support


def test_a_place_beyond_them_is_not() -> None:
    found = atlas("p:20", "p:21", "p:22", "p:23", "p:24")
    assert [p.holder for p in found.history("p:72")] == ["AAA"]


def test_without_claims_no_border_moves() -> None:
    assert not atlas().changes(datetime(2020, 1, 1), datetime(2020, 12, 31))


def test_changes_and_holdings_are_asked_by_valid_time() -> None:
    found = atlas("p:20")
    changed = found.changes(datetime(2020, 1, 4), datetime(2020, 1, 6))
    assert [(c.place.id, c.phase.former, c.phase.holder) for c in changed] == [
        ("p:20", "AAA", "BBB")
    ]
    assert not found.changes(datetime(2020, 1, 5, 12), datetime(2020, 1, 31))
    before = {h.place.id: h.phase.holder for h in found.at(datetime(2020, 1, 4))}
    assert before["p:20"] == "AAA"


def moved(item: Evidence, place: str, *, area: bool = False) -> Evidence:
    return told_as(item, assertion=replace(item.assertion, place=place), area=area)


def test_without_a_state_to_start_from_nothing_is_carried() -> None:
    told = [moved(says(5, holds="BBB"), f"p:2{y}") for y in range(5)]
    weak = moved(says(5, holds="BBB", weight=0.31), "p:12")
    found = build_atlas(
        [*told, weak], points=POINTS, starts={}, sides=("AAA", "BBB"),
        parameters=PLAIN,
    )  # fmt: skip
    assert found.history("p:12")[-1].state is ControlState.CLAIMED
    assert found.history("p:22")[-1].holder == "BBB"


def test_an_area_gives_nothing_to_a_place_of_which_nothing_else_is_known() -> None:
    told = [moved(says(5, gone="AAA"), f"p:2{y}", area=True) for y in range(5)]
    named = moved(says(4, holds="AAA", change=False), "p:21")
    found = build_atlas(
        [*told, named], points=POINTS, starts={}, sides=("AAA", "BBB"),
        parameters=PLAIN,
    )  # fmt: skip
    assert set(found.phases) == {"p:21"}
    assert found.history("p:21")[-1].holder == "BBB"


def test_a_place_deeper_than_those_that_fell_is_not_carried() -> None:
    found = atlas("p:10", "p:11", "p:13", "p:14", "p:21", "p:23")
    assert found.history("p:12")[-1].why == CARRIED
    assert found.history("p:32")[-1].holder == "AAA"


def test_what_is_said_of_all_of_a_region_holds_behind_the_lines_too() -> None:
    deep = moved(says(5, gone="AAA", weight=0.81), "p:82", area=True)
    kept = build_atlas(
        [deep], points=POINTS, starts=_starts(), sides=("AAA", "BBB"),
        parameters=PLAIN,
    )  # fmt: skip
    assert kept.history("p:82")[-1].holder == "AAA"
    whole = told_as(deep, whole=True)
    turned = build_atlas(
        [whole], points=POINTS, starts=_starts(), sides=("AAA", "BBB"),
        parameters=PLAIN,
    )  # fmt: skip
    assert turned.history("p:82")[-1].holder == "BBB"


def _starts() -> dict[str, Start]:
    """The west (x < 1) is B's, the rest A's."""
    at = datetime(2020, 1, 1)
    return {
        p.id: Start("BBB" if p.id[2] == "0" else "AAA", ControlState.HELD, at, "m") for p in POINTS
    }


def test_a_place_of_which_nothing_was_known_came_from_the_only_other_who_could_hold_it() -> None:
    def took(*parties: str) -> str | None:
        told = moved(says(5, holds="BBB", claimant="an outlet"), "p:20")
        item = told_as(told, parties=frozenset(parties))
        found = build_atlas(
            [item], points=POINTS, starts={}, sides=("AAA", "BBB", "CCC"),
            parameters=PLAIN,
        )  # fmt: skip
        (change,) = found.changes(datetime(2020, 1, 4), datetime(2020, 1, 6))
        return change.phase.former

    assert took("AAA", "BBB") == "AAA"
    assert took("AAA", "BBB", "CCC") is None
    assert took() is None


@pytest.mark.parametrize("with_starts", [False, True])
def test_atlases_of_many_instants_are_those_of_each(with_starts: bool) -> None:  # noqa: FBT001
    told = [
        moved(says(day, holds=side, weight=weight, claimant=f"{side} {day}"), place)
        for place in ("p:20", "p:21", "p:33")
        for day, side, weight in ((3, "BBB", 2.0), (5, "BBB", 2.0), (8, "AAA", 2.0))
    ]
    ground = ground_of(
        [*told, moved(says(6, gone="AAA"), "p:21")], points=POINTS,
        starts=_starts() if with_starts else {}, sides=("AAA", "BBB"),
        parameters=PLAIN,
    )  # fmt: skip
    instants = [datetime(2020, 1, day) for day in (2, 4, 6, 7, 20)]
    found = ground.atlases(instants)
    assert found == [ground.atlas(instant) for instant in instants]
    assert len({len(one.history("p:21")) for one in found}) > 2
