"""Those from whom a place is taken are not those who take it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from dateline.events.former_holders import part_losers
from dateline.events.lines import Line, Phrase


def parted(text: str, doer: str, deed: str, *, code: str = "territory.taken") -> tuple[int, int]:
    """How many took it, and from how many."""
    words = text.split()
    starts = [sum(len(w) + 1 for w in words[:n]) for n in range(len(words))]
    line = cast(
        Line,
        SimpleNamespace(words=SimpleNamespace(lower=[w.lower() for w in words], starts=starts)),
    )
    first = words.index(doer)
    phrase = Phrase(first, first + 1)
    took, lost = part_losers(code, [phrase], line, start=starts[words.index(deed)], lang="en")
    return len(took), len(lost)


@pytest.mark.parametrize(
    ("text", "doer", "expected"),
    [
        ("Hilltop was liberated from the rebels", "rebels", (0, 1)),
        ("Hilltop was liberated from the hands of rebels", "rebels", (0, 1)),
        ("rebels liberated Hilltop from the army", "rebels", (1, 0)),
        ("Hilltop was liberated by rebels", "rebels", (1, 0)),
        ("Hilltop was liberated from the north by rebels", "rebels", (1, 0)),
    ],
)
def test_who_stands_behind_from_lost_it(text: str, doer: str, expected: tuple[int, int]) -> None:
    assert parted(text, doer, "liberated") == expected


def test_only_a_taking_has_former_holders() -> None:
    text = "Hilltop was struck from the rebels"
    assert parted(text, "rebels", "struck", code="strike.air") == (1, 0)
