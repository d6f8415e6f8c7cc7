"""What a fit is given: records as words, triggers and slots."""

from __future__ import annotations

import pytest

from corpus.reading import read_folder
from corpus.records import HOME, Event, Record
from training.deeds.data import CODES, EVENT, NONE, Example, read_record
from training.deeds.labels import SLOTS

TEXT = "Rebels seized Oru on Monday, the army said. The capture of Oru alarmed Geneva."
RECORD = Record(
    id="en-x-1", lang="en", text=TEXT, by="test", claims=(),
    events=(
        Event(on="seized", type="territory.taken", aux="asserted", aspect="done",
              who=("Rebels",), at=("Oru",), when=("on Monday",)),
        Event(on="capture", type="territory.taken", aux="asserted", aspect="done",
              at=("Oru#2",), beside=("Geneva",), told_before="seized"),
    ),
)  # fmt: skip


def words_of(example: Example, span: tuple[int, int]) -> str:
    return " ".join(example.words[span[0] : span[1] + 1])


def test_quotes_become_words() -> None:
    example = read_record(RECORD)
    seized, capture = example.triggers
    told = {SLOTS[k]: words_of(example, span) for k, span in seized.slots}
    assert told == {"who": "Rebels", "at": "Oru", "when": "on Monday"}
    assert CODES[seized.label] == "territory.taken"
    assert (seized.before, capture.before) == (-1, 0)
    assert next(s for k, s in capture.slots if SLOTS[k] == "at")[0] > capture.first


@pytest.fixture(scope="module")
def shipped() -> list[Example]:
    return [read_record(one.record) for one in read_folder(HOME / "written")[0]]


def test_every_event_of_the_corpus_becomes_a_trigger(shipped: list[Example]) -> None:
    records = [one.record for one in read_folder(HOME / "written")[0]]
    lost = sum(
        len({e.on for e in record.events}) - sum(t.kind == EVENT for t in example.triggers)
        for record, example in zip(records, shipped, strict=True)
    )
    assert lost <= len(records) // 200, "two events on one word are rare"


def test_slots_stand_inside_their_texts(shipped: list[Example]) -> None:
    for example in shipped:
        for trigger in example.triggers:
            for _, (first, last) in (*trigger.slots, *trigger.counts):
                assert 0 <= first <= last < len(example.words)
            assert trigger.before == NONE or trigger.before < len(example.triggers)
