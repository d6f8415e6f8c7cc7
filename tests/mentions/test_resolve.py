from __future__ import annotations

import pytest

from tests.mentions.reading import actor, mention, read


def test_a_surname_is_the_full_name_before_or_after() -> None:
    coding = read("Otieno left.", "Kenyan minister Daniel Otieno said so. Otieno returned.")
    assert len({m.actor for m in coding.mentions if "Otieno" in m.text}) == 1


def test_he_and_she_agree_with_given_names() -> None:
    coding = read("Daniel Otieno met Maria Keller. She left early. He stayed.")
    assert actor(coding, "She").name == "Maria Keller"
    assert actor(coding, "He").name == "Daniel Otieno"


def test_he_prefers_who_spoke_to_who_was_spoken_of() -> None:
    coding = read(
        "Kenyan spokesman Daniel Otieno said the raid was no blow to President William Ruto.",
        "He denied it.",
    )
    assert actor(coding, "He").name == "Daniel Otieno"


def test_they_are_many() -> None:
    coding = read("Kenyan troops passed Daniel Otieno. They burned a depot.")
    assert actor(coding, "They").name == "Kenyan forces"


def test_the_fleeing_troops_are_those_named_before() -> None:
    coding = read("Kenyan troops fled. The fleeing troops blew up a bridge.")
    assert actor(coding, "fleeing troops").name == "Kenyan forces"


def test_the_ministry_is_the_one_of_the_state_in_the_sentence() -> None:
    coding = read("In a statement to Kenya's state news agency, the ministry said it was over.")
    assert actor(coding, "ministry").side == "KEN"


def test_its_forces_are_the_pronouns() -> None:
    coding = read("Kenya said its forces left. Boko Haram said its fighters stayed.")
    assert actor(coding, "forces").name == "Kenyan forces"
    assert actor(coding, "fighters").side == "boko-haram"


def test_the_groups_spokesman_speaks_for_the_group() -> None:
    coding = read("Boko Haram left. The group's spokesman denied it.")
    assert actor(coding, "spokesman").side == "boko-haram"


def test_the_enemy_is_the_other_side_of_the_speakers() -> None:
    coding = read(
        "Sudan's army spokesman Nabil Abdallah said the enemy left Khartoum and Omdurman."
    )
    assert actor(coding, "enemy").side == "rsf"


def test_a_pronoun_of_the_first_person_is_left_open() -> None:
    assert mention(read("We left Kenya."), "We").actor is None


def test_the_army_is_who_was_called_so_before() -> None:
    coding = read(
        "Kenya's army took the fort. The Rapid Support Forces fled. The army said no more."
    )
    last = [m for m in coding.mentions if "army" in m.text.lower()][-1]
    assert actor(coding, last.text, nth=-1).side == "KEN"


def test_she_is_who_was_just_cited() -> None:
    coding = read(
        "The spokesman, Otieno, said all was well.",
        "According to a resident, shells fell at night. She fled.",
    )
    assert actor(coding, "She").name == "resident"


def test_he_is_nobody_named_below_him() -> None:
    coding = read(
        "Kenyan spokesman Daniel Otieno spoke for President William Ruto. Mr Ruto smiled.",
        "He denied the loss was a blow to Ruto.",
    )
    assert actor(coding, "He").name == "Daniel Otieno"


def test_it_is_no_people() -> None:
    coding = read("The bridge Kenyans used is gone. They may have destroyed it.")
    assert actor(coding, "They").name == "Kenyans"
    assert mention(coding, "it").actor is None


def test_units_of_an_army_are_that_army() -> None:
    coding = read("Soldiers of the Kenyan army left. Units of Somalia's armed forces came.")
    assert actor(coding, "Soldiers of the Kenyan army").name == "Kenyan forces"
    assert actor(coding, "Units of Somalia's armed forces").side == "SOM"


@pytest.mark.parametrize(
    ("second", "words", "name"),
    [
        ("The ministry said more.", "ministry", "Kenyan foreign ministry"),
        ("The foreign ministry said more.", "foreign ministry", "Kenyan foreign ministry"),
        ("The defence ministry said more.", "defence ministry", "Kenyan defence ministry"),
    ],
)
def test_a_ministry_of_another_trade_is_another_ministry(
    second: str, words: str, name: str
) -> None:
    assert actor(read(f"Kenya's foreign ministry spoke. {second}"), words).name == name


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Kenyan President William Ruto spoke. The president left.", "president", "William Ruto"),
        ("Kenyan minister Daniel Otieno spoke. The minister left.", "minister", "Daniel Otieno"),
        ("William Ruto spoke. The president left.", "president", "William Ruto"),
    ],
)
def test_an_office_is_the_person_who_was_just_said_to_hold_it(
    text: str, words: str, name: str
) -> None:
    assert actor(read(text), words).name == name


@pytest.mark.parametrize(
    ("text", "words"),
    [("Bosnian Serbs left.", "Bosnian Serbs"), ("Serbs living in Bosnia left.", "Serbs")],
)
def test_people_of_another_state_act_for_neither(text: str, words: str) -> None:
    found = actor(read(text), words)
    assert (found.side, found.sector) == (None, "CVL")
