"""Deeds without a place take the one that all like tellings have, or none."""

from __future__ import annotations

from dateline.fusion.adopted_places import MOST, adopt_places, adoption_pairs, words_sought
from dateline.fusion.deed_places import Grade
from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.model import IncidentKind, Place
from tests.fusion.factory import HILLTOP, RIVERTON, Told, coding

WORDS = "drone wreckage burned beside granary"


def told(place: Place | None, outlet: str, *, day: int = 5, words: str = WORDS) -> list[Deed]:
    made = coding(Told(type="strike.air", place=place, day=day, words=words), outlet=outlet)
    return deeds_of(facts_of(made))


def adopted(*deeds: list[Deed]) -> list[Deed]:
    found = adopt_places([d for group in deeds for d in group])
    return [d for d in found if d.spot.grade is Grade.STORY]


def test_one_place_of_all_like_tellings_is_taken() -> None:
    (deed,) = adopted(told(None, "Post"), told(RIVERTON, "Mail"), told(RIVERTON, "Times"))
    assert deed.spot.place == RIVERTON
    assert deed.kind is IncidentKind.DEED


def test_two_places_are_none() -> None:
    assert not adopted(told(None, "Post"), told(RIVERTON, "Mail"), told(HILLTOP, "Times"))


def test_other_words_or_days_give_no_place() -> None:
    assert not adopted(told(None, "Post"), told(RIVERTON, "Mail", words="shells fell on houses"))
    assert not adopted(told(None, "Post"), told(RIVERTON, "Mail", day=9))


def test_a_word_that_many_tell_on_other_days_still_tells_these_apart() -> None:
    many = [told(HILLTOP, f"p{n}", day=1 + n % 2) for n in range(MOST)]
    near = [told(RIVERTON, f"q{n}") for n in range(3)]
    (deed,) = adopted(told(None, "Post"), *many, *near)
    assert deed.spot.place == RIVERTON
    crowd = [told(RIVERTON, f"r{n}") for n in range(MOST)]
    assert not adopted(told(None, "Post"), *near, *crowd)


def test_all_places_that_were_looked_at_are_ties() -> None:
    every = [*told(None, "Post"), *told(RIVERTON, "Mail"), *told(HILLTOP, "Times")]
    assert {b.spot.place for _, b in adoption_pairs(every)} == {RIVERTON, HILLTOP}


def named(words: str, outlet: str = "Post") -> list[Deed]:
    return told(None, outlet, words=words)


def test_a_name_that_another_report_places_is_a_place() -> None:
    other = told(RIVERTON, "Mail", words="shells fell on houses")
    for words, grade in (
        ("planes struck Place again", Grade.CLAIM),
        ("planes struck Placement again", Grade.NONE),
        ("planes struck a place again", Grade.NONE),
    ):
        deed, _ = adopt_places([*named(words), *other])
        assert deed.spot.grade is grade


def test_a_name_that_two_places_have_is_none() -> None:
    words = "shells fell on houses"
    others = [*told(RIVERTON, "Mail", words=words), *told(HILLTOP, "Times", words=words)]
    deed, *_ = adopt_places([*named("planes struck Place again"), *others])
    assert deed.spot.grade is Grade.NONE


def test_a_name_that_many_tell_on_other_days_still_tells_a_place() -> None:
    words = "shells fell on houses"
    many = [told(HILLTOP, f"p{n}", day=30, words=words) for n in range(MOST + 1)]
    near = [d for n in range(3) for d in told(RIVERTON, f"q{n}", words=words)]
    seeking = named("planes struck Place again")
    deed, *_ = adopt_places([*seeking, *near, *(d for group in many for d in group)])
    assert (deed.spot.place, deed.spot.grade) == (RIVERTON, Grade.CLAIM)
    crowd = [d for n in range(MOST) for d in told(RIVERTON, f"r{n}", words=words)]
    deed, *_ = adopt_places([*seeking, *near, *crowd])
    assert deed.spot.grade is Grade.NONE


def test_a_name_may_stand_behind_a_mark() -> None:
    assert words_sought("planes struck Riverton and 'old-town") == {"Riverton", "old", "town"}
