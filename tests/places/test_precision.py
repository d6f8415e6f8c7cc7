"""UCDP's codes for how precisely a place is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.areas import Area
from dateline.places.precision import where_prec


@pytest.mark.parametrize(
    ("feature", "rule", "km", "code"),
    [
        ("PPL", None, None, 1),
        ("PPL", "outskirts", None, 1),
        ("PPL", "part:south", None, 1),
        ("PPL", "part", None, 1),
        ("PPL", "near", None, 2),
        ("PPL", "5 km west of", 5.0, 2),
        ("PPL", "25 km west of", 25.0, 2),
        ("PPL", "26 km west of", 26.0, 5),
        ("PPL", "coast", None, 2),
        ("PPL", "direction", None, 5),
        ("PPL", "between", None, 5),
        ("PPL", "border", None, 5),
        ("ADM2", None, None, 3),
        ("ADM2", "near", None, 3),
        ("ADM2", "border", None, 5),
        ("ADM1", None, None, 4),
        ("ADM1", "direction", None, 5),
        ("ADM1", "coast", None, 5),
        ("PCLI", None, None, 6),
        ("PCLI", "border", None, 6),
        ("STM", "bank:left", None, 5),
        ("OCN", None, None, 7),
        ("OCN", "coast", None, 7),
    ],
)
def test_a_code_by_feature_and_area(
    feature: str, rule: str | None, km: float | None, code: int
) -> None:
    assert where_prec(feature, Area(rule=rule, km=km) if rule else None) == code


@given(
    st.sampled_from(["PPL", "ADM1", "ADM2", "PCLI", "STM", "OCN", "AIRP"]),
    st.sampled_from(["near", "outskirts", "between", "direction", "border", "coast", "part"]),
    st.none() | st.floats(0, 500),
)
def test_an_area_never_makes_a_place_more_exact(feature: str, rule: str, km: float | None) -> None:
    assert where_prec(feature, Area(rule=rule, km=km)) >= where_prec(feature, None)
