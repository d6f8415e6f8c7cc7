from __future__ import annotations

import pytest

from dateline.model import ToponymKind
from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer
from dateline.places.language import language
from dateline.places.names import Found
from dateline.places.recognise import Recogniser

UKRAINE = Setting(countries=("UA", "RU"))


def texts(
    places: Gazetteer, text: str, *, lang: str = "en", setting: Setting = UKRAINE
) -> list[str]:
    founds = Recogniser(places, language(lang), setting)(text, [(0, len(text))])
    for found in founds:
        assert text[found.start : found.end] == found.text
    return [found.text for found in founds]


def test_names_of_the_gazetteer_are_found(small: Gazetteer) -> None:
    assert texts(small, "Shells fell on Kherson and Odesa.") == ["Kherson", "Odesa"]
    assert texts(small, "Kherson Oblast was shelled.") == ["Kherson Oblast"]
    assert texts(small, "Nothing was shelled.") == []


def test_a_place_within_a_word_is_none(small: Gazetteer) -> None:
    assert texts(small, "The Khersonite met Moscowitz.") == []


def test_persons_are_no_places(small: Gazetteer) -> None:
    assert texts(small, "A man called Vasyl Kherson spoke.") == []


def test_other_spellings_are_found_where_a_place_is_expected(small: Gazetteer) -> None:
    assert texts(small, "the village of Archangelske burned") == ["Archangelske"]


def test_demonyms_are_found(small: Gazetteer) -> None:
    founds = Recogniser(small, language("en"), UKRAINE)("Ukrainian troops", [(0, 16)])
    assert [(f.text, f.kind, f.of) for f in founds] == [
        ("Ukrainian", ToponymKind.DEMONYM, "country:UA")
    ]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "Вибухи у Херсоні вночі", "Херсоні"),
        ("uk", "Росіяни обстріляли околиці Одеси", "Одеси"),
        ("uk", "бої під Архангельським тривають", "Архангельським"),
        ("ru", "Взрывы в Херсоне ночью", "Херсоне"),
    ],
)
def test_cases_are_undone(small: Gazetteer, lang: str, text: str, name: str) -> None:
    assert name in texts(small, text, lang=lang)


def test_kinds_in_small_letters_belong_to_facilities(shipped: Gazetteer) -> None:
    text = "Inspectors left the Zaporizhzhia nuclear power plant on Monday."
    assert texts(shipped, text) == ["Zaporizhzhia nuclear power plant"]


def test_only_the_given_spans_are_read(small: Gazetteer) -> None:
    text = "Kherson fell. In Odesa, rain."
    founds = Recogniser(small, language("en"), UKRAINE)(text, [(14, len(text))])
    assert [found.text for found in founds] == ["Odesa"]


def test_a_full_stop_belongs_to_abbreviations_alone(shipped: Gazetteer) -> None:
    syria = Setting(countries=("SY",))
    assert texts(shipped, "They took Hama. It fell.", setting=syria) == ["Hama"]
    assert "Ala." in texts(shipped, "He is of Mobile, Ala. He fell.", setting=Setting())


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Groups attacked Odesa again.", "Odesa", True),
        ("Villagers are in Smithville.", "Smithville", True),
        ("Smithville spoke.", "Smithville", False),
    ],
)
def test_what_speaks_for_a_place(small: Gazetteer, text: str, name: str, *, expected: bool) -> None:
    start = text.index(name)
    found = Found(start=start, end=start + len(name), text=name, names=(name,))
    assert Recogniser(small, language("en"), UKRAINE).likely(found, text) is expected
