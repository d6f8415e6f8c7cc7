"""The cue lexicons: forms of verbs, phrases, and rows that can all be reached."""

from __future__ import annotations

import pytest

from dateline.claims.cues import LANGUAGES, cues
from dateline.model import Stance

FRAMES = {"say", "tell", "to", "np", "amount", "show", "quote"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_verb_of_a_language_is_found_by_each_of_its_forms(lang: str) -> None:
    lexicon = cues(lang)
    for options in lexicon.verbs.values():
        for rest, verb in options:
            words = verb.form.split()
            assert tuple(words[1:]) == rest
            length, found = lexicon.verb_at([*words, "."], 0)
            assert length >= len(words)
            if length == len(words):
                assert verb in found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_frame_is_one_that_the_reader_knows(lang: str) -> None:
    assert {row.frame for row in cues(lang).file.verbs} <= FRAMES


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_row_of_verbs_is_empty(lang: str) -> None:
    assert all(row.lemmas or row.forms for row in cues(lang).file.verbs)


@pytest.mark.parametrize(
    ("form", "lemma", "stance"),
    [
        ("says", "say", Stance.ASSERT),
        ("denied", "deny", Stance.DENY),
        ("denies", "deny", Stance.DENY),
        ("denying", "deny", Stance.DENY),
        ("announced", "announce", Stance.ASSERT),
        ("announcing", "announce", Stance.ASSERT),
        ("told", "tell", Stance.ASSERT),
        ("stresses", "stress", Stance.ASSERT),
    ],
)
def test_english_forms_are_made_from_the_verb(form: str, lemma: str, stance: Stance) -> None:
    length, found = cues("en").verb_at([form, "."], 0)
    assert length == 1
    assert {(verb.lemma, verb.stance) for verb in found} == {(lemma, stance)}


def test_a_longer_phrase_wins_over_its_first_word() -> None:
    lexicon = cues("en")
    longer = [
        (first, rest) for first, options in lexicon.verbs.items()
        for rest, _ in options if rest and any(not other for other, _ in options)
    ]  # fmt: skip
    assert longer
    for first, rest in longer:
        assert lexicon.verb_at([first, *rest, "."], 0)[0] >= 1 + len(rest)
        assert lexicon.verb_at([first, ".", "."], 0)[0] == 1


def test_a_word_that_is_no_cue_has_no_reading() -> None:
    assert cues("en").verb_at(["bridge"], 0) == (0, [])


@pytest.mark.parametrize(
    ("words", "size"),
    [(["according", "to", "him"], 2), (["according"], 0), (["bridge"], 0)],
)
def test_phrases_are_found_whole(words: list[str], size: int) -> None:
    lexicon = cues("en")
    assert lexicon.phrase_at(lexicon.according, words, 0) == size


def test_a_language_without_a_file_has_the_english_lexicon() -> None:
    assert cues("xx") is cues("en")
    assert cues(None) is cues("en")
