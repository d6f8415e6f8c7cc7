"""Tolls: what killed people is told in the sentence before."""

from __future__ import annotations

import pytest

from tests.events.helpers import coding, events, one


def types(text: str, *, lang: str = "en", places: tuple[str, ...] = ()) -> list[str]:
    """The codes of a text, in its order."""
    return [event.type for event in events(coding(text, lang=lang, places=places))]


def test_a_toll_belongs_to_the_deed_told_before() -> None:
    text = "Warplanes bombed the market. The death toll had risen to 37."
    bombed, toll = events(coding(text))
    assert (bombed.type, toll.type) == ("strike.air", "strike.air")
    assert [(q.of.value, q.best) for q in toll.quantities] == [("killed", 37.0)]


def test_the_passive_without_a_doer_does_too() -> None:
    assert types("An air strike hit a school. Eleven people were killed.") == ["strike.air"] * 2


def test_another_place_is_another_deed() -> None:
    text = "Drones attacked Odesa. In Kherson, two people were killed."
    assert types(text, places=("Odesa", "Kherson")) == ["strike.drone", "civilians.attacked"]


def test_a_doer_of_its_own_is_another_deed() -> None:
    text = "Drones attacked Odesa. Russian forces killed two farmers."
    assert types(text, places=("Odesa",))[1] == "civilians.attacked"


@pytest.mark.parametrize(
    "after", ["The toll could not be verified.", "Hospitals took in the victims."]
)
def test_a_toll_without_a_number_tells_nothing(after: str) -> None:
    assert types(f"Warplanes bombed the market. {after}") == ["strike.air"]


def test_what_is_demanded_counts_no_dead() -> None:
    text = "Warplanes bombed the market. Stop killing people."
    assert types(text) == ["strike.air", "civilians.attacked"]


def test_what_lies_far_before_is_not_told_last() -> None:
    between = "The weather was fine. The shops were open. Buses ran. "
    told = f"Warplanes bombed the market. Rebels ambushed a patrol. {between}Two people died."
    assert types(told) == ["strike.air", "battle.clash"]


def test_a_report_of_one_kind_of_deed_may_count_late() -> None:
    between = "The weather was fine. The shops were open. Buses ran. Trains, too. "
    assert types(f"Warplanes bombed the market. {between}Two people died.") == ["strike.air"] * 2


def test_a_death_without_violence_is_none() -> None:
    assert types("Two people died in a traffic accident.") == []
    assert types("Ninety people died of cholera, a disease of the poor.") == []


def test_a_toll_in_ukrainian() -> None:
    text = "Ракета влучила в кафе. Кількість загиблих зросла до 52."
    hit, toll = events(coding(text, lang="uk"))
    assert (hit.type, toll.type) == ("strike.shelling", "strike.shelling")
    assert [(q.of.value, q.best) for q in toll.quantities] == [("killed", 52.0)]


def test_in_ukrainian_the_troops_may_stand_last() -> None:
    event = one(coding("Село обстріляли російські війська.", lang="uk"))
    assert event.type == "strike.shelling"
    assert "actors: російські війська" in event.why


def test_no_troops_in_russian() -> None:
    event = one(coding("Армянских военных в регионе нет.", lang="ru"))
    assert (event.type, event.auxiliary.value) == ("force.present", "negated")


def test_a_toll_is_where_and_when_its_deed_was() -> None:
    text = "Warplanes bombed Odesa. At least 37 people were killed."
    bombed, toll = events(coding(text, places=("Odesa",)))
    assert toll.toponyms == bombed.toponyms == ("top-Odesa",)
    assert toll.time == bombed.time
    assert toll.same_as is None  # it gives a figure
    assert "place: of the deed" in toll.why
