"""Words of contrast, in each language that has a list."""

from __future__ import annotations

import pytest

from dateline.fusion.contrast import (
    Marks,
    contrast_words,
    find_marks,
    is_added,
    is_presupposed,
)

LANGUAGES = ("en", "uk", "ru", "es", "fr", "ar")


def marks(text: str, lang: str = "en") -> Marks:
    return find_marks(text, 0, len(text), lang=lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Russia denied the claim", "en"), ("the ministry falsely claimed", "en"),
        ("Росія заперечує причетність", "uk"), ("Москва опровергла сообщения", "ru"),
        ("El ejército negó el ataque", "es"), ("Moscou a démenti", "fr"),
        ("نفت الحكومة مسؤوليتها", "ar"),
    ],
)  # fmt: skip
def test_words_that_call_a_thing_untrue(text: str, lang: str) -> None:
    assert marks(text, lang).denial


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("they declined to comment", "en"), ("did not deny the strike", "en"),
        ("denies having any information", "en"), ("не коментує", "uk"),
        ("отказались комментировать", "ru"), ("sin comentarios", "es"),
        ("n'a pas confirmé", "fr"), ("رفض التعليق", "ar"),
    ],
)  # fmt: skip
def test_words_that_deny_nothing(text: str, lang: str) -> None:
    assert marks(text, lang).not_told


@pytest.mark.parametrize(
    "text", ["a false-flag attack", "the town lies east of it", "falsehoods", "undenied", ""]
)
def test_parts_of_other_words_are_none(text: str) -> None:
    assert marks(text) == Marks()


def test_a_language_without_a_list_has_no_marks() -> None:
    assert marks("denied but however", "xx") == Marks()
    assert find_marks("denied", 0, 6, lang=None) == Marks()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_a_list_is_found_by_itself(lang: str) -> None:
    words = contrast_words(lang)
    assert words is not None
    for kind in ("denial", "turn", "not_told"):
        for word in getattr(words, kind):
            assert getattr(marks(f"… {word} …", lang), kind), word


def test_a_number_that_is_part_of_another_or_comes_on_top() -> None:
    text = "Nine people, including three children, and another five"
    spans = {w: (text.index(w), text.index(w) + len(w)) for w in ("Nine", "three", "five")}
    added = {w: is_added(text, *at, lang="en") for w, at in spans.items()}
    assert added == {"Nine": False, "three": True, "five": True}


@pytest.mark.parametrize(
    ("lang", "clause", "deed", "known"),
    [
        ("en", "that the retreat was a humiliation", "retreat", True),
        ("en", "that its withdrawal is a defeat", "withdrawal", True),
        ("en", "that troops retreated", "retreated", False),
        ("en", "that the attack took place", "attack", False),
        ("en", "the retreat", "retreat", False),
        ("ru", "что отход из города унизителен", "отход", True),
        ("ru", "что войска отошли", "отошли", False),
        ("uk", "що обстріл мав місце", "обстріл", False),
        ("fr", "que le retrait soit une humiliation", "retrait", True),
        ("de", "dass der Rückzug eine Demütigung war", "Rückzug", False),
    ],
)
def test_a_clause_takes_a_deed_as_known_and_says_something_of_it(
    lang: str, clause: str, deed: str, *, known: bool
) -> None:
    assert is_presupposed(clause, clause.index(deed), lang=lang) is known
