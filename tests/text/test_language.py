"""The language of a text: script, own letters, function words, n-grams; None where undecidable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text import language
from dateline.text.language import BY_RULES, READ, code_of, faint_note, identify, unread_note


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
    "text",
    [
        "Boko Haram carried out an attack on Baga.",
        "A missile struck a concert hall in Kherson.",
        "Turkish tanks enter Idlib",
        "Gang leader killed in Port-au-Prince.",
        "Bomb kills ten in Kabul mosque",
        "Rebels captured Goma.",
        "Insurgents Overrun Nigerian Army Base in Marte",
        "RUSSIA SHELLS SUMY",
    ],
)
def test_short_english_is_english(text: str) -> None:
    assert identify(text) == "en"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Les rebelles ont pris Goma.", "fr"),
        ("Russische Truppen verlassen Cherson.", "de"),
        ("Un misil alcanzó un hospital en Jersón.", "es"),
        ("Rosyjskie wojska opuściły Chersoń.", "pl"),
        ("Saldırıda üç kişi öldü.", "tr"),
        ("Удар по Одесі.", "uk"),
        ("Российские войска оставили город.", "ru"),
        ("قصف على خان يونس", "ar"),
    ],
)
def test_short_text_in_another_language_is_not_taken_for_english(text: str, lang: str) -> None:
    assert identify(text) == lang


def test_a_hint_decides_what_the_words_leave_open_and_nothing_else() -> None:
    assert identify("Kherson, Odesa", hint="fr") == "fr"
    assert identify("Kherson, Odesa") == "en"
    assert identify("Die Armee nahm die Stadt am Freitag wieder ein.", hint="en-GB") == "de"
    assert identify("The army took the town back on Friday, it said.", hint="fr") == "en"
    assert identify("Місто обстріляли вранці.", hint="en") == "uk"


@pytest.mark.parametrize("hint", ["../../etc/passwd", "English", "", "x", "zz", "42"])
def test_a_hint_that_names_no_language_is_passed_over(hint: str) -> None:
    assert identify("The army took the town back on Friday.", hint=hint) == "en"


@given(st.text(max_size=80), st.text(max_size=12))
def test_a_hint_is_never_an_answer_that_is_no_code(text: str, hint: str) -> None:
    lang = identify(text, hint=hint)
    assert lang is None or (lang.isascii() and lang.isalpha() and len(lang) <= 3)
    code = code_of(hint)
    assert code is None or (code.isascii() and code.isalpha())


def test_a_language_that_is_not_read_is_said_to_be_so() -> None:
    assert "German (de), which is not read" in (unread_note("de") or "")
    assert "the language 'qu'" in (unread_note("qu") or "")
    assert all(unread_note(lang) is None for lang in (*READ, None))


def test_what_rules_alone_do_not_read_is_said_to_be_unread() -> None:
    assert "French (fr), which is not read" in (unread_note("fr", BY_RULES) or "")
    assert unread_note("uk", BY_RULES) is None


def test_plain_english_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_load_model", None)
    text = (
        "The mayor said that the bridge was closed and that buses from the port had been sent "
        "round by the northern road, which was open."
    )
    assert identify(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops enter Kherson as Russians leave",
        "Residents greet Ukrainian soldiers on Freedom Square in Kherson.",
        "Moscow says its last troops have crossed the Dnipro",
    ],
)
def test_a_short_paragraph_of_an_english_report_needs_no_model(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "_load_model", None)
    assert identify(text, hint="en") == "en"


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Les soldats ont quitté la ville dans la nuit", "fr"),
        ("Rebeldes tomaron el control de la ciudad", "es"),
        ("Soldaten verlassen die Stadt nach schweren Gefechten mit Rebellen", "de"),
        ("Tentara pemberontak merebut kota itu dari pasukan pemerintah", "id"),
        ("Wojsko zajmuje miasto po ciężkich walkach z rebeliantami", "pl"),
    ],
)
def test_a_hint_of_english_does_not_hide_another_language(text: str, lang: str) -> None:
    assert identify(text, hint="en") == lang


def test_a_foreign_text_with_an_english_title_is_foreign() -> None:
    text = (
        "Le film « The Lord of the Rings » a été projeté mardi soir dans la ville de Goma, selon "
        "le maire."
    )
    assert identify(text) == "fr"


def test_a_language_that_is_read_less_surely_is_said_to_be_so() -> None:
    assert "French (fr), read less surely" in (faint_note("fr") or "")
    assert all(faint_note(lang) is None for lang in ("en", "uk", "de", None))
