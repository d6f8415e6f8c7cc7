"""Names in two scripts: their consonants, and only across scripts."""

from __future__ import annotations

import pytest

from dateline.fusion.name_bones import are_spelt_alike, name_bones, name_proper


@pytest.mark.parametrize(
    ("arabic", "latin", "same"),
    [
        ("سوق مدينة الأتارب", "Atarib", True),
        ("السكر", "al-Sukkar", True),
        ("الأتارب", "Saraqib", False),
    ],
)
def test_an_arabic_name_meets_the_latin_one_of_its_consonants(
    *, arabic: str, latin: str, same: bool
) -> None:
    left, right = name_bones(arabic), name_bones(latin)
    assert left is not None
    assert right is not None
    assert left.meets(right) is right.meets(left) is same


def test_two_names_of_one_script_never_meet() -> None:
    karam, karim = name_bones("Karam"), name_bones("Karim")
    assert karam is not None
    assert not karam.meets(karim)


def test_a_short_name_has_no_bones_and_common_words_are_no_name() -> None:
    assert name_bones("Gao") is None
    assert name_proper("Amiriya district") == "Amiriya"
    assert name_proper("Kafr Hamra") == "Kafr Hamra"
    assert name_proper("the station") == "the"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Рыжевку", "Ryzhivka", True),
        ("Рижівку", "Рыжевка", True),
        ("الأتارب", "Atarib", True),
        ("Karam", "Karim", False),
        ("Lyman", "Limanivka", False),
        ("Gao", "Goa", False),
    ],
)
def test_names_without_an_entry_are_alike_by_all_their_consonants(
    *, one: str, other: str, alike: bool
) -> None:
    assert are_spelt_alike(one, other) is alike
    assert are_spelt_alike(other, one) is alike
