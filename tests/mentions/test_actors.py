from __future__ import annotations

import pytest

from dateline.model import ActorKind, MentionKind
from tests.mentions.reading import actor, mention, read


@pytest.mark.parametrize(
    ("sentence", "words", "kind", "side", "sector"),
    [
        ("Kenyan troops left the town.", "Kenyan troops", ActorKind.FORCE, "KEN", "MIL"),
        ("Kenya's army left the town.", "Kenya's army", ActorKind.FORCE, "KEN", "MIL"),
        ("The armed forces of Kenya left.", "armed forces of Kenya", ActorKind.FORCE, "KEN", "MIL"),
        ("Kenya left the talks.", "Kenya", ActorKind.STATE, "KEN", "GOV"),
        ("Nairobi denied the raid.", "Nairobi", ActorKind.STATE, "KEN", "GOV"),
        ("The Kremlin denied the raid.", "Kremlin", ActorKind.ORGANISATION, "RUS", "GOV"),
        (
            "The Ministry of Defence of Kenya denied it.",
            "Ministry of Defence of Kenya",
            ActorKind.ORGANISATION,
            "KEN",
            "MIL",
        ),
        ("Kenyan police closed the road.", "Kenyan police", ActorKind.FORCE, "KEN", "COP"),
        ("Kenyan civilians fled.", "Kenyan civilians", ActorKind.GROUP, None, "CVL"),
        ("The Kenyans left.", "Kenyans", ActorKind.GROUP, "KEN", None),
        ("Al-Shabaab fighters left.", "Al-Shabaab fighters", ActorKind.GROUP, "al-shabaab", "REB"),
        ("Houthi rebels fired.", "Houthi rebels", ActorKind.GROUP, "houthis", "REB"),
        ("The African Union met.", "African Union", ActorKind.ORGANISATION, "AU", "IGO"),
        (
            "An official Kenyan newspaper wrote.",
            "Kenyan newspaper",
            ActorKind.ORGANISATION,
            "KEN",
            "JRN",
        ),
        ("The Kenyan side left the talks.", "Kenyan side", ActorKind.ORGANISATION, "KEN", "GOV"),
        ("Iraqi Kurds fled.", "Iraqi Kurds", ActorKind.GROUP, None, "CVL"),
        ("A Kenyan soldier waved.", "Kenyan soldier", ActorKind.UNNAMED, "KEN", "MIL"),
    ],
)
def test_who_acts(
    sentence: str, words: str, kind: ActorKind, side: str | None, sector: str | None
) -> None:
    found = actor(read(sentence), words)
    assert (found.kind, found.side, found.sector) == (kind, side, sector)


def test_one_force_however_it_is_worded() -> None:
    coding = read("Kenyan troops fired. Kenya's army left. Kenyan forces returned.")
    names = ["Kenyan troops", "Kenya's army", "Kenyan forces"]
    assert len({mention(coding, words).actor for words in names}) == 1


def test_an_adjective_alone_names_no_actor() -> None:
    assert read("Kenyan flags flew over the square.").actors == ()


@pytest.mark.parametrize("sentence", ["Rain fell in Kenya.", "A bomb fell in Nairobi today."])
def test_a_place_is_no_actor_that_acts(sentence: str) -> None:
    (found,) = read(sentence).mentions
    assert found.kind is MentionKind.PLACE


def test_things_are_no_actors() -> None:
    assert read("Boats crossed to the eastern bank, social media showed.").actors == ()


def test_a_person_with_office_and_state() -> None:
    coding = read("Kenyan foreign minister Daniel Otieno left.")
    found = actor(coding, "Daniel Otieno")
    assert (found.kind, found.side, found.role) == (
        ActorKind.PERSON, "KEN", "Kenyan foreign minister",
    )  # fmt: skip
    assert next(a for a in coding.actors if a.id == found.affiliation).name == "Kenya"


def test_an_office_after_the_name() -> None:
    found = actor(read("Daniel Otieno, the Kenyan foreign minister, left."), "Daniel Otieno")
    assert (found.role, found.side) == ("Kenyan foreign minister", "KEN")


def test_an_analyst_speaks_for_himself() -> None:
    found = actor(read("Kenyan analyst Daniel Otieno spoke."), "Daniel Otieno")
    assert (found.side, found.country) == (None, "KEN")


def test_who_held_an_office_is_of_the_elite() -> None:
    found = actor(read("Former Kenyan president Daniel Otieno spoke."), "Daniel Otieno")
    assert found.sector == "ELI"


def test_backed_by_a_state_is_not_of_it_and_installed_is() -> None:
    backed = actor(read("Kenyan-backed militias fired."), "Kenyan-backed militias")
    installed = actor(read("Kenyan-installed officials left."), "Kenyan-installed officials")
    assert (backed.side, installed.side) == (None, "KEN")


def test_two_owners_of_one_head() -> None:
    coding = read("Kenyan and Somali officials met.")
    assert [actor(coding, w).side for w in ("Kenyan", "Somali officials")] == ["KEN", "SOM"]


@pytest.mark.parametrize(
    ("lang", "sentence", "words", "side"),
    [
        ("uk", "Кенійські війська залишили місто.", "Кенійські війська", "KEN"),
        ("uk", "Міністерство оборони Кенії заявило це.", "Міністерство оборони Кенії", "KEN"),
        ("uk", "Про це сказав речник Кремля.", "речник Кремля", "RUS"),
        ("ru", "Кенийские войска оставили город.", "Кенийские войска", "KEN"),
        ("ru", "Войска Кении оставили город.", "Войска Кении", "KEN"),
    ],
)
def test_ukrainian_and_russian(lang: str, sentence: str, words: str, side: str) -> None:
    assert actor(read(sentence, lang=lang), words).side == side


def test_actors_have_the_same_id_in_any_report() -> None:
    first = actor(read("Kenyan troops left."), "Kenyan troops")
    second = actor(read("The town was taken by Kenya's army."), "Kenya's army")
    assert first.id == second.id


def test_bare_nouns_are_actors_of_one_report() -> None:
    assert (
        actor(read("Residents left."), "Residents").id
        != actor(read("Residents stayed."), "Residents").id
    )


@pytest.mark.parametrize(
    ("sentence", "words", "side", "lang"),
    [
        ("A Kenyan assault on the town failed.", "Kenyan", "KEN", "en"),
        ("Kenyan cross-border air strikes went on.", "Kenyan", "KEN", "en"),
        ("There is no longer any visible Kenyan presence.", "Kenyan", "KEN", "en"),
        ("Shells hit Kenyan-held Lodwar.", "Kenyan", "KEN", "en"),
        ("Російський масований обстріл тривав ніч.", "Російський", "RUS", "uk"),
        ("Российское наступление остановлено.", "Российское", "RUS", "ru"),
    ],
)
def test_a_deed_has_a_doer_in_its_adjective(
    sentence: str, words: str, side: str, lang: str
) -> None:
    found = actor(read(sentence, lang=lang), words)
    assert (found.kind, found.side) == (ActorKind.STATE, side)


@pytest.mark.parametrize(
    "sentence", ["A Kenyan newspaper lay there.", "Kenyan coffee is on fire.", "The Kenyan coast."]
)
def test_other_adjectives_name_nobody(sentence: str) -> None:
    assert "Kenyan" not in {m.text for m in read(sentence).mentions}


@pytest.mark.parametrize(
    ("sentence", "words", "country", "sector"),
    [
        ("Up to 100 ethnic Albanians marched in Serbia.", "ethnic Albanians", "SRB", "CVL"),
        ("Ethnic Albanian guerrillas hid in Serbia.", "Albanian guerrillas", "SRB", "REB"),
        ("Bosnian Serbs left the talks.", "Bosnian Serbs", "BIH", "CVL"),
        ("The militias based in Kenya fought Ugandan troops.", "militias", "KEN", "REB"),
        ("Leaders of Kenya's new government met.", "Kenya's new government", "KEN", "GOV"),
    ],
)
def test_of_which_country(sentence: str, words: str, country: str, sector: str) -> None:
    found = actor(read(sentence), words)
    assert (found.country, found.sector) == (country, sector)


def test_a_name_before_its_known_acronym_is_one() -> None:
    coding = read("The National Liberation Army (ELN) left Tibu. FARC and the ELN fought.")
    assert actor(coding, "National Liberation Army").side == "eln"
    assert mention(coding, "National Liberation Army").actor == mention(coding, "ELN").actor


def test_its_minister_is_of_the_same_state() -> None:
    found = actor(
        read("Kenya denied it. Its information minister resigned."), "information minister"
    )
    assert found.side == "KEN"


@pytest.mark.parametrize(
    ("lang", "text", "words", "side"),
    [
        ("uk", "Російські війська відійшли від Херсона. Генштаб мовчить.", "Генштаб", "UKR"),
        ("ru", "Армия Азербайджана взяла Шушу в Карабахе. Минобороны молчит.", "Минобороны", "AZE"),
        ("ru", "Войска России и Украины у Херсона. Минобороны молчит.", "Минобороны", None),
    ],
)
def test_whose_ministry_it_is(lang: str, text: str, words: str, side: str | None) -> None:
    assert actor(read(text, lang=lang), words).side == side


@pytest.mark.parametrize(
    ("sentence", "words", "side"),
    [
        ("The envoy would send peacekeepers in Kenya home.", "peacekeepers", None),
        ("The army in Kenya seized power.", "army in Kenya", "KEN"),
        ("Kenya captured soldiers in the town.", "captured soldiers", None),
        ("Kenyans living in the north left.", "Kenyans", None),
    ],
)
def test_who_acts_for_no_state(sentence: str, words: str, side: str | None) -> None:
    assert actor(read(sentence), words).side == side
