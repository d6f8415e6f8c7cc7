from __future__ import annotations

import pytest

from dateline.mentions.entries import demonym, entries, states
from dateline.mentions.files import read
from dateline.mentions.lexicon import keys, lexicon
from dateline.mentions.stems import normal
from dateline.model import ConfigError


def test_every_state_has_a_name_and_known_peoples() -> None:
    assert len(states()) > 230
    assert demonym("KEN") == "Kenyan"
    assert demonym("???") == "???"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Україна", "України"),
        ("російські", "російських"),
        ("Россия", "Россией"),
        ("Kenya", "kenya"),
    ],
)
def test_forms_of_one_word_are_one(first: str, second: str) -> None:
    assert normal(first) == normal(second)


def test_hyphens_are_cut_and_kept() -> None:
    assert keys("al-Shabaab") == {("al", "-", "shabaab"), ("al-shabaab",)}


def test_every_name_can_be_looked_up() -> None:
    table = lexicon("uk").names
    for phrase, _ in entries():
        assert any(rest == key[1:] for key in keys(phrase) for rest, _ in table.get(key[0], ())), (
            phrase
        )


def test_other_languages_are_read_with_english_names() -> None:
    assert lexicon("fr") is lexicon("en")


def test_a_wrong_file_names_itself() -> None:
    with pytest.raises(ConfigError, match=r"demonyms\.yaml"):
        read("demonyms.yaml", list[str])
