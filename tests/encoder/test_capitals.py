from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.encoder.capitals import (
    JOINED,
    JOINED_PLACE,
    SHAPES,
    is_name,
    joined,
    shapes,
    telling,
)

LABELS = ["O", "B-person", "I-person", "I-place", "B-pronoun", "I-pronoun"]


def test_a_capital_after_a_capital_goes_on_with_the_name() -> None:
    words = ["today", "Anna", "Keller", "left", "the", "town", "of", "Riverton", "."]
    raised = joined(np.zeros((9, 6), np.float32), LABELS, words, [0])
    assert [tuple(row) for row in np.argwhere(raised)] == [(2, 2), (2, 3)]
    assert (raised[2, 2], raised[2, 3]) == (JOINED, JOINED_PLACE)


def test_a_sentence_does_not_go_on_with_the_last_one() -> None:
    words = ["He", "left", "Riverton", "Anna", "stayed", "there"]
    raised = joined(np.zeros((6, 6), np.float32), LABELS, words, [0, 3])
    assert not raised.any()


def test_a_capital_that_opens_a_sentence_is_not_one_inside() -> None:
    words = [
        '"',
        "Shells",
        "hit",
        "Riverton",
        ",",
        "the",
        "UN",
        "and",
        "McAllen",
        "said",
        "at",
        "5am",
    ]
    sign, opening, lower, capital, comma, _, upper, _, mixed, _, _, digits = shapes(words, [0])
    assert comma == sign
    assert len({sign, opening, lower, capital, upper, mixed, digits}) == 7
    assert shapes([*words, "Riverton", "fell"], [0, 12])[12] == opening


def test_words_of_titles_have_no_shape() -> None:
    words = ["Rebels", "Take", "Riverton", "They", "took", "it"]
    assert shapes(words, [0, 3])[:3] == [0, 0, 0]
    assert all(shapes(words, [0, 3])[3:])


@given(st.lists(st.text(min_size=1), max_size=8))
def test_every_word_has_one_of_the_shapes(words: list[str]) -> None:
    found = shapes(words, [0] if words else [])
    assert len(found) == len(words)
    assert set(found) <= set(range(SHAPES))


def test_capitals_of_titles_say_nothing() -> None:
    words = ["Rebels", "Take", "Riverton", "Again"]
    assert telling(words, [0]) == [False] * 4
    assert is_name(["again"], told=False)


def test_lower_case_words_are_no_name_where_capitals_tell() -> None:
    assert not is_name(["the", "town"], told=True)
    assert is_name(["bin", "Laden"], told=True)
    assert is_name(["1994"], told=True)


@given(st.lists(st.text(min_size=1), max_size=8))
def test_any_words_can_be_read(words: list[str]) -> None:
    starts = [0] if words else []
    scores = np.zeros((len(words), 6), np.float32)
    assert len(telling(words, starts)) == len(words)
    assert joined(scores, LABELS, words, starts).shape == scores.shape
