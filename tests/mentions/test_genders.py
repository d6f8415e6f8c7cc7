"""The gender that a given name mostly has."""

from __future__ import annotations

import pytest

from dateline.mentions.files import read
from dateline.mentions.genders import genders
from dateline.mentions.stems import normal


@pytest.mark.parametrize(
    ("name", "gender"), [("Maria", "f"), ("Daniel", "m"), ("Олена", "f"), ("Quxxy", None)]
)
def test_the_gender_of_a_name(name: str, gender: str | None) -> None:
    assert genders().get(normal(name)) == gender


def test_a_name_that_both_bear_is_either() -> None:
    names = read("given_names.yaml", dict[str, list[str]])
    both = {normal(n) for n in names["female"]} & {normal(n) for n in names["male"]}
    assert both
    assert {genders()[name] for name in both} == {"a"}
