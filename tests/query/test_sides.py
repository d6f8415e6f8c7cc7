"""Sides as people name them."""

from __future__ import annotations

import pytest

from dateline.query import side_code


@pytest.mark.parametrize("words", ["RUS", "rus", "Russia", "russia"])
def test_a_side_is_known_by_code_and_name(words: str) -> None:
    assert side_code(words) == "RUS"


def test_an_unknown_side_is_none() -> None:
    assert side_code("the Moon") is None
