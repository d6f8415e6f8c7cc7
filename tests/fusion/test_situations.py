"""Situations: one a kind and area, cut where nothing is told for long."""

from __future__ import annotations

from dateline.fusion.deeds import Deed, deeds_of
from dateline.fusion.facts import facts_of
from dateline.fusion.situations import is_ongoing, situations_of
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
