"""The judged pairs, and the curve that is fitted on them."""

from __future__ import annotations

from dateline.fusion.linkage import shipped_weights
from evals.links import fitted, pairs

FEWEST = 200


def test_pairs_name_characters_of_two_reports() -> None:
    found = list(pairs())
    assert len(found) >= FEWEST
    assert all(p.a[1] < p.a[2] and p.b[1] < p.b[2] and p.a[0] != p.b[0] for p in found)
    assert 0.3 < sum(p.same for p in found) / len(found) < 0.7


def test_the_curve_rises_where_more_bits_are_more_often_one() -> None:
    weak = ({"type": "kin", "words": "none"}, False)
    strong = ({"type": "same", "words": "several"}, True)
    odd = ({"type": "same", "words": "several"}, False)
    other = ({"type": "kin", "words": "none"}, True)
    offset, slope = fitted([weak] * 3 + [other] + [strong] * 3 + [odd], shipped_weights())
    assert slope > 0
    assert offset < 0
