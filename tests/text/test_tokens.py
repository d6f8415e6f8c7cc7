"""Words and marks as treebanks cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.rules import rules
from dateline.text.tokens import tokens_of


def cut(text: str, lang: str = "en") -> list[str]:
    return [token.text for token in tokens_of(text, 0, len(text), rules(lang))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("They left.", ["They", "left", "."]),
        ("They didn't leave.", ["They", "did", "n't", "leave", "."]),
        ("Ukraine's army", ["Ukraine", "'s", "army"]),
        ("the Russian-held town", ["the", "Russian", "-", "held", "town"]),
        ("Mr. Ruto left.", ["Mr.", "Ruto", "left", "."]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("on 2024-03-02 at 10:30", ["on", "2024-03-02", "at", "10:30"]),
        ("1,200 men", ["1,200", "men"]),
        ("5km away", ["5", "km", "away"]),
        ("see https://a.example/x?y=1.", ["see", "https://a.example/x?y=1", "."]),
        ("mail a.b@c.example now", ["mail", "a.b@c.example", "now"]),
        ("“We left,” he said…", ["“", "We", "left", ",", "”", "he", "said", "…"]),
        ("They left...", ["They", "left", "..."]),
        ("What?!", ["What", "?!"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_english(text: str, tokens: list[str]) -> None:
    assert cut(text) == tokens


@pytest.mark.parametrize(
    ("text", "lang", "tokens"),
    [
        ("м. Київ", "uk", ["м.", "Київ"]),
        ("з'їзд п’ятниці", "uk", ["з'їзд", "п’ятниці"]),
        ("Івано-Франківськ", "uk", ["Івано-Франківськ"]),
        ("l’armée", "fr", ["l’", "armée"]),
        ("北京。", "zh", ["北", "京", "。"]),
    ],
)
def test_other_languages(text: str, lang: str, tokens: list[str]) -> None:
    assert cut(text, lang) == tokens


@given(
    st.text(alphabet="aB1.,-'’ \n“…é北\u200b@:/", max_size=60),
    st.sampled_from(["en", "uk", "ru", "fr", "xx"]),
)
def test_tokens_are_in_order_and_exactly_the_text(text: str, lang: str) -> None:
    last = 0
    for token in tokens_of(text, 0, len(text), rules(lang)):
        assert token.start >= last
        assert text[token.start : token.end] == token.text
        assert token.text
        assert not token.text[0].isspace()
        last = token.end


@given(st.text(alphabet="aB1.,-' ", min_size=1, max_size=40))
def test_a_piece_is_cut_as_if_it_stood_alone(text: str) -> None:
    whole = [t.text for t in tokens_of(f"xx {text} yy", 3, 3 + len(text), rules("en"))]
    assert whole == cut(text)
