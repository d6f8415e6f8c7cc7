from __future__ import annotations

import pytest

from dateline.model import ToponymKind
from dateline.places.language import language
from dateline.places.uses import use


def kind(text: str, name: str, *, feature: str, seat: bool = False, lang: str = "en") -> str:
    start = text.index(name)
    end = start + len(name)
    return use(text, start, end, feature=feature, seat=seat, language=language(lang))


@pytest.mark.parametrize(
    ("text", "name", "feature", "expected"),
    [
        ("Moscow denied the report.", "Moscow", "PPLC", ToponymKind.METONYMIC),
        ("Moscow's war in Ukraine", "Moscow", "PPLC", ToponymKind.METONYMIC),
        ("Moscow's war in Ukraine", "Ukraine", "PCLI", ToponymKind.LITERAL),
        ("A bomb went off in Moscow on Monday", "Moscow", "PPLC", ToponymKind.LITERAL),
        ("Talks with Kyiv broke down", "Kyiv", "PPLC", ToponymKind.METONYMIC),
        ("Russia said it had withdrawn", "Russia", "PCLI", ToponymKind.METONYMIC),
        ("Kherson Regional Administration", "Kherson", "PPLA", ToponymKind.EMBEDDED),
        ("the University of Aleppo", "Aleppo", "PPLA", ToponymKind.EMBEDDED),
        ("Kherson said goodbye", "Kherson", "PPLA", ToponymKind.LITERAL),
    ],
)
def test_uses(text: str, name: str, feature: str, expected: ToponymKind) -> None:
    assert kind(text, name, feature=feature) == expected


def test_seats_stand_for_those_who_sit_there() -> None:
    text = "all those dreams by the Kremlin"
    assert kind(text, "Kremlin", feature="GOVL", seat=True) is ToponymKind.METONYMIC
    inside = "a meeting in the Kremlin"
    assert kind(inside, "Kremlin", feature="GOVL", seat=True) is ToponymKind.LITERAL


def test_ukrainian_and_russian() -> None:
    assert kind("Москва заявила", "Москва", feature="PPLC", lang="ru") is ToponymKind.METONYMIC
    assert kind("Київ заявив", "Київ", feature="PPLC", lang="uk") is ToponymKind.METONYMIC
