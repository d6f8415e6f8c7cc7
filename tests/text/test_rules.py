"""What the segmenter knows of each language."""

from __future__ import annotations

from importlib.resources import files

import pytest

from dateline.text.rules import GENERIC, rules

LANGUAGES = sorted(
    path.name.removesuffix(".yaml")
    for path in (files("dateline.text") / "data" / "lang").iterdir()
    if path.name.endswith(".yaml")
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_is_of_its_language_and_its_patterns_compile(lang: str) -> None:
    found = rules(lang)
    assert found.lang == lang
    assert (found.clitic is None) is (not found.clitics)
    assert (found.proclitic is None) is (not found.proclitics)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_stand_without_their_last_period(lang: str) -> None:
    found = rules(lang)
    assert [w for w in found.dotted if w.endswith(".") or w != w.lower()] == []
    assert found.titles | found.numbered | found.abbreviations == found.dotted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_contraction_is_cut_inside_the_word(lang: str) -> None:
    for word, at in rules(lang).contractions.items():
        assert 0 < at < len(word), word


@pytest.mark.parametrize("lang", [None, "xx", "../en", ""])
def test_a_language_without_a_file_has_the_generic_rules(lang: str | None) -> None:
    assert rules(lang).lang == GENERIC
