"""Numbers that rival each other, and those that only grew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.fusion.opposed import (
    are_rival_numbers,
    find_oppositions,
    is_series,
    middle_of,
    range_of,
    relate_deeds,
)
from dateline.fusion.tellings import Telling, tellings_of
from dateline.model import Auxiliary, Basis, ContradictionKind, Quantity, QuantityOf, Scope
from tests.fusion.factory import Told, coding

NUMBERS = st.floats(min_value=1, max_value=10_000)


def killed(
    best: float, *, low: float | None = None, high: float | None = None, scope: Scope | None = None
) -> Quantity:
    return Quantity(
        start=0, end=1, text="n", of=QuantityOf.KILLED, low=low, best=best, high=high, scope=scope
    )


@given(NUMBERS, NUMBERS)
def test_rivals_are_so_either_way_and_never_a_number_with_itself(one: float, other: float) -> None:
    a, b = killed(one), killed(other)
    assert are_rival_numbers(a, b) == are_rival_numbers(b, a)
    assert not are_rival_numbers(a, a)


@given(NUMBERS)
def test_a_number_lies_in_its_range(best: float) -> None:
    low, high = range_of(killed(best))
    assert low <= middle_of(killed(best)) <= high


@pytest.mark.parametrize(
    ("one", "other", "rivals"),
    [
        (killed(43), killed(110), True),
        (killed(40, low=40), killed(48), False),
        (killed(40, low=40), killed(60), True),
        (killed(2000), killed(2150), False),
        (killed(43), killed(110, scope=Scope.CONFLICT), False),
    ],
)
def test_counts_of_one_deed_that_do_not_meet(
    *, one: Quantity, other: Quantity, rivals: bool
) -> None:
    assert are_rival_numbers(one, other) is rivals


def tell(type: str, **fields: object) -> Telling:
    """A telling of a report of its own."""
    day = fields.pop("report_day", 6)
    told = Told(type=type, **fields)  # type: ignore[arg-type]
    (made,) = tellings_of(coding(told, outlet=f"{type}{fields}", day=day))  # type: ignore[arg-type]
    return made


A = {"side": "AAA", "source": "A", "source_side": "AAA"}
B = {"side": "BBB", "source": "B", "source_side": "BBB"}


@pytest.mark.parametrize(
    ("one", "other", "forms"),
    [
        pytest.param(
            tell("territory.held", **A, day=5), tell("territory.held", **B, day=5), ["held"],
            id="two hold it on one day",
        ),
        pytest.param(
            tell("territory.held", **A, day=5), tell("territory.held", **B, day=6), ["held"],
            id="one holds it, and the other a day later",
        ),
        pytest.param(
            tell("territory.held", **A, day=5), tell("territory.held", **B, day=9), [],
            id="one holds it, and the other days later",
        ),
        pytest.param(
            tell("territory.taken", **A, day=5), tell("territory.taken", **B, day=6), ["taken"],
            id="two took it within a day",
        ),
        pytest.param(
            tell("territory.held", **A, day=6), tell("territory.taken", **B, day=5),
            ["held_or_taken"], id="one holds it after the other took it",
        ),
        pytest.param(
            tell("territory.held", **A, day=4), tell("territory.taken", **B, day=5), [],
            id="one held it before the other took it",
        ),
        pytest.param(
            tell("territory.held", **A), tell("territory.left", **A), ["gone"],
            id="still there, and gone",
        ),
        pytest.param(
            tell("territory.held", **A), tell("territory.left", **B), [], id="another has gone"
        ),
        pytest.param(
            tell("strike.air", **A), tell("strike.air", **B), ["doers_same"], id="two culprits"
        ),
        pytest.param(
            tell("strike.air", **A), tell("strike", **B), ["doers_parent"], id="of a wider code"
        ),
        pytest.param(
            tell("territory.taken", **A, day=3), tell("territory.taken", **A, day=17), ["days"],
            id="taken once, on two days a fortnight apart",
        ),
        pytest.param(
            tell("territory.taken", **A, day=3), tell("territory.taken", **A, day=18), [],
            id="taken again",
        ),
        pytest.param(
            tell("territory.taken", **A, day=3),
            tell("territory.taken", **A, day=5, basis=Basis.DOCUMENT), [],
            id="the one day is the report's own",
        ),
        pytest.param(
            tell("strike.air", **A, day=3), tell("strike.air", **A, day=5), [],
            id="strikes repeat",
        ),
    ],
)  # fmt: skip
def test_how_two_tellings_are_opposed(one: Telling, other: Telling, forms: list[str]) -> None:
    assert [found.form for found in find_oppositions(one, other)] == forms
    assert [found.form for found in find_oppositions(other, one)] == forms


@pytest.mark.parametrize(
    ("one", "other", "form"),
    [
        ("strike.air", "strike.air", "same"),
        ("strike.air", "strike", "parent"),
        ("strike", "strike.air", "parent"),
        ("territory.taken", "force.advanced", "moved"),
        ("strike.air", "strike.shelling", "kin"),
        ("strike.air", "damage.utility", None),
        ("territory.held", "territory.left", None),
    ],
)
def test_deeds_that_may_be_one(one: str, other: str, form: str | None) -> None:
    assert relate_deeds(tell(one), tell(other)) == form


def test_nobody_of_theirs_is_there_denies_that_they_took_it() -> None:
    taken = tell("territory.taken", **A)
    absent = tell("force.present", **A, auxiliary=Auxiliary.NEGATED)
    assert relate_deeds(taken, absent) == "absent"
    (found,) = find_oppositions(absent, taken)
    assert (found.form, found.kind) == ("denied_absent", ContradictionKind.PRESENCE)
    assert (found.a, found.b) == (taken, absent)
    other = tell("force.present", side="BBB", source="A", auxiliary=Auxiliary.NEGATED)
    assert relate_deeds(taken, other) is None


@pytest.mark.parametrize(
    ("first", "later", "of", "series"),
    [
        pytest.param((6, 12, 10), (8, 12, 40), QuantityOf.KILLED, True, id="a toll that grew"),
        pytest.param((6, 12, 40), (8, 12, 10), QuantityOf.KILLED, False, id="a toll that fell"),
        pytest.param((6, 12, 10), (8, 12, 10), QuantityOf.KILLED, True, id="the same toll"),
        pytest.param((6, 9, 10), (6, 11, 40), QuantityOf.KILLED, True, id="two hours later"),
        pytest.param((6, 9, 10), (6, 10, 40), QuantityOf.KILLED, False, id="an hour later"),
        pytest.param((6, 9, 40), (6, 12, 10), QuantityOf.KILLED, False, id="fell within a day"),
        pytest.param((6, 9, 10), (6, 20, 40), QuantityOf.SETTLEMENTS, False, id="of one day"),
        pytest.param((6, 9, 10), (8, 9, 40), QuantityOf.SETTLEMENTS, True, id="ground gained"),
    ],
)
def test_a_number_that_only_grew_goes_against_nothing(
    *, first: tuple[int, int, int], later: tuple[int, int, int], of: QuantityOf, series: bool
) -> None:
    told = []
    for day, hour, best in (first, later):
        made = tell("strike.air", source=f"{day}{hour}", day=day)
        fact = replace(made.fact, published=f"2020-01-{day:02d}T{hour:02d}:00:00")
        number = replace(killed(best), of=of)
        told.append((replace(made, fact=fact), number))
    (a, p), (b, q) = told
    assert is_series(a, p, b, q) is series
    assert is_series(b, q, a, p) is series


def test_a_report_without_an_hour_tells_no_growth_within_its_day() -> None:
    made = tell("strike.air", source="A")
    dated = replace(made, fact=replace(made.fact, published="2020-01-06"))
    assert not is_series(made, killed(10), dated, killed(40))
    undated = replace(made, fact=replace(made.fact, published=None))
    assert not is_series(made, killed(10), undated, killed(40))


@pytest.mark.parametrize(
    ("quantity", "low", "high"),
    [
        (killed(2000), 1800, 2200),
        (killed(40, low=40), 40, 50),
        (killed(40, high=40), 30, 40),
        (killed(40, low=30, high=60), 30, 60),
    ],
)
def test_what_a_number_may_stand_for(quantity: Quantity, low: float, high: float) -> None:
    assert list(range_of(quantity)) == pytest.approx([low, high])


@pytest.mark.parametrize(
    ("best", "low", "high", "middle"),
    [
        (40, 30, 60, 40),
        (None, 30, 60, 30),
        (None, None, 60, 60),
        (None, None, None, 0),
        (0, 1, 2, 0),
    ],
)
def test_the_number_that_stands_for_a_range(
    best: float | None, low: float | None, high: float | None, middle: float
) -> None:
    assert middle_of(replace(killed(1), best=best, low=low, high=high)) == middle
