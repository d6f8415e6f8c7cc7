from __future__ import annotations

import pytest

from dateline.places.features import Setting
from dateline.places.gazetteer import Gazetteer
from dateline.places.names import Found
from dateline.places.ranker import Ranker, shares, shipped_ranker
from dateline.places.resolve import Answer, Resolver

UKRAINE = Setting(countries=("UA", "RU"), focus=(44.0, 22.0, 52.5, 40.5))


def answers(places: Gazetteer, text: str, *names: str, setting: Setting = UKRAINE) -> list[Answer]:
    founds = [
        Found(start=text.index(name), end=text.index(name) + len(name), text=name) for name in names
    ]
    return Resolver(places, shipped_ranker())(founds, text, setting=setting)


def ids(places: Gazetteer, text: str, *names: str, setting: Setting = UKRAINE) -> list[str | None]:
    found = answers(places, text, *names, setting=setting)
    return [places.id(answer.ref) if answer.ref else None for answer in found]


def test_a_city_and_its_region_are_kept_apart(small: Gazetteer) -> None:
    assert ids(small, "They fled Kherson.", "Kherson") == ["geonames:1"]
    assert ids(small, "in the Kherson region", "Kherson") == ["geonames:2"]
    assert ids(small, "in Kherson Oblast", "Kherson Oblast") == ["geonames:2"]


def test_a_river_and_a_city_are_kept_apart(small: Gazetteer) -> None:
    assert ids(small, "the bank of the Dnipro", "Dnipro") == ["dateline:dnipro"]
    assert ids(small, "Rockets fell on the city of Dnipro", "Dnipro") == ["geonames:9"]


def test_the_conflict_decides_between_namesakes(small: Gazetteer) -> None:
    assert ids(small, "an assault on Odessa", "Odessa") == ["geonames:6"]


def test_other_spellings_resolve(small: Gazetteer) -> None:
    text = "the village of Archangelske in Kherson Oblast"
    assert ids(small, text, "Archangelske", "Kherson Oblast") == ["geonames:3", "geonames:2"]


def test_what_is_unknown_stays_unknown_with_the_reason(small: Gazetteer) -> None:
    (answer,) = answers(small, "in Qwrtzp", "Qwrtzp")
    assert answer.ref is None
    assert "Qwrtzp" in answer.why


def test_evidence_is_kept_with_the_answer(small: Gazetteer) -> None:
    (answer,) = answers(small, "They fled Kherson.", "Kherson")
    assert "name" in answer.why
    scores = [score for _, score in answer.candidates]
    assert len(scores) == 2
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1.0)


def test_one_name_has_one_sense_in_a_report(small: Gazetteer) -> None:
    text = "Odessa, Ukraine, was hit. Odessa burned."
    founds = [Found(start=at, end=at + 6, text="Odessa") for at in (0, 26)]
    founds.insert(1, Found(start=8, end=15, text="Ukraine"))
    found = Resolver(small, shipped_ranker())(founds, text, setting=Setting())
    assert found[0].ref == found[2].ref
    assert found[0].ref is not None
    assert small.id(found[0].ref) == "geonames:6"


def test_demonyms_resolve_to_their_country(small: Gazetteer) -> None:
    assert ids(small, "Ukrainian forces", "Ukrainian") == ["geonames:4"]


def test_shares_are_a_distribution() -> None:
    found = shares([[1.0, 0.0], [0.0, 1.0]], [2.0, 0.0])
    assert sum(found) == pytest.approx(1.0)
    assert found[0] > found[1]


def test_a_ranker_without_weights_prefers_none(small: Gazetteer) -> None:
    ranker = Ranker({"alone": {}, "context": {}})
    founds = [Found(start=0, end=7, text="Kherson")]
    (answer,) = Resolver(small, ranker)(founds, "Kherson", setting=Setting())
    assert [score for _, score in answer.candidates] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Tripoli, Lebanon", "Tripoli", "LB"),
        ("Tripoli, Libya", "Tripoli", "LY"),
        ("Paris, Texas", "Paris", "US"),
        ("the Syrian city of Homs", "Homs", "SY"),
    ],
)
def test_chains_decide_in_the_shipped_gazetteer(
    shipped: Gazetteer, text: str, name: str, expected: str
) -> None:
    names = [name] + ([text.rpartition(", ")[2]] if ", " in text else [])
    found = answers(shipped, text, *names, setting=Setting())[0]
    assert found.ref is not None
    assert shipped.facts(found.ref).country == expected


def place(shipped: Gazetteer, text: str, name: str) -> tuple[str, str, str] | None:
    """Name, feature and country of what a name resolves to where no conflict is set."""
    (answer,) = answers(shipped, text, name, setting=Setting())
    if answer.ref is None:
        return None
    facts = shipped.facts(answer.ref)
    return shipped.name(answer.ref), facts.feature, facts.country


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Mexico has said no", "Mexico", ("Mexico", "PCLI", "MX")),
        ("a vote in New York City", "New York City", ("New York City", "PPL", "US")),
        ("the province of Nueva Ecija", "Nueva Ecija", ("Province of Nueva Ecija", "ADM2", "PH")),
        ("fighters in the Niger Delta", "Niger Delta", ("Niger Delta", "DLTA", "NG")),
        ("when the Soviet Union fell", "Soviet Union", ("Soviet Union", "RGNH", "")),
        ("drones hit El Obeid Airport", "El Obeid Airport", ("El Obeid Airport", "AIRP", "SD")),
    ],
)
def test_the_whole_name_counts(
    shipped: Gazetteer, text: str, name: str, expected: tuple[str, str, str]
) -> None:
    assert place(shipped, text, name) == expected


def test_a_city_named_after_its_country_is_not_the_country(shipped: Gazetteer) -> None:
    found = place(shipped, "a march in Mexico City", "Mexico City")
    assert found is not None
    assert found[0] == "Mexico City"


@pytest.mark.parametrize("name", ["Portroe", "South Kilburn Estate"])
def test_what_is_only_like_a_name_or_its_compass_point_stays_unknown(
    shipped: Gazetteer, name: str
) -> None:
    assert place(shipped, f"a house in {name}", name) is None


def test_names_of_a_report_gather_in_one_region(shipped: Gazetteer) -> None:
    text = "Police of Madison County, Berea and Richmond, near Lexington, Kentucky"
    names = ("Madison County", "Berea", "Richmond", "Lexington", "Kentucky")
    found = answers(shipped, text, *names, setting=Setting())
    regions = [shipped.facts(answer.ref).region for answer in found if answer.ref is not None]
    assert regions == ["US.KY"] * 5


def test_a_named_road_is_none_of_the_places_of_its_name(shipped: Gazetteer) -> None:
    text = "They walked along Salah al-Din Road to Rafah."
    assert place(shipped, text, "Salah al-Din Road") is None
    found = answers(shipped, "shells on the Bakhmut road", "Bakhmut")[0]
    assert found.ref is not None


def test_a_small_namesake_far_from_the_conflict_is_not_meant(shipped: Gazetteer) -> None:
    myanmar = Setting(countries=("MM",))
    text = "Two died in Dala township."
    (far,) = answers(shipped, text, "Dala township", setting=myanmar)
    assert far.ref is None
    assert "outside the countries" in far.why
    text = "Two died in Arcadia and Pasadena, California."
    found = answers(shipped, text, "Arcadia", "Pasadena", "California", setting=myanmar)
    assert [one.ref is not None for one in found] == [True, True, True]


IRAQ = Setting(countries=("IQ",), focus=(29.0, 38.8, 37.4, 48.6))


def test_a_quarter_is_no_city_of_its_name(shipped: Gazetteer) -> None:
    (answer,) = answers(shipped, "Shells hit the Odesa neighbourhood.", "Odesa")
    assert answer.ref is None
    assert "part of a town" in answer.why
    text = "the al-Jadida neighbourhood of western Mosul"
    quarter, city = ids(shipped, text, "al-Jadida", "western Mosul", setting=IRAQ)
    assert quarter == "dateline:mosul-al-jadida-iq"
    assert city is not None


def test_a_place_that_words_put_elsewhere_is_not_meant(shipped: Gazetteer) -> None:
    text = "They shelled Rubizhne in Kharkiv Oblast"
    assert ids(shipped, text, "Rubizhne", "Kharkiv Oblast")[0] == "dateline:rubizhne-ua"
    text = "They shelled Bakhmut in Odesa Oblast"
    (answer, _) = answers(shipped, text, "Bakhmut", "Odesa Oblast")
    assert answer.ref is None
    assert "does not lie where the words say" in answer.why


def test_the_regions_of_a_list(shipped: Gazetteer) -> None:
    text = "from Chernihiv and Sumy oblasts"
    assert ids(shipped, text, "Chernihiv", "Sumy") == ["geonames:710734", "geonames:692196"]
    text = "the entirety of Kyiv and Zhytomyr oblasts"
    assert ids(shipped, text, "Kyiv", "Zhytomyr")[0] == "geonames:703446"


def test_two_entries_of_one_town_are_no_doubt(shipped: Gazetteer) -> None:
    sudan = Setting(countries=("SD",), focus=(8.0, 21.0, 23.0, 39.0))
    (answer,) = answers(shipped, "They fled El Geneina.", "El Geneina", setting=sudan)
    assert answer.score > 0.9
