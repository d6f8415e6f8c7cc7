"""Each fault of a record is named; a right record has none."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.checking import check_record, check_records
from tests.corpus.builders import make_event, make_record, place_record

CLAIM = {"source": "the army", "cue": "said", "content": "Rebels seized Oru", "stance": "assert"}


def test_a_right_record_has_no_fault() -> None:
    again = make_event(on="lie", aux="negated", told_before="seized", who=[], at=[])
    whole = make_record(events=[make_event(beside=["Berlin"]), again], claims=[CLAIM])
    assert list(check_record(whole)) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"on": "took"}, "'took' is not in the text"),
        ({"on": "seized Oru"}, "one word"),
        ({"type": "territory.won"}, "no code"),
        ({"aux": "denied"}, "aux 'denied'"),
        ({"aspect": "over"}, "aspect 'over'"),
        ({"who": ["The rebels"]}, "who: 'The rebels'"),
        ({"with": ["tanks"]}, "with: 'tanks'"),
        ({"from": ["Lesk"]}, "from: 'Lesk'"),
        ({"beside": ["Oru"]}, "a place has one slot"),
        ({"counts": [{"of": "people", "quote": "Rebels"}]}, "counts.of 'people'"),
        ({"counts": [{"of": "killed", "quote": "nine"}]}, "counts: 'nine'"),
        ({"counts": [{"of": "killed", "quote": "Rebels", "scope": "war"}]}, "counts.scope 'war'"),
        ({"told_before": "lie"}, "trigger of no event"),
    ],
)
def test_a_wrong_event_is_told(changes: dict[str, Any], told: str) -> None:
    faults = list(check_record(make_record(events=[make_event(**changes)])))
    assert len(faults) == 1
    assert told in faults[0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "uk-1"}, "begin with en-"),
        ({"genre": "tweet"}, "genre 'tweet'"),
        ({"form": "odd"}, "form 'odd'"),
        ({"published": "10 May"}, "no date"),
        ({"text": " ", "events": []}, "text is empty"),
        ({"events": [make_event(), make_event(who=[])]}, "twice"),
        ({"claims": [CLAIM | {"stance": "lie"}]}, "stance 'lie'"),
        ({"claims": [CLAIM | {"source": None, "cue": None}]}, "own voice"),
        ({"claims": [CLAIM | {"source": "The army"}]}, "source: 'The army'"),
    ],
)
def test_a_wrong_record_is_told(changes: dict[str, Any], told: str) -> None:
    faults = list(check_record(make_record(**changes)))
    assert len(faults) == 1
    assert told in faults[0]


def test_what_is_told_before_stands_before() -> None:
    events = [make_event(told_before="lie"), make_event(on="lie")]
    (fault,) = check_record(make_record(events=events))
    assert "does not stand before it" in fault


def test_an_id_stands_once() -> None:
    (fault,) = check_records([place_record(), place_record("written/en/b.jsonl:7")])
    assert fault.where == "written/en/b.jsonl:7"
    assert "stands at written/en/a.jsonl:1" in fault.what
