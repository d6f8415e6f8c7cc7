"""No cell of a table that leaves begins a formula, whatever hides its first letter."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.publish.exports.tables import harmless

HIDING = ["", " ", "\u00a0", "\x00", "\x1b", "\u202e", "\u200b", "\ufeff", "\t"]


@pytest.mark.parametrize("hidden", HIDING)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff20", "\u2212"])
def test_a_formula_is_quoted(hidden: str, sign: str) -> None:
    assert harmless(f"{hidden}{sign}SUM(A1)").startswith("'")


@pytest.mark.parametrize("text", ["-3", "+4.5", "1e6", "Kherson", "a=b", "", "«-5» was shot down"])
def test_numbers_and_words_stay(text: str) -> None:
    assert harmless(text) == text


@given(st.text(max_size=40))
def test_what_is_seen_first_is_no_sign(text: str) -> None:
    cell = harmless(text)
    seen = next((c for c in cell if unicodedata.category(c)[0] not in "CZM"), "")
    sign = unicodedata.normalize("NFKC", seen)[:1]
    assert sign not in "=+-@" or not sign or cell.lstrip("+-")[:1].isdigit()
