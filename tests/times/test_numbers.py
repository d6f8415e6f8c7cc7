"""Numbers, ordinals and roman numerals as English writes them."""

from __future__ import annotations

import pytest

from dateline.times.grammar import grammar
from dateline.times.numbers import number, ordinal, roman


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["twenty", "-", "five"], 25),
        (["a", "hundred", "and", "six"], 106),
        (["two", "thousand", "and", "three"], 2003),
        (["1", ",", "200"], 1200),
        (["2", ".", "5"], 2.5),
        (["two", "and", "a", "half"], 2.5),
        (["5", "1", "/", "2"], 5.5),
        (["a", "couple", "of"], 2),
        (["several"], None),
        (["nothing"], None),
    ],
)
def test_numbers(words: list[str], expected: float | None) -> None:
    assert number(words, grammar("en").lexicon) == expected


def test_ordinals() -> None:
    lexicon = grammar("en").lexicon
    assert ordinal(["21", "st"], lexicon) == 21
    assert ordinal(["twenty", "-", "first"], lexicon) == 21
    assert (roman("XIV"), roman("ХХ"), roman("word")) == (14, 20, None)
