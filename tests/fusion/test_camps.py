"""The army and those who fight it, where no side is known."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.camps import find_camp
from dateline.fusion.contradict import tellings_told
from dateline.fusion.opposed import find_oppositions
from dateline.fusion.relations import are_other_sides, relate_doers
from dateline.fusion.tellings import Telling
from tests.fusion.factory import Told, coding


@pytest.mark.parametrize(
    ("names", "sides", "camp"),
    [
        (["Government forces"], [], "state"),
        (["Islamist fighters"], [], "rebel"),
        (["повстанці"], [], "rebel"),
        (["Ejército Nacional"], [], "state"),
        (["مقاتلو المعارضة"], [], "rebel"),
        (["rebel army"], [], None),
        (["our units"], [], None),
        (["fighters"], ["UKR"], "state"),
        (["soldiers"], ["al-shabaab"], "rebel"),
        ([], [], None),
    ],
)
def test_a_camp_is_of_the_side_first_and_of_the_words_next(
    names: list[str], sides: list[str], camp: str | None
) -> None:
    assert find_camp(names, sides) == camp


def telling(kind: str, camp: str | None, outlet: str, side: str | None = None) -> Telling:
    (found,) = tellings_told(coding(Told(type=kind, side=side), outlet=outlet))
    return replace(found, fact=replace(found.fact, camp=camp))


def test_the_army_is_another_doer_than_rebels_and_no_other_than_soldiers() -> None:
    army, rebels = telling("territory.held", "state", "A"), telling("territory.taken", "rebel", "B")
    assert relate_doers(army, rebels) == "other"
    assert not are_other_sides(army, rebels)
    assert [o.form for o in find_oppositions(army, rebels)] == ["held_or_taken"]
    soldiers = telling("territory.taken", "state", "B")
    assert relate_doers(army, soldiers) == "unknown"
    assert not list(find_oppositions(army, soldiers))
