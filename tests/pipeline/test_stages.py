"""The shipped stages fit together, in the order in which they are listed."""

from __future__ import annotations

import pytest

from dateline.model import Layer, encode
from dateline.pipeline import Coded, check_order, code_reading, components
from tests.store.records import reading

WRITTEN = frozenset(Layer)


@pytest.mark.parametrize("reader", [True, False])
def test_every_stage_finds_what_it_needs(*, reader: bool) -> None:
    stages = components(reader=reader)
    check_order(stages)
    assert frozenset[Layer]().union(*(stage.writes for stage in stages)) >= WRITTEN


def test_stages_have_names_of_their_own() -> None:
    names = [stage.name for stage in components()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("reader", [True, False])
def test_a_report_is_coded_the_same_each_time(*, reader: bool) -> None:
    results = [code_reading(reading(), components(reader=reader)) for _ in range(2)]
    first, second = results
    assert isinstance(first, Coded)
    assert isinstance(second, Coded)
    assert encode(first.coding) == encode(second.coding)
    assert first.coding.claims
