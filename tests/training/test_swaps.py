"""Other phrases in a text: every answer stays on its words, and only what fits gives way."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading import read_folder
from corpus.records import HOME, Count, Event, Record
from training.deeds.data import NONE, Example, read_record
from training.deeds.labels import SLOTS
from training.deeds.swaps import (
    Pool,
    join,
    list_labelled,
    list_phrases,
    list_swappable,
    replace_spans,
    swap,
)

TEXT = "Rebels seized Oru on Monday, the army said. 250 men of Oru fled."
RECORD = Record(
    id="en-x-1", lang="en", text=TEXT, by="test", claims=(),
    events=(
        Event(on="seized", type="territory.taken", aux="asserted", aspect="done",
              who=("Rebels",), at=("Oru",), when=("on Monday",)),
        Event(on="fled", type="civilians.displaced", aux="asserted", aspect="done",
              whom=("250 men of Oru",), at=("Oru#2",), told_before="seized",
              counts=(Count(of="displaced", quote="250 men", scope="incident"),)),
    ),
)  # fmt: skip


class Letters:
    """Cuts a word into its letters: a stand-in for the tokenizer."""

    def of_all(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        return [tuple(map(ord, word)) for word in words]


def cut(example: Example) -> Example:
    example.pieces.extend(Letters().of_all(example.words))
    return example


def words_of(example: Example, span: tuple[int, int]) -> str:
    return " ".join(example.words[span[0] : span[1] + 1])


def vary(example: Example, pool: Pool, seed: int) -> Example:
    return swap(example, pool, Letters(), random.Random(seed))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shipped() -> list[Example]:
    records = [one.record for one in read_folder(HOME / "written")[0]]
    return [cut(read_record(record)) for record in records[::7]]


@pytest.fixture(scope="module")
def pool(shipped: list[Example]) -> Pool:
    return list_phrases(shipped)


def test_a_phrase_that_holds_another_answer_stays() -> None:
    spans = {words_of(read_record(RECORD), span) for span, _ in list_swappable(read_record(RECORD))}
    assert spans == {"Rebels", "Oru", "on Monday"}


@given(st.integers(0, 10_000))
def test_one_place_is_one_place_in_both_sentences(seed: int) -> None:
    example = cut(read_record(RECORD))
    keys = {key[0]: key for _, key in list_swappable(example)}
    changed = vary(example, {keys["place"]: [("Port", "Selene"), ("Vyr",)]}, seed)
    places = {
        words_of(changed, span)
        for trigger in changed.triggers
        for slot, span in trigger.slots
        if SLOTS[slot] == "at"
    }
    assert len(places) == 1
    assert places <= {"Oru", "Port Selene", "Vyr"}
    (_, fled) = changed.triggers
    assert words_of(changed, fled.slots[0][1]).endswith(f"men of {places.pop()}")


@given(st.integers(0, 10_000))
def test_numbers_keep_their_length_and_last_digit(seed: int) -> None:
    changed = vary(cut(read_record(RECORD)), {}, seed)
    ((_, span),) = changed.triggers[1].counts
    number = changed.words[span[0]]
    assert len(number) == 3
    assert number.endswith("0")
    assert "0" not in number[:2]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_answer_stays_on_its_words(
    shipped: list[Example], pool: Pool, data: st.DataObject
) -> None:
    example = data.draw(st.sampled_from(shipped))
    changed = vary(example, pool, data.draw(st.integers(0, 10_000)))
    assert len(changed.pieces) == len(changed.words)
    free = {span for span, _ in list_swappable(example)}
    for before, after in zip(example.triggers, changed.triggers, strict=True):
        assert (before.label, before.told, before.before) == (after.label, after.told, after.before)
        for (slot, span), (same, moved) in zip(before.slots, after.slots, strict=True):
            assert slot == same
            assert 0 <= moved[0] <= moved[1] < len(changed.words)
            held = any(span[0] <= a and b <= span[1] for a, b in free)
            if not held and not any(c.isdigit() for c in words_of(example, span)):
                assert words_of(changed, moved) == words_of(example, span)


def test_a_phrase_gives_way_to_its_like_alone(pool: Pool) -> None:
    """An article, an ending in languages with cases, and the word before a place are kept."""
    for (kind, lang, *rest), phrases in pool.items():
        if kind == "place" and lang in ("uk", "ru"):
            assert {words[-1][-1] for words in phrases} == {rest[2]}
        if kind == "party":
            assert {words[-1][-2:].lower() for words in phrases} == {rest[-2]}
    assert len(pool) > 200


@given(st.integers(0, 50), st.integers(0, 50))
def test_what_is_joined_keeps_both_answers(shipped: list[Example], i: int, j: int) -> None:
    one, other = shipped[i], shipped[j]
    both = join(one, other)
    assert both.words == one.words + other.words
    assert len(both.pieces) == len(both.words)
    count = len(one.triggers)
    assert both.triggers[:count] == one.triggers
    for before, after in zip(other.triggers, both.triggers[count:], strict=True):
        assert [words_of(other, s) for _, s in before.slots] == [
            words_of(both, s) for _, s in after.slots
        ]
        if before.before >= 0:
            assert both.triggers[after.before].label == other.triggers[before.before].label
        else:
            assert after.before == before.before in (-1, NONE)


def test_spans_grow_and_shrink_with_what_they_hold() -> None:
    example = cut(read_record(RECORD))
    (oru,) = [s for k, s in example.triggers[0].slots if SLOTS[k] == "at"]
    changed = replace_spans(example, {oru: ("Port", "Selene", "Bay")}, Letters())  # type: ignore[arg-type]
    told = {SLOTS[k]: words_of(changed, s) for k, s in changed.triggers[0].slots}
    assert told == {"who": "Rebels", "at": "Port Selene Bay", "when": "on Monday"}
    assert len(list_labelled(changed)) == len(list_labelled(example))
