from __future__ import annotations

import pytest

from dateline.model import ConfigError
from dateline.places.gazetteer import Gazetteer
from dateline.places.query import bearing, distance, places_in


def names(text: str, places: Gazetteer) -> set[str]:
    return {place.name for place in places_in(text, places=places)}


def test_banks_of_a_river_in_a_region(small: Gazetteer) -> None:
    assert names("right bank of the Dnipro, Kherson Oblast", small) == {"West Village", "Kherson"}
    east = names("eastern bank of the Dnipro, Kherson Oblast", small)
    assert east == {"East Village", "Arkhanhelske"}
    assert east == names("left bank of the Dnieper, Kherson Oblast", small)


def test_near_and_directions(small: Gazetteer) -> None:
    assert names("near Kherson", small) == {"Kherson"}
    assert names("35 km north-east of Kherson", small) == {"West Village"}
    assert names("north-east of Kherson", small) == {"West Village"}
    assert "East Village" not in names("40 km west of Kherson", small)


def test_regions(small: Gazetteer) -> None:
    everything = names("Kherson Oblast", small)
    assert everything == {"Kherson", "Arkhanhelske", "West Village", "East Village"}
    assert names("northern Kherson Oblast", small) < everything


def test_words_without_a_place_are_refused(small: Gazetteer) -> None:
    with pytest.raises(ConfigError, match="no place"):
        places_in("the middle of nowhere", places=small)


def test_informal_regions(shipped: Gazetteer) -> None:
    donbas = names("Donbas", shipped)
    assert {"Donetsk", "Luhansk", "Bakhmut"} <= donbas
    assert "Kherson" not in donbas
    west = names("right bank of the Dnipro, Kherson Oblast", shipped)
    assert "Kherson" in west
    assert "Oleshky" not in west
    assert names("Gaza Strip", shipped) >= {"Gaza"}


def test_distance_and_bearing() -> None:
    assert distance(0, 0, 0, 1) == pytest.approx(111.2, abs=0.1)
    assert bearing(0, 0, 1, 0) == pytest.approx(0)
    assert bearing(0, 0, 0, 1) == pytest.approx(90)


def test_between_two_places(shipped: Gazetteer) -> None:
    found = names("between Goma and Bukavu", shipped)
    assert {"Goma", "Bukavu", "Minova"} <= found
    assert "Bunia" not in found
    assert "Butembo" not in found


def test_a_town_beside_a_bank_stands_for_its_surroundings(shipped: Gazetteer) -> None:
    found = names("west bank of the Tigris, Mosul", shipped)
    assert "Mosul" in found
    assert "Gogjali" not in found


def test_a_border_has_two_sides(shipped: Gazetteer) -> None:
    found = names("the Shan State border", shipped)
    assert "Tachilek" in found  # in it, facing Thailand
    assert "Mengmao" in found  # across it, in China
    assert "Lashio" not in found


def test_parts_of_a_region_named_by_its_town(shipped: Gazetteer) -> None:
    found = names("southern Idlib", shipped)
    assert any("Shaykh" in name for name in found)
    assert "Saraqib" not in found
    assert "Jabalia" in names("northern Gaza", shipped)


def test_a_district_is_what_lies_around_its_middle(shipped: Gazetteer) -> None:
    assert "Manbij" in names("Manbij district", shipped)


def test_a_river_ends_the_part_that_lies_on_its_bank_and_no_other(shipped: Gazetteer) -> None:
    west = names("western Kherson Oblast", shipped)
    assert "Kherson" in west
    assert "Oleshky" not in west  # beyond the Dnipro
    north = names("northern Kharkiv Oblast", shipped)
    assert {"Kozacha Lopan", "Udy", "Vovchansk"} <= north  # on both banks of the Donets
    south = names("southern Kherson Oblast", shipped)
    assert {"Skadovsk", "Henichesk"} <= south  # the Inhulets ends before it
