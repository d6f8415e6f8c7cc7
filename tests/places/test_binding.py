"""What binds a name: the countries spoken of, the town of a part, the city of a village's name."""

from __future__ import annotations

import pytest

from dateline.model import ToponymKind
from dateline.places.areas import area_of
from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer
from dateline.places.language import language
from dateline.places.names import Found
from dateline.places.query import places_in
from dateline.places.ranker import shipped_ranker
from dateline.places.resolve import Answer, Resolver

BURKINA = Setting(countries=("BF",))


def resolve(places: Gazetteer, text: str, *names: str, setting: Setting) -> list[Answer]:
    """The answers for these names of a text."""
    founds = [
        Found(start=text.index(name), end=text.index(name) + len(name), text=name) for name in names
    ]
    return Resolver(places, shipped_ranker())(founds, text, setting=setting)


@pytest.mark.parametrize(
    ("text", "name", "countries"),
    [
        ("Azerbaijan shelled two villages in Armenia.", ("Azerbaijan", "Armenia"), ["AZ", "AM"]),
        ("Fighting in eastern Congo displaced thousands.", ("Congo",), ["CD"]),
        ("Gunmen attacked Solhan in Burkina Faso.", ("Solhan", "Burkina Faso"), ["BF", "BF"]),
        ("Soldiers killed civilians in Moura in Mali.", ("Moura", "Mali"), ["ML", "ML"]),
    ],
)
def test_a_country_named_beside_binds(
    shipped: Gazetteer, text: str, name: tuple[str, ...], countries: list[str]
) -> None:
    told = resolve(shipped, text, *name, setting=Setting())
    found = [shipped.facts(answer.ref).country for answer in told if answer.ref is not None]
    assert found == countries


def test_a_name_that_fits_only_abroad_stays_open(shipped: Gazetteer) -> None:
    (answer,) = resolve(shipped, "Jihadists raided Nicoya.", "Nicoya", setting=BURKINA)
    assert answer.ref is None
    assert answer.candidates
    assert "outside the countries" in answer.why


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Insurgents attacked Palma in northern Mozambique.", ("Palma", "Mozambique"), "MZ"),
        ("Jihadists attacked Moura, officials of Mali said.", ("Moura", "Mali"), "ML"),
        ("Gunmen entered Inata, officials in Burkina Faso said.", ("Inata", "Burkina Faso"), "BF"),
        ("Police in Portugal closed a road to Moura.", ("Moura", "Portugal"), "PT"),
        ("A bus left Palma in Spain.", ("Palma", "Spain"), "ES"),
    ],
)
def test_the_namesake_in_the_country_spoken_of(
    shipped: Gazetteer, text: str, name: tuple[str, ...], country: str
) -> None:
    answer, _ = resolve(shipped, text, *name, setting=Setting())
    assert answer.ref is not None
    assert shipped.facts(answer.ref).country == country


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen attacked Nicoya, officials in Mali said.", ("Nicoya", "Mali")),
        ("Gunmen attacked Nicoya in Mali.", ("Nicoya", "Mali")),
    ],
)
def test_a_far_namesake_stays_open_without_a_conflict(
    shipped: Gazetteer, text: str, names: tuple[str, str]
) -> None:
    answer, _ = resolve(shipped, text, *names, setting=Setting())
    assert answer.ref is None
    assert answer.candidates


def test_a_neighbour_of_the_country_named_is_meant(shipped: Gazetteer) -> None:
    answer, _ = resolve(
        shipped, "Panama sent doctors to Nicoya.", "Nicoya", "Panama", setting=Setting()
    )
    assert answer.ref is not None


def test_a_part_of_a_longer_name_is_no_city_abroad(shipped: Gazetteer) -> None:
    text = "Shells hit Sanaa, the Lincoln Fund said."
    names = [
        Found(start=text.index(name), end=text.index(name) + len(name), text=name, kind=kind)
        for name, kind in (("Sanaa", ToponymKind.LITERAL), ("Lincoln", ToponymKind.EMBEDDED))
    ]
    town, part = Resolver(shipped, shipped_ranker())(names, text, setting=Setting())
    assert town.ref is not None
    assert (part.ref, part.abroad) == (None, True)


def test_the_article_is_no_town_abroad(shipped: Gazetteer) -> None:
    text = "The bill passed the Duma, officials in Russia said."
    duma, russia = resolve(shipped, text, "Duma", "Russia", setting=Setting())
    assert duma.ref is None
    assert russia.ref is not None


def test_a_capital_abroad_is_meant(shipped: Gazetteer) -> None:
    (answer,) = resolve(shipped, "He spoke in Paris.", "Paris", setting=BURKINA)
    assert answer.ref is not None
    assert shipped.facts(answer.ref).country == "FR"


@pytest.mark.parametrize(
    ("text", "part", "town"),
    [
        ("Troops retook the al-Quds neighborhood of Mosul.", "al-Quds", "Mosul"),
        ("A bomb hit the Karama district of Mosul.", "Karama", "Mosul"),
        ("A shell hit the al-Salam district of Khartoum.", "al-Salam", "Khartoum"),
    ],
)
def test_an_unknown_part_is_told_by_its_town(
    shipped: Gazetteer, text: str, part: str, town: str
) -> None:
    answer, whole = resolve(shipped, text, part, town, setting=Setting())
    assert answer.ref == whole.ref
    assert answer.precision == 2
    assert whole.precision is None


def test_a_city_rather_than_a_village_of_its_name(shipped: Gazetteer) -> None:
    (answer,) = resolve(shipped, "Ворог обстріляв Миколаїв.", "Миколаїв", setting=Setting())
    assert answer.ref is not None
    assert shipped.name(answer.ref) == "Mykolaiv"


def test_a_unit_is_told_coarser_than_its_town(shipped: Gazetteer) -> None:
    text = "Clashes in Dilling locality; a bomb hit Dilling."
    unit, *_ = resolve(shipped, text, "Dilling", setting=Setting(countries=("SD",)))
    assert unit.precision == 3
    (town,) = resolve(shipped, "A bomb hit Dilling.", "Dilling", setting=Setting())
    assert town.precision is None


@pytest.mark.parametrize(
    ("text", "rule", "km"),
    [
        ("some 1,800 km from Maputo", "1800 km of", 1800.0),
        ("12,5 km north of Maputo", "12.5 km north of", 12.5),
        ("3 km from Maputo", "3 km of", 3.0),
    ],
)
def test_thousands_are_no_decimals(text: str, rule: str, km: float) -> None:
    start = text.index("Maputo")
    area = area_of(text, start, len(text), language=language("en"), river=None)
    assert area is not None
    assert (area.rule, area.km) == (rule, km)


def test_a_part_of_a_region_ends_at_the_river(shipped: Gazetteer) -> None:
    west = {place.name for place in places_in("western Kherson Oblast", places=shipped)}
    assert "Kherson" in west
    assert not west & {"Oleshky", "Hola Prystan", "Skadovsk", "Kakhovka"}


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Gunmen attacked the Inata gold mine in Burkina Faso.", "Inata gold mine", 2),
        ("Gunmen attacked the Inata gold mine in Burkina Faso.", "Inata", 2),
        ("Gunmen attacked the Inata gold mines.", "Inata", 2),
        ("Gunmen entered Inata in Burkina Faso.", "Inata", None),
        ("Gunmen entered Inata, gold mines closed.", "Inata", None),
        ("An Inata mine blast killed two.", "Inata", None),
        ("The Burkina Faso gold mines closed.", "Burkina Faso", None),
    ],
)
def test_works_lie_near_the_place_that_they_are_named_after(
    shipped: Gazetteer, text: str, name: str, precision: int | None
) -> None:
    (answer,) = resolve(shipped, text, name, setting=BURKINA)
    assert answer.ref is not None
    assert answer.precision == precision


def test_towns_of_one_county_are_no_strays_beside_a_country_far_away(shipped: Gazetteer) -> None:
    text = (
        "A native of Mexico was held by Danbury police and brought to New Milford. In Israel too."
    )
    told = resolve(shipped, text, "Mexico", "Danbury", "New Milford", "Israel", setting=Setting())
    assert [a.ref and shipped.facts(a.ref).country for a in told] == ["MX", "US", "US", "IL"]
