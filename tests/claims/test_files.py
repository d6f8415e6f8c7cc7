"""Phrases looked up in text, and the files that hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claims.files import LANGUAGES, hedges, phrases, small, source_words


@given(st.text())
def test_small_letters_stand_where_the_large_ones_stood(text: str) -> None:
    lowered = small(text)
    assert len(lowered) == len(text)
    assert all(a.lower() == b or a == b for a, b in zip(text, lowered, strict=True))


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        (["may"], "it may fall", "may"),
        (["may"], "the mayor", None),
        (["may", "may have"], "it may have fallen", "may have"),
        (["can't say"], "they can’t  say", "can’t  say"),
        (["May"], "it MAY fall", "MAY"),
        ([], "it may fall", None),
    ],
)
def test_whole_words_the_longest_first(listed: list[str], text: str, found: str | None) -> None:
    match = phrases(listed).search(text)
    assert (match and match[0]) == found


def test_patterns_for_small_letters_do_not_match_large_ones() -> None:
    assert phrases(["May"], small=True).search("it may fall")
    assert not phrases(["May"], small=True).search("it MAY fall")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hedge_has_one_degree(lang: str) -> None:
    rows = [phrase for row in hedges(lang).hedges.values() for phrase in row]
    assert sorted(rows) == sorted(set(rows))
    assert set(hedges(lang).degrees) == set(rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_hedge_is_found_by_the_pattern_of_its_language(lang: str) -> None:
    found = hedges(lang)
    for phrase in found.degrees:
        match = found.hedge.search(f"x {small(phrase)} y")
        assert match is not None
        assert len(match[0]) >= len(phrase)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_a_kind_of_source_are_found(lang: str) -> None:
    words = source_words(lang)
    for kind, pattern in words.kinds:
        for phrase in getattr(words, kind):
            assert pattern.search(f"x {phrase} y"), (kind, phrase)


def test_a_language_without_files_has_the_english_ones() -> None:
    assert hedges("xx") == hedges("en")
    assert source_words(None) == source_words("en")
