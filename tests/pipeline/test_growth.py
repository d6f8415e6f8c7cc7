"""What a report costs grows with its length, whatever it is full of."""

from __future__ import annotations

import time

import pytest

from dateline.ingest.plain import read_plain
from dateline.model import Coding
from dateline.pipeline import code, components
from tests.hostile import HOSTILE

STAGES = components(reader=False)
SHORT, LONG = 4_000, 16_000
FLOOR = 0.3
"""Processor seconds under which a measure is noise."""


def seconds_for(text: str) -> tuple[float, Coding]:
    report = next(read_plain(text.encode(), where="long.txt")).report
    started = time.process_time()
    coded = code(report, STAGES)
    return time.process_time() - started, coded


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_four_times_the_text_costs_little_more_than_four_times(kind: str) -> None:
    make = HOSTILE[kind]
    short, _ = seconds_for(make(SHORT))
    long, coded = seconds_for(make(LONG))
    assert not [note for note in coded.notes if "failed" in note]
    assert long <= 8 * max(short, FLOOR)
