"""Whose a ministry is that no state stands beside: that of the place, never the attacker's."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.mentions.offices import OfficePlacer
from dateline.model import Coding, Place, Toponym, ToponymKind
from tests.mentions.reading import actor, read


def placed(*paragraphs: str, lang: str = "en", at: dict[str, str]) -> Coding:
    """A small report with the places named in `at` (name -> country), and its offices."""
    coding = read(*paragraphs, lang=lang)
    found = []
    for name, country in at.items():
        start = coding.report.text.index(name)
        place = Place(id=f"geonames:{name}", name=name, lat=0, lon=0, country=country,
                      admin1=None, feature="PPL", where_prec=1)  # fmt: skip
        span = coding.report.span(start, start + len(name))
        found.append(
            Toponym(span.start, span.end, span.text, id=f"top-{name}",
                    kind=ToponymKind.LITERAL, place=place)
        )  # fmt: skip
    return OfficePlacer()(replace(coding, toponyms=tuple(found)))


@pytest.mark.parametrize(
    ("attacker", "town", "country", "side"),
    [
        ("Russian", "Kramatorsk", "UA", "UKR"),
        ("Ukrainian", "Belgorod", "RU", "RUS"),
        ("Israeli", "Khan Younis", "PS", "PSE"),
        ("Iranian", "Erbil", "IQ", "IRQ"),
        ("Pakistani", "Kunar", "AF", "AFG"),
    ],
)
@pytest.mark.parametrize("office", ["interior ministry", "health ministry", "government"])
def test_a_ministry_is_of_the_place_that_was_hit(
    attacker: str, town: str, country: str, side: str, office: str
) -> None:
    coding = placed(f"A {attacker} missile hit a market in {town}, the {office} said.",
                    at={town: country})  # fmt: skip
    assert actor(coding, office).side == side


@pytest.mark.parametrize("office", ["police", "governor", "army", "authorities", "military"])
def test_police_army_and_governor_are_of_the_place_too(office: str) -> None:
    coding = placed(f"Russian forces shelled Sumy, the {office} said.", at={"Sumy": "UA"})
    assert actor(coding, office).side == "UKR"


def test_a_ministry_that_is_named_with_its_state_stays() -> None:
    text = (
        "Russia's interior ministry said a missile hit Kramatorsk. The interior ministry said so."
    )
    coding = placed(text, at={"Kramatorsk": "UA"})
    assert actor(coding, "interior ministry").side == "RUS"


def test_an_own_ministry_speaks_of_what_its_forces_gained() -> None:
    coding = placed("Russian forces captured Avdiivka, the defence ministry said.",
                    at={"Avdiivka": "UA"})  # fmt: skip
    assert actor(coding, "defence ministry").side == "RUS"


def test_a_ministry_of_the_state_that_acts_stays_without_a_place() -> None:
    coding = placed("A shell hit Sumy.", "Russia recalled its envoy, the foreign ministry said.",
                    at={"Sumy": "UA"})  # fmt: skip
    assert actor(coding, "foreign ministry").side == "RUS"


def test_where_no_place_is_the_report_decides() -> None:
    coding = placed("Shells hit Sumy.", "A Russian attack killed ten, the health ministry said.",
                    at={"Sumy": "UA"})  # fmt: skip
    assert actor(coding, "health ministry").side == "UKR"


def test_where_it_was_fired_from_decides_nothing() -> None:
    coding = placed("Missiles fired from Belgorod hit Kharkiv, the interior ministry said.",
                    at={"Belgorod": "RU", "Kharkiv": "UA"})  # fmt: skip
    assert actor(coding, "interior ministry").side == "UKR"


def test_places_of_two_states_leave_it_open() -> None:
    coding = placed("Shells hit Sumy and Kursk, the interior ministry said.",
                    at={"Sumy": "UA", "Kursk": "RU"})  # fmt: skip
    assert actor(coding, "interior ministry").side is None


def test_an_army_in_the_words_of_its_ministry_is_its_own() -> None:
    coding = placed("Russia's defence ministry said the army had taken Avdiivka.",
                    at={"Avdiivka": "UA"})  # fmt: skip
    assert actor(coding, "army").side == "RUS"


def test_an_office_of_the_outlets_language_stays_at_home() -> None:
    text = "Українські війська вдарили по Бєлгороду, повідомило міністерство оборони."
    coding = placed(text, lang="uk", at={"Бєлгороду": "RU"})
    assert actor(coding, "міністерство оборони").side == "UKR"


def test_no_report_without_offices_is_touched() -> None:
    coding = placed("Rain fell on Sumy.", at={"Sumy": "UA"})
    assert OfficePlacer()(coding) is coding


def test_every_mention_has_its_actor() -> None:
    coding = placed("An Israeli air strike hit Rafah, the health ministry said. It said ten died.",
                    at={"Rafah": "PS"})  # fmt: skip
    known = {one.id for one in coding.actors}
    assert {m.actor for m in coding.mentions if m.actor} <= known
    assert {a.affiliation for a in coding.actors if a.affiliation} <= known


def test_the_foreign_ministry_is_no_defence_ministry() -> None:
    coding = read("Russia's defence ministry spoke. Later the foreign ministry said so.")
    assert "defence" not in actor(coding, "foreign ministry").name


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The defence ministry in Moscow said its units had left Kherson.", "defence ministry"),
        ("Russian withdrawal from Kherson is complete, the defence ministry said.",
         "defence ministry"),
    ],
)  # fmt: skip
def test_a_ministry_of_the_side_that_moves_is_not_of_the_place(text: str, noun: str) -> None:
    assert actor(placed(text, at={"Kherson": "UA"}), noun).side == "RUS"


def test_a_ministry_without_a_trade_is_no_more_than_that() -> None:
    coding = placed("Withdrawal from Kherson is complete, ministry says.", at={"Kherson": "UA"})
    assert actor(coding, "ministry").side is None


def test_a_defence_ministry_that_nobody_attacks_stays_open() -> None:
    coding = placed("Минобороны сообщило об отводе войск на левый берег у Херсона.", lang="ru",
                    at={"Херсона": "UA"})  # fmt: skip
    assert actor(coding, "Минобороны").side is None


def test_the_ministry_after_the_health_ministry_is_the_same() -> None:
    text = "An Israeli air strike hit Rafah, the health ministry said. The ministry said ten died."
    coding = placed(text, at={"Rafah": "PS"})
    assert {actor(coding, noun).side for noun in ("health ministry", "ministry")} == {"PSE"}


def test_an_office_of_a_region_is_not_the_government() -> None:
    coding = placed("Shells hit Kherson, the regional police said.", at={"Kherson": "UA"})
    regional = actor(coding, "regional police")
    assert (regional.name, regional.side) == ("regional police", "UKR")
