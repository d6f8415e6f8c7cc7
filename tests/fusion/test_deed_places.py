"""Two spots of other keys: when they may be one place."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.fusion.deed_places import Grade, Spot
from dateline.fusion.name_bones import name_bones
from tests.fusion.factory import HILLTOP, RIVERTON

TOWN = Spot(RIVERTON.id, frozenset({"riverton"}), Grade.OWN, RIVERTON)
OTHER = Spot(HILLTOP.id, frozenset({"hilltop"}), Grade.OWN, HILLTOP)


def unknown(name: str, text: str = "") -> Spot:
    return Spot(f"?{name}", frozenset({name}), Grade.OWN, bones=name_bones(text or name))


def test_a_name_without_an_entry_is_the_town_of_that_name() -> None:
    assert TOWN.may_be(unknown("riverton"))
    assert unknown("riverton").may_be(TOWN)
    assert not TOWN.may_be(unknown("hilltop"))


def test_a_quarter_without_an_entry_is_found_beside_its_town() -> None:
    part = replace(TOWN, parts=frozenset({"amira"}))
    assert part.may_be(unknown("amira"))
    assert unknown("amira").may_be(part)
    assert not TOWN.may_be(unknown("amira"))
    assert not part.may_be(OTHER)


def test_two_known_towns_are_one_only_where_a_gazetteer_left_it_open() -> None:
    assert not TOWN.may_be(OTHER)
    assert replace(TOWN, rivals=frozenset({HILLTOP.id})).may_be(OTHER)
    assert OTHER.may_be(replace(TOWN, rivals=frozenset({HILLTOP.id})))


def test_an_arabic_name_is_the_latin_one_and_no_latin_one_another() -> None:
    assert unknown("alatarb", "الأتارب").may_be(unknown("atarib", "Atarib"))
    assert not unknown("karam", "Karam").may_be(unknown("karim", "Karim"))


def test_a_district_is_a_place_of_a_deed_only_as_its_town() -> None:
    district = Spot("t:7", frozenset({"x"}), Grade.OWN, replace(RIVERTON, feature="ADM2"))
    assert not district.specific
    seat = replace(district, seat=True)
    assert seat.specific
    assert not seat.is_site


def test_a_name_in_another_case_or_script_is_the_entry_of_all_its_consonants() -> None:
    """Four consonants tell enough; with three, only Arabic, which writes no short vowels, may."""
    assert unknown("rilsku", "Рильську").may_be(unknown("rilske", "Рыльске"))
    assert not unknown("karim", "Karim").may_be(unknown("karam", "Karam"))
