"""The chance of a contradiction: a probability, from weights that the package ships."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.fusion.chances import shipped_model

MODEL = shipped_model()
NAMES = st.sampled_from(sorted(MODEL.weights))


@given(st.dictionaries(NAMES, st.floats(min_value=0, max_value=1)))
def test_it_is_a_probability_in_any_order_of_features(features: dict[str, float]) -> None:
    chance = MODEL.chance(features)
    assert 0.0 <= chance <= 1.0
    assert MODEL.chance(dict(reversed(features.items()))) == chance


def test_what_is_shown_is_surer_than_what_is_perhaps() -> None:
    assert 0.0 < MODEL.perhaps < MODEL.shown < 1.0


def test_an_unknown_feature_says_nothing_and_a_weight_its_sign() -> None:
    assert MODEL.chance({"no such feature": 1.0}) == MODEL.chance({})
    assert MODEL.chance({"denial:explicit": 1.0}) > MODEL.chance({})
    assert MODEL.chance({"not told": 1.0}) < MODEL.chance({})
