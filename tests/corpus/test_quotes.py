"""A quote leads to exactly its words, or is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes import QuoteError, locate_quote
from tests.corpus.builders import TEXT


def test_the_second_time_is_told_by_its_number() -> None:
    first = locate_quote("the army", text=TEXT, lang="en")
    second = locate_quote("the army#2", text=TEXT, lang="en")
    assert TEXT[slice(*first)] == TEXT[slice(*second)] == "the army"
    assert first < second


def test_a_part_of_a_word_is_no_quote() -> None:
    assert locate_quote("in", text="Marines are in Oru", lang="en") == (12, 14)
    with pytest.raises(QuoteError, match="whole words"):
        locate_quote("Reb", text=TEXT, lang="en")


def test_a_vowel_sign_belongs_to_its_word() -> None:
    with pytest.raises(QuoteError):
        locate_quote("Cafe", text="Cafe\u0301 Oru", lang="fr")


def test_scripts_without_spaces_have_no_word_ends() -> None:
    assert locate_quote("军队", text="政府军队撤出", lang="zh") == (2, 4)


@pytest.mark.parametrize("quote", ["rebels", "the army#3", "", " Oru", "Oru#0"])
def test_what_does_not_stand_there_is_refused(quote: str) -> None:
    with pytest.raises(QuoteError):
        locate_quote(quote, text=TEXT, lang="en")


@given(st.lists(st.sampled_from(["army", "Oru", "army's", "fell"]), min_size=1, max_size=8))
def test_every_turn_of_a_word_is_found_once(words: list[str]) -> None:
    text = " ".join(words)
    starts = []
    for turn in range(1, text.count("army") + 1):
        start, end = locate_quote(f"army#{turn}", text=text, lang="en")
        assert text[start:end] == "army"
        starts.append(start)
    assert starts == sorted(set(starts))
