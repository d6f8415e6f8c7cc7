"""How far areas reach: a bank within its region; all of it where told so or no town stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from dateline.control.area_reach import AREA, WHOLLY, AreaReach
from dateline.control.left_out import Omission
from dateline.model import Auxiliary, Place, PlaceRole, Toponym, ToponymKind
from tests.fusion.factory import REGION, RIVERTON, Told, coding

RIVER = replace(REGION, id="x:river", name="Ash", feature="STM")
PLACES = {"x:river": ("right-in", "right-out"), REGION.id: ("right-in", "left-in")}


BANK = "Ash"


def named(at: int, name: str, place: Place, area: str | None) -> Toponym:
    """A toponym of this name."""
    return Toponym(
        at, at + len(name), name, id=name, kind=ToponymKind.LITERAL, place=place, area=area
    )


def reached(
    role: PlaceRole = PlaceRole.AT,
    *,
    wholly: bool = False,
    leaves: bool = True,
    region: bool = True,
    towns: Sequence[Place] = (),
    auxiliary: Auxiliary = Auxiliary.ASSERTED,
) -> set[tuple[str, str]] | set[Omission]:
    """What a leaving of the Ash's right bank reaches, with or without a region beside it."""
    here = [named(0, BANK, RIVER, "bank:right")]
    if region:
        here.append(named(9, "Shire", replace(REGION, feature="ADM1"), None))

    def spread(toponym: Toponym, near: Sequence[Place] | None) -> Sequence[str]:
        assert toponym.place is not None
        return PLACES[toponym.place.id] if near is None else [f"by {t.name}" for t in near]

    reach = AreaReach(
        spread=spread, here=here, roles={BANK: role, "Shire": PlaceRole.AT}, towns=towns,
        says_wholly=lambda _toponym: wholly,
    )  # fmt: skip
    event = coding(Told(type="territory.left", side="AAA")).events[0]
    told = reach(replace(event, auxiliary=auxiliary), here[0], leaves=leaves)
    return {told} if isinstance(told, Omission) else {(p, told[0]) for p in told[1]}


@pytest.mark.parametrize("role", [PlaceRole.WHOLE_OF, PlaceRole.AT, PlaceRole.FROM])
def test_a_bank_reaches_the_towns_of_its_region_alone(role: PlaceRole) -> None:
    assert reached(role) == {("right-in", WHOLLY)}


def test_who_takes_something_in_an_area_takes_all_of_it_only_where_words_say_so() -> None:
    assert reached(PlaceRole.WHOLE_OF, leaves=False) == {Omission.NARROW}
    assert reached(leaves=False, wholly=True) == {("right-in", WHOLLY)}


def test_a_part_of_a_bank_reaches_no_town_that_is_not_named() -> None:
    assert reached(PlaceRole.PART_OF) == {Omission.NARROW}
    near = reached(PlaceRole.PART_OF, towns=[RIVERTON])
    assert near == {(f"by {RIVERTON.name}", AREA)}


def test_a_bank_without_a_region_goes_as_far_as_the_towns_named() -> None:
    told = reached(wholly=True, region=False, towns=[RIVERTON])
    assert told == {(f"by {RIVERTON.name}", WHOLLY)}


def test_that_not_all_of_a_bank_was_left_says_nothing_of_its_towns() -> None:
    assert reached(wholly=True, auxiliary=Auxiliary.NEGATED) == {Omission.AREA_DENIED}


def test_a_region_with_a_bank_only_says_where_the_bank_is() -> None:
    region = named(9, "Shire", replace(REGION, feature="ADM1"), None)
    here = [named(0, BANK, RIVER, "bank:right"), region]
    reach = AreaReach(
        spread=lambda _area, _towns: ("p:1",), here=here,
        roles={BANK: PlaceRole.AT, "Shire": PlaceRole.WHOLE_OF}, towns=(),
        says_wholly=lambda _toponym: True,
    )  # fmt: skip
    event = coding(Told(type="territory.left", side="AAA")).events[0]
    assert reach(event, region, leaves=True) is Omission.BANK_MEANT
