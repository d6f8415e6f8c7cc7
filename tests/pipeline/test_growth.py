"""What a report costs grows with its length, not with its square, whatever it is made of."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from dateline.ingest.sources import read_inputs
from dateline.pipeline import Coded, Settings, run
from tests.hostile import HOSTILE

SHORT = 6_000
"""Characters of the shorter text."""
TIMES = 4
"""How much longer the longer one is: what is quadratic takes 16 times as long."""
MOST = 8
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
def test_four_times_the_text_takes_no_more_than_eight_times_as_long(
    kind: str, tmp_path: Path
) -> None:
    short = _seconds(kind, SHORT, tmp_path)
    longer = _seconds(kind, TIMES * SHORT, tmp_path)
    assert longer / max(short, LEAST) < MOST, f"{short:.2f} s, then {longer:.2f} s"
