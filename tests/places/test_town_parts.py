"""Squares and streets are no villages of their name."""

from __future__ import annotations

import pytest

from dateline.model import Block, BlockKind, Coding, Report
from dateline.places.component import Geoparser
from dateline.text.component import Segmenter


def toponyms(text: str, lang: str) -> dict[str, str | None]:
    report = Report(
        id="rep-1", sha256="0", lang=lang, text=text, title=None, published=None, updated=None,
        byline=(), outlet=None, url=None,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
    )  # fmt: skip
    coding = Geoparser()(Segmenter()(Coding(report=report, conflict="ukraine")))
    return {t.text: t.place.name if t.place else None for t in coding.toponyms}


@pytest.mark.parametrize(
    ("text", "lang", "town"),
    [
        ("Crowds met the soldiers on Freedom Square in Kherson.", "en", "Kherson"),
        ("Мешканці зустрічали військових на площі Свободи у Херсоні.", "uk", "Херсоні"),
    ],
)
def test_a_square_is_not_resolved_to_a_village_of_its_name(text: str, lang: str, town: str) -> None:
    found = toponyms(text, lang)
    assert found[town] == "Kherson"
    assert all(place in (None, "Kherson") for place in found.values())


def test_a_bank_is_of_the_river_in_ukrainian_too() -> None:
    found = toponyms("Війська вийшли на лівий берег Дніпра біля Херсона.", "uk")
    assert found["Дніпра"] == "Dnipro"
