"""Situations: one a kind and area, cut where nothing is told for long."""

from __future__ import annotations

from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.situations import Part, is_ongoing, situations_of, where_told
from dateline.model import UNKNOWN_INTERVAL
from tests.fusion.factory import HILLTOP, REGION, Told, coding


def deeds(*told: Told) -> list[Deed]:
    return deeds_of(facts_of(coding(*told)))


def test_a_silence_cuts_a_situation() -> None:
    days = (1, 5, 25)
    told = deeds(*(Told(type="battle.clash", place=REGION, day=day) for day in days))
    assert [len(s) for s in situations_of(told)] == [2, 1]


def test_another_place_or_kind_is_another_situation() -> None:
    told = deeds(
        Told(type="force.present"), Told(type="force.present", place=HILLTOP),
        Told(type="battle.clash", place=REGION),
    )  # fmt: skip
    assert all(is_ongoing(d) for d in told)
    assert len(list(situations_of(told))) == 3


def test_a_town_on_a_day_is_no_situation() -> None:
    assert not any(is_ongoing(d) for d in deeds(Told(type="battle.clash"), Told(type="strike.air")))


def part(*places: str, sure: bool = True, called: tuple[str, ...] = ()) -> Part:
    return Part(
        deed="e@p", event="e", claim="c", type="battle", family="battle", days=None,
        places=places, sure=sure, called=called, time=UNKNOWN_INTERVAL,
    )  # fmt: skip


def test_areas_that_are_sure_are_told_before_namesakes_that_are_not() -> None:
    loose = part("b", sure=False)
    assert where_told([part("a"), loose, loose]) == ("a", None)
    assert where_told([part(), loose, loose]) == ("b", None)
    assert where_told([part("a", "c"), part("c"), loose]) == ("c", None)


def test_a_name_stands_where_no_gazetteer_knows_the_place() -> None:
    named = part(called=("Mill", "Ford"))
    assert where_told([named, part(called=("Mill",))]) == (None, "Mill")
    assert where_told([named, part("a")]) == ("a", None)
    assert where_told([part()]) == (None, None)
