"""Weights to shares, and ballots cut to their finalists."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.features import ALONE, NAMES, Ballot, Setting
from dateline.places.gazetteer import Facts, Ref, gazetteer
from dateline.places.names import Found
from dateline.places.ranker import FINALISTS, Ranker, shares, shipped_ranker, softmax, tree_rows


def facts(number: int, *, people: int = 0, feature: str = "PPL", country: str = "UA") -> Facts:
    return Facts(
        ref=Ref(0, number), lat=float(number), lon=0.0, feature=feature, country=country,
        region=f"{country}.01", people=people,
    )  # fmt: skip


def ballot(*candidates: Facts, name: str = "Riverton") -> Ballot:
    found = Found(start=0, end=len(name), text=name, names=(name,))
    return Ballot(found=found, facts=list(candidates), how=[0] * len(candidates))


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=8))
def test_shares_sum_to_one_in_the_order_of_their_sums(sums: list[float]) -> None:
    found = softmax(sums)
    assert math.isclose(sum(found), 1.0)
    assert all(0 <= share <= 1 for share in found)
    assert found.index(max(found)) == sums.index(max(sums)) or math.isclose(
        max(found), found[sums.index(max(sums))]
    )


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ([0.0], [1.0]),
        ([0.0, 0.0], [0.5, 0.5]),
        ([math.log(3), 0.0], [0.75, 0.25]),
        ([1000.0, 0.0], [1.0, 0.0]),
    ],
)
def test_the_softmax_of_large_numbers_too(sums: list[float], expected: list[float]) -> None:
    assert softmax(sums) == pytest.approx(expected)


def test_a_single_candidate_has_all_of_its_name() -> None:
    assert shares([[0.0, -99.0]], [1.0, 1.0]) == [1.0]
    assert shares([[math.log(3), 9.0], [0.0, 9.0]], [1.0, 0.0]) == pytest.approx([0.75, 0.25])


def test_a_weight_for_people_ranks_by_people() -> None:
    ranker = Ranker({"alone": {"most people": 1.0}, "context": {"most people": 1.0}})
    small, large = facts(1, people=10), facts(2, people=40)
    told = ballot(small, large)
    ranker.rank([told], {0: 0}, Setting(), gazetteer())
    assert told.best() == 1
    assert told.shares[1] == pytest.approx(math.e / (1 + math.e))


def test_only_the_finalists_are_left() -> None:
    ranker = Ranker({"alone": {"people": 1.0}, "context": {}})
    told = ballot(*(facts(n, people=n) for n in range(FINALISTS + 5)))
    told.support = [0] * len(told.facts)
    told.support[0] = 9
    ranker.rank([told], {0: 0}, Setting(), gazetteer())
    kept = {f.ref[1] for f in told.facts}
    assert len(kept) == FINALISTS
    assert 0 in kept, "what the other names speak for stays, however small"
    assert FINALISTS + 4 in kept
    assert len(told.shares) == len(told.vectors) == len(told.how) == FINALISTS


def test_a_ballot_of_few_is_left_as_it_is() -> None:
    told = ballot(facts(1), facts(2))
    told.shares = [0.2, 0.8]
    told.keep(FINALISTS)
    assert told.shares == [0.2, 0.8]


def test_the_trees_see_share_rank_and_numbers() -> None:
    told = ballot(facts(1, people=10), facts(2, people=40), facts(3, people=10))
    told.vectors = [[0.5], [0.6], [0.7]]
    told.shares = [0.2, 0.5, 0.3]
    rows = tree_rows([told], names=4)
    assert [row[0] for row in rows] == [0.5, 0.6, 0.7]
    assert [row[1] for row in rows] == pytest.approx([math.log(s) for s in told.shares], abs=1e-4)
    assert [row[2:] for row in rows] == [[1, 3, 4], [0, 3, 4], [1, 3, 4]]


def test_the_shipped_ranker_has_a_weight_for_every_feature() -> None:
    ranker = shipped_ranker()
    assert len(ranker._alone) == len(ALONE)
    assert len(ranker._context) == len(NAMES)
    assert any(ranker._alone)
    assert any(ranker._context[len(ALONE) :])
