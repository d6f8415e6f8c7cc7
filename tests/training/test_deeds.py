"""What a fit is given: records as words, and texts varied without their answers going astray."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import read_folder
from corpus.records import HOME, Event, Record
from training.deeds.augment import list_places, move
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


class Letters:
    """Cuts a word into its letters: a stand-in for the tokenizer."""

    def of_all(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        return [tuple(map(ord, word)) for word in words]


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


@given(st.integers(0, 10_000))
def test_another_place_stands_where_the_first_stood(seed: int) -> None:
    example = read_record(RECORD)
    names = {"en": [("Port", "Selene"), ("Vyr",)]}
    moved = move(example, names, Letters(), random.Random(seed))  # type: ignore[arg-type]
    for before, after in zip(example.triggers, moved.triggers, strict=True):
        assert words_of(moved, (after.first, after.last)) == words_of(
            example, (before.first, before.last)
        )
        for (slot, span), (same, new) in zip(before.slots, after.slots, strict=True):
            assert slot == same
            old, now = words_of(example, span), words_of(moved, new)
            assert now == old if SLOTS[slot] in ("who", "when") else now in ("Port Selene", "Vyr")
    at = [words_of(moved, s) for t in moved.triggers for k, s in t.slots if SLOTS[k] == "at"]
    assert len(set(at)) == 1, "one place is one place in both sentences"


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


def test_places_that_are_drawn_are_names(shipped: list[Example]) -> None:
    names = list_places(shipped)
    assert len(names["en"]) > 200
    assert all(word[0].isupper() for words in names["en"] for word in words)
