"""Everything that names an actor, sentence by sentence."""

from __future__ import annotations

import pytest

from tests.mentions.reading import actor, read


@pytest.mark.parametrize(
    ("sentence", "words", "name", "side"),
    [
        pytest.param("Kenyan navy left.", "Kenyan navy", "Kenyan navy", "KEN", id="navy"),
        pytest.param("US officials left.", "US officials", "US officials", "USA", id="officials"),
        pytest.param("Kenya's 5th Brigade left.", "Kenya's 5th Brigade", "Kenya's 5th Brigade",
                     "KEN", id="a unit"),
        pytest.param("The Russian-held town fell.", "Russian", "Russia", "RUS", id="held by"),
        pytest.param("Russian missile strikes hit Kenya.", "Russian", "Russia", "RUS",
                     id="a deed with its weapon is the state's"),
        pytest.param("A Russian drone attack hit Kenya.", "Russian", "Russia", "RUS",
                     id="a drone attack"),
        pytest.param("Russian drones hit Kenya.", "Russian drones", "Russian forces", "RUS",
                     id="drones that act"),
        pytest.param("Russian artillery shelled Kenya.", "Russian artillery", "Russian forces",
                     "RUS", id="artillery that acts"),
        pytest.param("anti-Russian fighters left.", "fighters", "fighters", None,
                     id="against a state"),
        pytest.param("Ethnic Russians left.", "Ethnic Russians", "Ethnic Russians", None,
                     id="people of a state who do not act for it"),
        pytest.param("Ukraine's former president left.", "Ukraine's former president",
                     "Ukraine's former president", None, id="who was in office"),
        pytest.param("Reuters reported it.", "Reuters", "Reuters", None, id="an outlet"),
    ],
)  # fmt: skip
def test_whom_the_words_name(sentence: str, words: str, name: str, side: str | None) -> None:
    found = actor(read(sentence), words)
    assert (found.name, found.side) == (name, side)


@pytest.mark.parametrize(
    "sentence",
    ["Russian missile strikes hit Kenya.", "A Russian drone attack hit Kenya."],
)
def test_a_weapon_of_a_deed_is_nobody(sentence: str) -> None:
    coding = read(sentence)
    assert {a.name for a in coding.actors} == {"Russia", "Kenya"}


@pytest.mark.parametrize(
    ("sentence", "person", "role", "side"),
    [
        ("Oleh Zhdanov, a Ukrainian military analyst, left.", "Oleh Zhdanov",
         "Ukrainian military analyst", None),
        ("Kenyan President William Ruto left.", "William Ruto", "Kenyan President", "KEN"),
        ("Russian Defence Ministry spokesman Igor Konashenkov spoke.", "Igor Konashenkov",
         "Russian Defence Ministry spokesman", "RUS"),
    ],
)  # fmt: skip
def test_a_person_has_the_role_beside_the_name(
    sentence: str, person: str, role: str, side: str | None
) -> None:
    found = actor(read(sentence), person)
    assert (found.name, found.role, found.side) == (person, role, side)


def test_a_role_after_two_commas_is_of_no_name_before() -> None:
    coding = read("Oleh Zhdanov, in Kenya, a Ukrainian military analyst, left.")
    assert actor(coding, "Oleh Zhdanov").role is None


def test_a_name_before_its_known_acronym_is_the_same_actor() -> None:
    coding = read("National Liberation Army (ELN) fighters left.")
    assert actor(coding, "National Liberation Army").id == actor(coding, "ELN").id


def test_capitals_of_a_headline_are_read_too() -> None:
    assert actor(read("THE ARMY LEFT"), "ARMY").sector == "MIL"
