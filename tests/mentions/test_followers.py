from __future__ import annotations

import pytest

from dateline.mentions.followers import party_names
from tests.mentions.reading import read

LIBYA, ETHIOPIA, SUDAN = "2020-06-06", "2021-10-22", "2023-06-22"


def _sides(sentence: str, day: str) -> dict[str, str | None]:
    return {actor.name: actor.side for actor in read(sentence, published=day).actors}


@pytest.mark.parametrize(
    ("sentence", "day", "name", "side"),
    [
        ("Haftar's brigades withdrew from Sebha.", LIBYA, "Haftar's brigades", "lna"),
        ("Forces loyal to Haftar shelled Tripoli.", LIBYA, "Forces loyal to Haftar", "lna"),
        ("The rebels of Khalifa Haftar took Sebha.", LIBYA, "rebels of Khalifa Haftar", "lna"),
        ("Dagalo's paramilitaries overran Nyala.", SUDAN, "Dagalo's paramilitaries", "rsf"),
        ("Near Dara, Karen rebels held the road.", LIBYA, "Karen rebels", None),
        ("On Monday Darfuri rebels attacked it.", LIBYA, "Darfuri rebels", None),
        ("Police said Moro fighters held the town.", LIBYA, "Moro fighters", None),
        ("On Friday Ulyanov's militiamen left.", LIBYA, "Ulyanov's militiamen", None),
    ],
)
def test_armed_people_bear_the_name_before_them(
    sentence: str, day: str, name: str, side: str | None
) -> None:
    assert _sides(sentence, day)[name] == side


def test_an_adjective_of_a_party_alone_is_that_party() -> None:
    told = _sides("Tigrayan fighters shelled Bahir Dar and Lalibela in Amhara.", ETHIOPIA)
    assert told["Tigray People's Liberation Front"] == "tplf"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Young fighters attacked the town.", "Young fighters"),
        ("The rebels attacked the town.", "rebels"),
        ("Angry Rebels Attack Town", "Rebels"),
        ("Most residents said rebels took the bridge.", "rebels"),
    ],
)
def test_a_word_that_is_no_name_gives_none(sentence: str, name: str) -> None:
    assert name in _sides(sentence, LIBYA)


def test_people_who_do_not_fight_follow_nobody() -> None:
    assert "lna" not in [
        actor.side
        for actor in read("Haftar's doctors left Sebha.", published=LIBYA).actors
        if actor.name != "Khalifa Haftar"
    ]


def test_states_and_shared_words_are_no_party_s() -> None:
    names = party_names("ukraine")
    assert not {"russian", "ukrainian"} & set(names)
    assert party_names("ethiopia")["tigrayan"].side == "tplf"


@pytest.mark.parametrize(
    ("sentence", "lang", "day", "name", "side"),
    [
        ("Войска Асада вошли в город Алеппо.", "ru", "2016-12-01", "Войска Асада", None),
        ("Підрозділи Кадирова увійшли до Лисичанська.", "uk", "2022-07-02",
         "Підрозділи Кадирова", "RUS"),
        ("Повстанцы Улюлю захватили город.", "ru", "2022-07-02", "Повстанцы Улюлю", None),
        ("Повстанцы захватили город.", "ru", "2022-07-02", "Повстанцы", None),
    ],
)  # fmt: skip
def test_the_name_follows_where_case_says_whose_they_are(
    sentence: str, lang: str, day: str, name: str, side: str | None
) -> None:
    actors = {actor.name: actor.side for actor in read(sentence, lang=lang, published=day).actors}
    assert actors[name] == side
