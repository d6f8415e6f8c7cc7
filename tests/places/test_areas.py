from __future__ import annotations

import pytest

from dateline.places.areas import Area, area_of, banks_alone
from dateline.places.language import language
from dateline.places.precision import where_prec
from tests.places.conftest import LINE

EN = language("en")


def rule(text: str, name: str, *, lang: str = "en", river: bool = False) -> str | None:
    start = text.index(name)
    area = area_of(
        text, start, start + len(name), language=language(lang), river=LINE if river else None
    )
    return area.rule if area else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighting near Bakhmut", "near"),
        ("Fighting north of Bakhmut", "north of"),
        ("a village south-west of the city of Bakhmut", "southwest of"),
        ("on the outskirts of Bakhmut", "outskirts"),
        ("5 km west of Bakhmut", "5 km west of"),
        ("about 10 miles east of Bakhmut", "16.1 km east of"),
        ("two kilometres from Bakhmut", "2 km of"),
        ("in southern Bakhmut", "part:south"),
        ("the northern part of Bakhmut", "part:north"),
        ("between Bakhmut and Soledar", "between"),
        ("between Gao and Bakhmut", "between"),
        ("between officials and Bakhmut's mayor", None),
        ("in the direction of Bakhmut", "direction"),
        ("the countryside of Bakhmut", "near"),
        ("Bakhmut countryside", "near"),
        ("near the Bakhmut border", "border"),
        ("in the Bakhmut direction", "direction"),
        ("parts of Bakhmut", "part"),
        ("in Bakhmut", None),
    ],
)
def test_words_make_areas(text: str, expected: str | None) -> None:
    assert rule(text, "Bakhmut") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the eastern bank of the Dnipro", "bank:left"),
        ("the right bank of the Dnipro", "bank:right"),
        ("across the Dnipro river to the western bank", "bank:right"),
        ("across the Dnipro", None),
    ],
)
def test_banks_are_computed_from_the_line(text: str, expected: str | None) -> None:
    assert rule(text, "Dnipro", river=True) == expected


def test_ukrainian_and_russian() -> None:
    assert rule("бої поблизу Бахмута", "Бахмута", lang="uk") == "near"
    assert rule("бои севернее Бахмута", "Бахмута", lang="ru") == "north of"


def test_banks_without_their_river() -> None:
    text = "No equipment was left on the western bank. The West Bank is elsewhere."
    found = [(text[a:b], side) for a, b, side in banks_alone(text, 0, len(text), language=EN)]
    assert found == [("the western bank", "west")]


@pytest.mark.parametrize(
    ("feature", "area", "ucdp"),
    [
        ("PPL", None, 1),
        ("PPL", Area(rule="near"), 2),
        ("PPL", Area(rule="outskirts"), 1),
        ("PPL", Area(rule="40 km west of", km=40.0), 5),
        ("PPL", Area(rule="direction"), 5),
        ("ADM2", None, 3),
        ("ADM1", Area(rule="part:south"), 4),
        ("STM", Area(rule="bank:left"), 5),
        ("PCLI", None, 6),
        ("SEA", None, 7),
    ],
)
def test_precision_follows_ucdp(feature: str, area: Area | None, ucdp: int) -> None:
    assert where_prec(feature, area) == ucdp
