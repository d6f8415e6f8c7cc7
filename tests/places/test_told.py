"""Places that a reader names, where the gazetteer's own search finds none."""

from __future__ import annotations

import pytest

from dateline.model.analysis import RawEntity
from dateline.places.features import Setting
from dateline.places.gazetteer import gazetteer
from dateline.places.language import language
from dateline.places.names import Found
from dateline.places.recognise import Recogniser
from dateline.places.told import with_told


def _told(text: str, place: str, lang: str, *, score: float = 0.9) -> list[tuple[str, bool]]:
    """What is found with one place told, and whether the gazetteer has it."""
    start = text.index(place)
    told = RawEntity(start=start, end=start + len(place), kind="place", score=score)
    recogniser = Recogniser(gazetteer(), language(lang), Setting())
    return [(f.text, bool(f.names)) for f in with_told([], [told], text, recogniser)]


@pytest.mark.parametrize(
    ("text", "place", "lang"),
    [
        ("Наступ біля Сухумі зупинено.", "Сухумі", "uk"),
        ("Бои у Изюма прекратились.", "Изюма", "ru"),
        ("قصفت الطائرات حلب ليلا", "حلب", "ar"),
    ],
)
def test_a_place_is_found_under_the_form_that_the_gazetteer_has(
    text: str, place: str, lang: str
) -> None:
    assert _told(text, place, lang) == [(place, True)]


def test_a_name_that_no_gazetteer_has_stays_unresolved() -> None:
    assert _told("Бої тривають у Нижній Дубрівці.", "Нижній Дубрівці", "uk") == [
        ("Нижній Дубрівці", False)
    ]


@pytest.mark.parametrize(("place", "score"), [("складу", 0.9), ("Сухумі", 0.3)])
def test_no_name_and_nothing_unsure_is_a_place(place: str, score: float) -> None:
    assert _told("Влучили у ворота складу в Сухумі.", place, "uk", score=score) == []


def test_what_was_found_already_is_told_once() -> None:
    text = "Бои у Изюма."
    start = text.index("Изюма")
    found = Found(start=start, end=start + 5, text="Изюма", names=("Изюм",))
    told = RawEntity(start=start, end=start + 5, kind="place", score=0.9)
    recogniser = Recogniser(gazetteer(), language("ru"), Setting())
    assert with_told([found], [told], text, recogniser) == [found]


def test_a_word_in_small_letters_is_no_name_though_the_gazetteer_has_it() -> None:
    assert _told("Бои заставили людей покинуть дома.", "дома", "ru") == []
