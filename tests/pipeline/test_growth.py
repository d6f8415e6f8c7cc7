"""What a report costs grows with its length, not with its square, whatever it is made of."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from dateline.ingest.sources import read_inputs
from dateline.pipeline import Coded, Settings, run
from tests.hostile import HOSTILE

SHORT = 5_000
"""Characters of the shorter text."""
PAIRED = frozenset({"offices", "plain quotes", "nested quotes"})
"""Kinds full of events and quotations: comparing these in pairs shows only in longer texts."""
PAIRED_SHORT = 12_000
TIMES = 4
"""How much longer the longer one is: what is quadratic takes 16 times as long."""
MOST, MOST_PAIRED = 8.0, 6.0
LEAST = 0.2
"""Seconds below which a time is taken for this: the clock and the tables' loading weigh more."""


def _seconds(kind: str, size: int, folder: Path) -> float:
    path = folder / f"{size}.txt"
    path.write_text(HOSTILE[kind](size), encoding="utf-8")
    started = process_time()
    results = list(run(read_inputs([path]), Settings(reader=False)))
    taken = process_time() - started
    assert all(isinstance(result, Coded) for result in results)
    assert len(results) == 1
    return taken


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_it_costs_grows_far_less_than_the_square(kind: str, tmp_path: Path) -> None:
    size, most = (PAIRED_SHORT, MOST_PAIRED) if kind in PAIRED else (SHORT, MOST)
    short = _seconds(kind, size, tmp_path)
    longer = _seconds(kind, TIMES * size, tmp_path)
    assert longer / max(short, LEAST) < most, f"{short:.2f} s, then {longer:.2f} s"
