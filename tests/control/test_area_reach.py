"""How far areas reach: a bank within its region; all of it where words say so or no town stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from dateline.control.area_reach import AREA, WHOLLY, AreaReach
from dateline.control.left_out import Omission
from dateline.control.parameters import EventRule
from dateline.model import Place, Span, Toponym, ToponymKind
from tests.fusion.factory import REGION, RIVERTON, Told, coding

RIVER = replace(REGION, id="x:river", name="Ash", feature="STM")
GONE = EventRule(says="gone", weight=0.9, wide=True)
PLACES = {"x:river": ("right-in", "right-out"), REGION.id: ("right-in", "left-in")}


def named(text: str, name: str, place: Place, area: str | None) -> Toponym:
    """A toponym of this text."""
    start = text.index(name)
    return Toponym(
        start, start + len(name), name, id=name, kind=ToponymKind.LITERAL, place=place, area=area
    )


def reached(text: str, *, towns: Sequence[Place] = ()) -> set[tuple[str, str]]:
    """What 'left' reaches on the Ash's right bank, in the region where the text names it."""
    here = [named(text, "Ash", RIVER, "bank:right")]
    if "Shire" in text:
        here.append(named(text, "Shire", replace(REGION, feature="ADM1"), None))

    def spread(toponym: Toponym, near: Sequence[Place] | None) -> Sequence[str]:
        assert toponym.place is not None
        return PLACES[toponym.place.id] if near is None else [f"by {t.name}" for t in near]

    reach = AreaReach(
        text=text, spread=spread, here=here, where={t.id: "behind" for t in here}, towns=towns
    )
    event = coding(Told(type="territory.left", side="AAA")).events[0]
    start = text.index("left")
    event = replace(event, trigger=Span(start, start + 4, "left"))
    told = [reach(event, GONE, toponym) for toponym in here]
    return {(p, t[0]) for t in told if not isinstance(t, Omission) for p in t[1]}


@pytest.mark.parametrize(
    "text",
    [
        "They left the entire right bank of the Ash in Shire.",
        "They left all of the right bank of the Ash in Shire.",
        "They left the right bank of the Ash in Shire.",
    ],
)
def test_a_bank_reaches_the_towns_of_its_region_alone(text: str) -> None:
    assert reached(text) == {("right-in", WHOLLY)}


def test_positions_on_a_bank_reach_no_town() -> None:
    assert not reached("They left positions on the right bank of the Ash in Shire.")


def test_a_bank_without_a_region_goes_as_far_as_the_towns_named() -> None:
    text = "They left the right bank of the Ash."
    assert not reached(text)
    assert reached(text, towns=[RIVERTON]) == {(f"by {RIVERTON.name}", AREA)}


def test_an_entire_bank_says_no_less_than_the_bank() -> None:
    text = "They left the entire right bank of the Ash."
    assert {place for place, _ in reached(text, towns=[RIVERTON])} == {f"by {RIVERTON.name}"}
