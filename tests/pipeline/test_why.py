"""Why a report was coded as it was: every slot, what was tried, what control leaves out."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.drafts import CHOSEN
from dateline.pipeline.why import (
    Explained,
    WhyRow,
    code_with_trace,
    data_line,
    explain_event,
    reasons,
    rule_line,
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
