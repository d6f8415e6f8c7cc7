"""The language of a text: script, own letters, function words, n-grams; None where undecidable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.language import identify


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
