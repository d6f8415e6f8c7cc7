"""The language of a text: script, own letters, function words, n-grams; None where undecidable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.language import identify, is_unread, unread_note


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The bridge was destroyed on Tuesday, the council said.", "en"),
        ("Міст зруйновано у вівторок, повідомила рада.", "uk"),
        ("Мост разрушен во вторник, сообщил совет, но жители это отрицают.", "ru"),
        ("Мост быў разбураны ў аўторак", "be"),
        ("دُمّر الجسر يوم الثلاثاء كما قال المجلس", "ar"),
        ("پل روز سه‌شنبه ویران شد و گزارش‌ها تأیید نشد", "fa"),
        ("桥梁周二被毁", "zh"),
        ("တံတား ပျက်စီးသွားသည်", "my"),
        ("Le pont a été détruit mardi, selon le conseil de la ville.", "fr"),
        ("", None),
        ("12:30 - 14:50", None),
    ],
)
def test_languages(text: str, lang: str | None) -> None:
    assert identify(text) == lang


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    lang = identify(text)
    assert lang is None or (lang.isalpha() and lang.islower())


@pytest.mark.parametrize(
    "headline",
    [
        "Rebels captured Lalibela.",
        "Boko Haram raids Monguno",
        "A bomb killed ten in Kabul.",
        "Missile hits Odesa port",
        "JUNTA TROOPS BURN VILLAGE",
        "Insurgents Overrun Army Base in Marte",
        "Iran denies drone transfer",
    ],
)
def test_short_english_is_english(headline: str) -> None:
    assert identify(headline) == "en"


@pytest.mark.parametrize(
    ("headline", "lang"),
    [
        ("Soldaten verlassen die Stadt", "de"),
        ("Explosión en Bogotá", "es"),
        ("Rebelles du M23 prennent Goma", "fr"),
        ("Ordu kente girdi", "tr"),
        ("Wojsko zajęło miasto", "pl"),
    ],
)
def test_short_text_of_another_language_keeps_it(headline: str, lang: str) -> None:
    assert identify(headline) == lang


def test_an_unread_language_is_named() -> None:
    assert is_unread("fr")
    assert not is_unread("uk")
    assert not is_unread(None)
    assert unread_note("en") is None
    assert (unread_note("fr") or "").startswith("it is in French (fr), which is not read")
