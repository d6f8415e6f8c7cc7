"""Numbers in words and digits, with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.numbers import number_words, numbers_in, scale_number
from dateline.events.words import words_of


def read(text: str, lang: str = "en") -> list[tuple[float | None, float | None, float | None]]:
    """Low, best and high of every number of a text."""
    lexicon = number_words(lang)
    assert lexicon is not None
    found = numbers_in(words_of(text, 0, len(text)), text, lexicon)
    return [(n.low, n.best, n.high) for n in found]


def test_vague_words_are_written_as_digits_are() -> None:
    """Else a coding's bytes, and with them its id, differed between one process and several."""
    assert [type(bound) for bound in read("hundreds of soldiers")[0] if bound is not None] == [
        float, float,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [
        ("37", 37, 37, 37),
        ("at least 37", 37, 37, None),
        ("more than 100,000", 100000, 100000, None),
        ("some 20,000", None, 20000, None),
        ("up to 300", None, None, 300),
        ("nearly 80", None, 80, 80),
        ("between 50 and 60", 50, None, 60),
        ("from 200 to 250", 200, None, 250),
        ("30 to 40", 30, None, 40),
        ("dozens of", 24, None, 99),
        ("tens of thousands", 20000, None, 99999),
        ("twenty-one", 21, 21, 21),
        ("two hundred and five", 205, 205, 205),
        ("three hundred thousand", 300000, 300000, 300000),
        ("1.5 million", 1500000, 1500000, 1500000),
        ("half a million", 500000, 500000, 500000),
        ("no fewer than 14", 14, 14, None),
    ],
)
def test_numbers_are_read_with_their_bounds(
    text: str, low: float | None, best: float | None, high: float | None
) -> None:
    assert read(text) == [(low, best, high)]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [("двоє", "uk", 2), ("близько 100 тисяч", "uk", 100000), ("троих", "ru", 3)],
)
def test_numbers_are_read_in_other_languages(text: str, lang: str, value: float) -> None:
    ((_, best, _),) = read(text, lang)
    assert best == value


@given(st.integers(min_value=0, max_value=999_999))
def test_digits_with_separators_are_read_as_they_are(value: int) -> None:
    assert read(f"{value:,} men") == [(value, value, value)]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for low, best, high in read(text):
        known = [v for v in (low, best, high) if v is not None]
        assert known == sorted(known)


@pytest.mark.parametrize(
    ("text", "lang", "best"),
    [
        ("3,5 millones de desplazados", "es", 3_500_000.0),
        ("1,5 million de personnes", "fr", 1_500_000.0),
        ("ciento veinte soldados", "es", 120.0),
        ("1٬500 شخص", "ar", 1500.0),
        ("1,500 people", "en", 1500.0),
        ("3.5 million people", "en", 3_500_000.0),
        ("one hundred and five men", "en", 105.0),
    ],
)
def test_marks_of_thousands_and_decimals_of_each_language(
    text: str, lang: str, best: float
) -> None:
    words, lexicon = words_of(text, 0, len(text)), number_words(lang)
    assert lexicon is not None
    (number,) = numbers_in(words, text, lexicon)
    assert number.best == best


@pytest.mark.parametrize(
    ("text", "lang", "kilometres"),
    [
        ("10 km", "en", 10.0),
        ("10 miles", "en", 16.09),
        ("40 hectares", "en", 0.4),
        ("5 кілометрів", "uk", 5.0),
        ("10 men", "en", None),
    ],
)
def test_a_unit_after_a_number_scales_it(text: str, lang: str, kilometres: float | None) -> None:
    words, lexicon = words_of(text, 0, len(text)), number_words(lang)
    assert lexicon is not None
    (number,) = numbers_in(words, text, lexicon)
    scaled = scale_number(number, words, lexicon)
    assert (scaled and scaled.best) == (kilometres and pytest.approx(kilometres))
