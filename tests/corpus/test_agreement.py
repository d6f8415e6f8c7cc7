"""What two coders share is counted by field."""

from __future__ import annotations

import pytest

from corpus.agreement import Overlap, compare_codings
from corpus.counting import render_agreement
from tests.corpus.builders import make_event, place_record

CLAIM = {"source": "the army", "cue": "said", "content": "Rebels seized Oru", "stance": "assert"}


def test_equal_codings_agree_wholly() -> None:
    found, faults = compare_codings([place_record(claims=[CLAIM])], [place_record(claims=[CLAIM])])
    assert faults == []
    scores = {name: overlap.score_f1() for name, overlap in found["en"].items()}
    assert scores["type"] == scores["who"] == scores["at"] == scores["aux"] == 1
    assert scores["claims"] == 1
    assert scores["whom"] is None


def test_slots_count_where_both_saw_the_deed() -> None:
    other = [make_event(who=["the army"], aux="negated"), make_event(on="lie", at=["Berlin"])]
    found, _ = compare_codings([place_record()], [place_record(events=other)])
    assert found["en"]["type"].score_f1() == pytest.approx(2 / 3)
    assert found["en"]["who"].score_f1() == 0
    assert found["en"]["aux"].score_f1() == 0
    assert found["en"]["at"] == Overlap(1, 1, 1)
    assert found["all"] == found["en"]
    assert "0.67 (2) !" in render_agreement(found)


def test_another_type_on_the_same_word_is_no_agreement_on_type() -> None:
    other = place_record(events=[make_event(type="territory")])
    found, _ = compare_codings([place_record()], [other])
    assert found["en"]["type"].score_f1() == 0
    assert found["en"]["who"].score_f1() == 1


def test_a_second_coding_without_its_first_is_told() -> None:
    strays = [place_record("second/en/a:1", id="en-9"), place_record("second/en/a:2", text="Oru")]
    _, faults = compare_codings([place_record()], strays)
    assert [f.where for f in faults] == ["second/en/a:1", "second/en/a:2"]
