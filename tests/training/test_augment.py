"""Texts in other letters, without their last mark, or beside another: never without an answer."""

from __future__ import annotations

import random

import pytest

from corpus.reading import read_folder
from corpus.records import HOME
from tests.training.test_swaps import Letters, cut, words_of
from training.deeds.augment import bare, rewrite, vary_all
from training.deeds.data import EVENT, Example, read_record
from training.deeds.swaps import list_phrases


@pytest.fixture(scope="module")
def shipped() -> list[Example]:
    records = [one.record for one in read_folder(HOME / "written")[0]]
    return [cut(read_record(record)) for record in records[::20]]


def test_no_trigger_is_lost_when_all_are_varied(shipped: list[Example]) -> None:
    pool = list_phrases(shipped)
    varied = vary_all(shipped, pool, Letters(), random.Random(3))  # type: ignore[arg-type]

    def count(examples: list[Example]) -> list[tuple[int, int]]:
        return sorted((t.label, t.kind) for e in examples for t in e.triggers if t.kind == EVENT)

    assert count(varied) == count(shipped)
    assert len(varied) < len(shipped), "some stand beside another"
    assert {e.lang for e in varied} == {e.lang for e in shipped}
    assert all(len(e.pieces) == len(e.words) for e in varied)


def test_what_is_joined_is_of_one_language_and_known_alike(shipped: list[Example]) -> None:
    langs = {e.name: (e.lang, e.events, e.claims) for e in shipped}
    varied = vary_all(shipped, {}, Letters(), random.Random(4))  # type: ignore[arg-type]
    for example in varied:
        assert len({langs[name] for name in example.name.split()}) == 1


def test_letters_change_and_answers_do_not(shipped: list[Example]) -> None:
    example = next(e for e in shipped if e.triggers and e.lang == "en")
    loud = rewrite(example, [w.upper() for w in example.words], Letters())  # type: ignore[arg-type]
    assert loud.triggers == example.triggers
    first = (example.triggers[0].first, example.triggers[0].last)
    assert words_of(loud, first) == words_of(example, first).upper()


def test_a_last_mark_goes_where_no_answer_ends_on_it(shipped: list[Example]) -> None:
    example = next(e for e in shipped if e.words[-1] == "." and e.triggers)
    assert bare(example).words == example.words[:-1]
    assert len(bare(example).pieces) == len(bare(example).words)
