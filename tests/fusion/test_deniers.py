"""Whose deed a denial denies."""

from __future__ import annotations

import pytest

from dateline.fusion.deniers import relate_denier
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import Auxiliary, Stance
from tests.fusion.factory import Told, coding

NOT = Auxiliary.NEGATED


def telling(told: Told) -> Telling:
    """The one telling of a report that says one thing."""
    (found,) = tellings_of(coding(told))
    return found


def denial(*, side: str | None, by: str, of: str | None, kind: str = "strike.air") -> Telling:
    """A denial of a deed of a side by a source."""
    return telling(
        Told(type=kind, side=side, source=by, source_side=of, auxiliary=NOT, stance=Stance.DENY)
    )


def attack(*, side: str | None) -> Telling:
    """A strike that residents tell."""
    return telling(Told(type="strike.air", side=side, source="residents"))


@pytest.mark.parametrize(
    ("told", "denied", "level"),
    [
        ("AAA", "AAA", "own, told of it"),
        ("BBB", "AAA", "own, told of another"),
        (None, "AAA", "own, told of nobody"),
        ("AAA", None, "perhaps own, told of it"),
        (None, None, "perhaps own, told of nobody"),
    ],
)
def test_who_denies_its_own_deed(told: str | None, denied: str | None, level: str) -> None:
    answer = denial(side=denied, by="A's ministry", of="AAA")
    assert relate_denier(attack(side=told), answer) == level


def test_a_denial_of_a_third_party_is_not_of_ones_own_deed() -> None:
    answer = denial(side="CCC", by="A's ministry", of="AAA")
    assert relate_denier(attack(side="BBB"), answer) == "of a doer"
    assert relate_denier(attack(side=None), answer) == "of somebody"


def test_ground_that_was_not_lost_is_denied_as_such() -> None:
    answer = denial(side=None, by="A's ministry", of="AAA", kind="territory.taken")
    taken = telling(Told(type="territory.taken", side="BBB", source="residents"))
    assert relate_denier(taken, answer) == "the deed itself"
