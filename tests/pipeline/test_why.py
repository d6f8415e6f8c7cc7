"""Why a report was coded as it was: every slot, what was tried, what control leaves out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline.pipeline
from dateline.events.drafts import CHOSEN
from dateline.pipeline.why import (
    Explained,
    WhyRow,
    actor_line,
    code_with_trace,
    data_line,
    explain_event,
    place_line,
    reasons,
    rule_line,
    word_lines,
)
from tests.pipeline.test_territory import coded

TEXT = (
    "Russian forces withdrew from Kherson, officials in Kyiv said. Troops may leave Melitopol. "
    "He left in the morning."
)


@cache
def told() -> Explained:
    """The text, with what was tried."""
    return code_with_trace(coded(TEXT).report, conflict="ukraine")


def rows(kind: str, slot: str | None = None) -> list[WhyRow]:
    """The reasons of one kind, and of one slot."""
    return [r for r in reasons(told()) if r.kind == kind and slot in (None, r.slot)]


def test_a_trace_changes_no_record() -> None:
    assert told().coding.public() == coded(TEXT, conflict="ukraine").public()


def test_every_sentence_comes_with_its_words() -> None:
    assert [r.value for r in rows("sentence")] == [
        "Russian forces withdrew from Kherson, officials in Kyiv said.",
        "Troops may leave Melitopol.",
        "He left in the morning.",
    ]


def test_a_claim_says_source_cue_and_hedge_with_their_lines() -> None:
    said = next(r for r in rows("claim", "stance") if "'said'" in r.why)
    assert said.at.startswith("cues.en.yaml:")
    hedged = next(r for r in rows("claim", "certainty") if r.value == "possible")
    assert hedged.why == "hedges 'may'"
    assert hedged.at.startswith("hedges.en.yaml:")


def test_every_slot_of_an_event_is_told() -> None:
    event = told().coding.events[0]
    slots = {r.slot for r in rows("event") if r.about == event.id}
    assert {"trigger", "type", "auxiliary", "who", "toponym", "valid time", "crosswalk"} <= slots
    (kind,) = [r for r in rows("event", "type") if r.about == event.id]
    assert kind.value == event.type
    assert kind.why.startswith("the reader of deeds, score 0.")
    assert kind.at == "encoder/deeds.py"


def test_what_was_tried_is_told_with_its_score() -> None:
    tried = rows("tried")
    assert tried
    chosen = [r for r in tried if r.why.startswith(CHOSEN)]
    assert len(chosen) == len(told().coding.events)
    assert all("too unsure" in r.why for r in tried if r not in chosen)
    assert all(re.search(r"score 0\.\d\d$", r.why) for r in tried)


def test_a_code_of_ones_own_names_the_line_of_its_words() -> None:
    made = code_with_trace(coded("Kharkiv was without power.").report)
    (kind,) = (r for r in reasons(made) if r.kind == "event" and r.slot == "type")
    assert kind.value == "damage.utility"
    assert kind.at.startswith("own.en.yaml:")


def test_control_tells_each_weight_and_each_omission_with_its_rule() -> None:
    (used,) = rows("control", "assertion")
    assert used.value == "Kherson: gone not RUS"
    assert used.why.startswith("weight 0.")
    (omitted,) = [r for r in rows("control", "left out") if r.value == "Melitopol"]
    assert omitted.at == rule_line("intended")


def test_one_record_comes_with_what_it_rests_on_and_no_more() -> None:
    event = told().coding.events[0]
    found = list(reasons(Explained(told().coding.public()), only=event.id))
    assert {r.about for r in found} == {event.id, event.claim}
    assert not [r for r in found if r.kind == "tried"]


def test_explain_is_a_view_of_the_same_reasons() -> None:
    event = told().coding.events[0]
    lines = list(explain_event(told().coding, event))
    assert any(line.startswith("type: the reader of deeds, score 0.") for line in lines)
    assert any(line.startswith("'Kherson' is Kherson (") for line in lines)


@pytest.mark.parametrize("words", ["nowhere listed", ""])
def test_words_that_no_file_lists_have_no_line(words: str) -> None:
    assert data_line("cues", "en", words or "zzz") == ""


@given(st.sampled_from(["Rebels took Goma.", "Gunmen killed nine in Jos.", "He left.", "Ok", "«»"]))
def test_every_chosen_reading_and_every_event_is_told_once(text: str) -> None:
    explained = code_with_trace(coded(text).report)
    found = list(reasons(explained))
    chosen = [r for r in found if r.kind == "tried" and r.why.startswith(CHOSEN)]
    types = [r for r in found if r.kind == "event" and r.slot == "type"]
    assert len(types) == len(explained.coding.events) <= max(len(chosen), 1)


DATA = Path(dateline.pipeline.__file__).parents[1]


def words_at(place: str) -> list[str]:
    """The lines that a place such as `times/data/es.yaml:7,9` names."""
    name, _, numbers = place.partition(":")
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [lines[int(number) - 1] for number in numbers.split(",")]


@pytest.mark.parametrize(
    ("language", "words", "listed"),
    [
        ("es", "ayer", ["ayer"]),
        ("en", "last Tuesday", ["last", "tuesday"]),
        ("es", "anteayer", ["anteayer"]),
        ("fr", "avant-hier", ["hier"]),
        ("ar", "أمس", ["أمس"]),
    ],
)
def test_a_time_names_the_lines_that_list_its_words(
    language: str, words: str, listed: list[str]
) -> None:
    found = words_at(word_lines("times", f"{language}.yaml", words))
    assert all(any(word in line for line in found) for word in listed)


@pytest.mark.parametrize("words", ["17", "zzz", ""])
def test_words_that_stand_in_no_list_have_no_lines(words: str) -> None:
    assert word_lines("times", "en.yaml", words) == ""
    assert word_lines("times", "xx.yaml", "yesterday") == ""


def test_a_count_names_the_lines_of_its_number_and_of_its_bound() -> None:
    found = words_at(word_lines("events", "quantities.en.yaml", "at least a dozen people"))
    assert any("dozen" in line for line in found)
    assert any("at least" in line for line in found)


def test_an_actor_of_a_conflict_has_its_line_and_one_of_no_list_has_none() -> None:
    assert "Wagner Group" in words_at(f"model/data/{actor_line('Wagner Group')}")[0]
    assert actor_line("UNRWA").startswith("organisations.yaml:")
    assert actor_line("some rebels") == ""


def test_a_place_of_ours_has_its_line_and_one_of_geonames_has_none() -> None:
    assert "Robotyne" in words_at(f"places/data/{place_line('dateline:robotyne')}")[0]
    assert "Marjah" in words_at(f"places/data/{place_line('dateline:af-10-marjah')}")[0]
    assert place_line("geonames:703448") == ""
    assert place_line("dateline:af-10-nowhere") == ""
    assert place_line("dateline:none-such") == ""


def test_an_event_says_for_whom_its_actors_act() -> None:
    actors = [r for r in rows("event", "actor") if "Russian forces" in r.value]
    assert [r.why for r in actors] == ["acts for RUS"]
    assert actors[0].at.startswith("conflicts/ukraine.yaml:")


def test_an_event_names_the_line_of_its_code() -> None:
    for row in rows("event", "crosswalk"):
        codes = [r.value for r in rows("event", "type") if r.about == row.about]
        assert words_at(f"events/data/{row.at}") == [f"  {codes[0]}:"]
