"""Control over a ledger of several wars: parties by report and place, nothing lost in silence."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.control.left_out import Omission
from dateline.control.parameters import shipped_parameters
from dateline.ingest.jsonl import read_jsonl
from dateline.model import Coding, Component, DatelineError
from dateline.pipeline.code import code
from dateline.pipeline.control_rows import assertions, history, left_out
from dateline.pipeline.stages import components
from dateline.pipeline.territory import (
    fighting_sides,
    home_of,
    parties_at,
    parties_of,
    read_codings,
    reader_of,
    territory,
)
from tests.fusion.factory import Told
from tests.fusion.factory import coding as told_coding


@cache
def stages() -> tuple[Component, ...]:
    return components()


def coded(text: str, *, conflict: str | None = None) -> Coding:
    """A report of 12 November 2022, coded as a user codes it."""
    line = {"id": text[:8], "text": text, "lang": "en", "published": "2022-11-12T20:00:00"}
    (reading,) = read_jsonl(json.dumps(line).encode(), where="reports.jsonl")
    assert not isinstance(reading, DatelineError)
    return code(reading.report, stages(), conflict=conflict)


LEFT = "Russian forces withdrew from Kherson."
ELSEWHERE = (
    ("gaza", "Hamas fighters fired rockets at Ashkelon from the Gaza Strip."),
    ("syria", "The Syrian army took full control of Palmyra."),
    ("sudan", "The Rapid Support Forces took full control of Nyala."),
)


@pytest.mark.parametrize(("conflict", "lead"), ELSEWHERE)
def test_a_report_of_another_war_changes_nothing_here(conflict: str, lead: str) -> None:
    alone = territory([coded(LEFT)])
    both = territory([coded(LEFT), coded(lead, conflict=conflict)])
    assert [row.controller for row in history(alone, "Kherson")] == ["RUS", "UKR"]
    assert list(history(both, "Kherson")) == list(history(alone, "Kherson"))


@pytest.mark.parametrize("conflict", ["gaza", "syria", None])
def test_a_place_passes_between_the_parties_of_the_war_that_it_lies_in(
    conflict: str | None,
) -> None:
    atlas = territory([coded(LEFT, conflict=conflict)])
    assert [row.controller for row in history(atlas, "Kherson")] == ["RUS", "UKR"]


def test_parties_follow_from_the_report_and_the_place() -> None:
    day = "2022-11-12"
    assert parties_at("UA", conflict="ukraine", day=day) == {"RUS", "UKR"}
    assert parties_at("UA", conflict="gaza", day=day) == {"RUS", "UKR"}
    assert parties_at("IL", conflict="gaza", day=day) == parties_of("gaza")
    assert parties_at("FR", conflict="gaza", day=day) == parties_of("gaza")
    assert parties_at("FR", conflict=None, day=day) == frozenset()
    assert parties_at("GE", conflict=None, day=day) == frozenset()
    assert parties_at("GE", conflict=None, day="2008-08-09") == parties_of("georgia")
    assert parties_at("NE", conflict="sahel", day=day) == parties_of("sahel")
    assert parties_at("NE", conflict=None, day=day) == parties_of("sahel") | parties_of("nigeria")


def test_what_is_said_and_left_out_has_a_row_with_its_rule() -> None:
    atlas = territory([coded("Some Russian troops may leave Melitopol.", conflict="ukraine")])
    assert not list(history(atlas, "Melitopol"))
    (row,) = left_out(atlas, "melitopol")
    assert row.rule == Omission.INTENDED.value
    assert row.words == "Some Russian troops may leave Melitopol."
    assert not list(left_out(atlas, "Kherson"))


def test_what_counts_has_its_weight() -> None:
    atlas = territory([coded(LEFT, conflict="ukraine")])
    (row,) = assertions(atlas, shipped_parameters())
    assert (row.name, row.says, row.not_controller) == ("Kherson", "gone", "RUS")
    assert row.weight == pytest.approx(0.9)
    assert row.parties == ("RUS", "UKR")
    assert list(assertions(atlas, shipped_parameters(), only=row.place)) == [row]
    assert not list(assertions(atlas, shipped_parameters(), only="geonames:703448"))


def test_towns_of_talks_far_from_each_other_make_no_namesake_of_the_town_taken() -> None:
    text = "Ukrainian forces retook Kherson, officials in Kyiv said before talks in Warsaw."
    (found,) = reader_of(coded(text, conflict="ukraine")).read(coded(text, conflict="ukraine"))[0]
    assert found.assertion.controller == "UKR"


WHO = st.sampled_from(["Russian forces", "Ukrainian troops", "The army", "Soldiers", "Turkey"])
DID = st.sampled_from(
    ["captured", "retook", "left", "withdrew from", "plan to seize", "did not shell", "entered",
     "advanced towards", "control", "will liberate", "were present in", "took half of"]
)  # fmt: skip
WHERE = st.lists(
    st.sampled_from(
        ["Kherson", "Izium", "the Kherson region", "Kyiv", "Nowhereville", "western Lyman",
         "the right bank of the Dnipro"]
    ),
    min_size=1, max_size=3, unique=True,
)  # fmt: skip
JOIN = st.sampled_from([" and ", ", north of ", " after talks in "])


@given(WHO, DID, WHERE, JOIN)
def test_every_place_of_a_control_event_is_evidence_or_a_row(
    who: str, did: str, where: list[str], join: str
) -> None:
    coding = coded(f"{who} {did} {join.join(where)}.", conflict="ukraine")
    used, left = reader_of(coding).read(coding)
    told = {e.assertion.event for e in used if e.area}
    names = {t.id: t for t in coding.toponyms}
    rules = shipped_parameters().events
    for event in coding.events:
        if event.type not in rules and event.type.split(".")[0] not in rules:
            continue
        here = {e.assertion.place for e in used if e.assertion.event == event.id}
        rows = {row.name for row in left if row.event == event.id}
        for toponym in (names[i] for i in event.toponyms):
            place = toponym.place.id if toponym.place is not None else None
            assert place in here or toponym.text in rows or event.id in told
        assert here or rows or any(row.event == event.id for row in left)


def holder(text: str) -> list[str | None]:
    coding = coded(text)
    return [found.assertion.controller for found in reader_of(coding).read(coding)[0]]


def test_without_a_known_war_a_state_s_own_forces_hold_for_their_country() -> None:
    assert holder("Government forces recaptured Jaffna in Sri Lanka.") == ["LKA"]


def test_a_war_without_a_conflict_file_is_between_those_who_fight_there() -> None:
    taken = Told(type="territory.taken", side="BBB", day=5)
    left = Told(type="territory.left", side="AAA", day=5)
    both = told_coding(taken, left)
    assert fighting_sides(both) == {"XX": frozenset({"AAA", "BBB"})}
    assert fighting_sides(told_coding(taken)) == {}
    evidence, _ = read_codings([both])
    assert {e.former for e in evidence} == {"AAA"}


def test_home_is_any_state_only_where_no_war_is_known() -> None:
    assert home_of("LK", None) == "LKA"
    assert home_of("LK", frozenset()) is None
    assert home_of("UA", frozenset({"RUS", "UKR"})) == "UKR"
