"""Claims that repeat an earlier one: copied passages, and a statement told again the next day."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dateline.fusion.carried import SAID_AGAIN, again_of, carried_claims, first_of, said_again
from dateline.model import Claim
from tests.fusion.factory import Told, coding

LONG = "bombs hit the market in the middle of the old town at noon and the roof fell in"
OTHER = "a bridge over the canal was opened to traffic for the first time in three years"
CROSSED = "forty soldiers crossed the river before dawn and none was left behind there"


def claim_of(words: str, *, outlet: str = "Post") -> Claim:
    (claim,) = coding(Told(type="strike.air", words=words), outlet=outlet).claims
    return claim


def test_a_copied_passage_carries_its_claims() -> None:
    first = coding(Told(type="strike.air", words=LONG), outlet="Post", day=6)
    later = coding(Told(type="strike.air", words=LONG), outlet="Mail", day=7)
    own = coding(Told(type="strike.air", words=OTHER), outlet="Echo", day=7)
    assert carried_claims([own, later, first]) == {later.claims[0].id: first.claims[0].id}


def test_a_chain_of_copies_leads_to_the_first() -> None:
    days = [
        coding(Told(type="strike.air", words=LONG), outlet=f"o{day}", day=day) for day in (5, 6, 7)
    ]
    first, second, third = (made.claims[0].id for made in days)
    assert carried_claims(days) == {second: first, third: first}


@pytest.mark.parametrize(
    ("claim", "carried", "first"),
    [
        ("a", {}, "a"),
        ("a", {"a": "b"}, "b"),
        ("a", {"a": "b", "b": "c"}, "c"),
        ("a", {"a": "b", "b": "a"}, "b"),
    ],
)
def test_the_end_of_a_chain_even_where_it_runs_in_a_circle(
    claim: str, carried: dict[str, str], first: str
) -> None:
    assert first_of(claim, carried) == first


@pytest.mark.parametrize(
    ("days", "again"),
    [
        (("2020-01-05", "2020-01-06"), True),
        (("2020-01-31", "2020-02-01"), True),
        (("2020-01-05", "2020-01-07"), False),
        (("2020-01-05", "2020-01-05"), False),
        (("2020-01-05", ""), False),
    ],
)
def test_a_statement_is_told_again_on_the_very_next_day(
    *, days: tuple[str, str], again: bool
) -> None:
    one, other = claim_of(CROSSED), claim_of(CROSSED, outlet="Mail")
    found = said_again([("ministry", days[0], one), ("ministry", days[1], other)])
    assert found == ({other.id: one.id} if again else {})


def test_another_source_says_it_for_itself() -> None:
    one, other = claim_of(CROSSED), claim_of(CROSSED, outlet="Mail")
    assert not said_again([("ministry", "2020-01-05", one), ("mayor", "2020-01-06", other)])


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param([("a", CROSSED)], [("b", CROSSED)], {"b": "a"}, id="the same words"),
        pytest.param(
            [("a", CROSSED)],
            [("b", "before dawn forty soldiers crossed the river and none was left behind")],
            {"b": "a"},
            id="the same words in another order",
        ),
        pytest.param([("a", CROSSED)], [("b", OTHER)], {}, id="other words"),
        pytest.param(
            [("a", OTHER), ("c", CROSSED)], [("b", CROSSED)], {"b": "c"}, id="the likest of two"
        ),
        pytest.param([], [("b", CROSSED)], {}, id="nothing before"),
        pytest.param([("a", CROSSED)], [], {}, id="nothing after"),
    ],
)
def test_what_is_said_again(
    before: list[tuple[str, str]], after: list[tuple[str, str]], found: dict[str, str]
) -> None:
    assert again_of(before, after) == found


def test_a_like_statement_is_said_again_from_its_bound_on() -> None:
    """Nine of ten words are one: above the bound; half of them: below it."""
    words = CROSSED.split()
    assert SAID_AGAIN == 80
    assert again_of([("a", CROSSED)], [("b", " ".join(words[1:]))]) == {"b": "a"}
    assert again_of([("a", CROSSED)], [("b", " ".join(words[:4]))]) == {}


def test_a_claim_of_several_pieces_is_compared_as_one() -> None:
    made = claim_of(CROSSED)
    (span,) = made.content
    pieces = replace(made, content=(span, span))
    twice = claim_of(f"{CROSSED} at Place 0 {CROSSED}", outlet="Mail")
    assert said_again([("m", "2020-01-05", pieces), ("m", "2020-01-06", twice)])
