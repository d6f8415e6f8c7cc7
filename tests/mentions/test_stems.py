"""One form for the forms of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.mentions.stems import normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Росія", "Росії"),
        ("російські", "російських"),
        ("армия", "армией"),
        ("Генштаб", "Генштабу"),
        ("O’Brien", "o'brien"),
        ("Army", "ARMY"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("army", "armies"), ("Росія", "Румунія")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(alphabet="абвгдиіїйоуяьюєҐr'", min_size=1, max_size=12))
def test_a_form_is_its_own_form_and_keeps_three_letters(word: str) -> None:
    found = normal(word)
    assert normal(found) == found
    assert len(found) >= min(3, len(word))
    assert word.lower().startswith(found)
