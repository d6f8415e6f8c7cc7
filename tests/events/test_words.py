"""Words of a sentence as the lexicons see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.words import split, words_of


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("They didn't leave.", ("they", "did", "n't", "leave", ".")),
        ("They didn’t leave.", ("they", "did", "n't", "leave", ".")),
        ("the army's base", ("the", "army", "'", "s", "base")),
        ("a Russian-held town", ("a", "russian", "-", "held", "town")),
        ("“Взяли” місто", ('"', "взяли", '"', "місто")),
        ("", ()),
    ],
)
def test_words_are_split_at_every_mark(text: str, lower: tuple[str, ...]) -> None:
    assert words_of(text, 0, len(text)).lower == lower


@given(st.text(alphabet=st.sampled_from("aB1 .-'’“\n"), max_size=30))
def test_every_word_stands_where_it_says(text: str) -> None:
    words = words_of(text, 0, len(text))
    assert len(words) == len(words.starts) == len(words.ends)
    last = 0
    for start, end in zip(words.starts, words.ends, strict=True):
        assert last <= start < end
        assert not text[start:end].isspace()
        last = end


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 4, (0, 1)),
        (0, 5, (0, 1)),
        (4, 5, (1, 1)),
        (3, 6, (0, 2)),
        (5, 13, (1, 3)),
        (13, 20, (3, 3)),
    ],
)
def test_the_words_that_some_characters_touch(start: int, end: int, found: tuple[int, int]) -> None:
    assert words_of("they left now", 0, 13).between(start, end) == found


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("took control of", ("took", "control", "of")),
        ("took _ back", ("took", "_", "back")),
        ("cut off power*", ("cut", "off", "power*")),
        ("shot * dead", ("shot", "*", "dead")),
        ("air-strike*", ("air", "-", "strike*")),
        ("didn’t hold", ("did", "n't", "hold")),
    ],
)
def test_an_entry_keeps_its_gaps_and_stars(phrase: str, words: tuple[str, ...]) -> None:
    assert split(phrase) == words
