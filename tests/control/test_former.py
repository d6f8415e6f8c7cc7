"""Who held a place before its holder: as told, else the only other that could; unknown stays so."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.control.holders import Phase
from dateline.control.walking import name_former
from dateline.model import ControlState


def held_by(*holders: str | None) -> list[Phase]:
    """Phases of some holders, a day each."""
    return [
        Phase(
            datetime(2020, 1, day), ControlState.HELD if one else ControlState.UNKNOWN, one, None,
            0.9, None,
        )
        for day, one in enumerate(holders, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("holders", "parties", "former"),
    [
        (("A", "B"), "AB", (None, "A")),
        (("A", "B", "B"), "", (None, "A", "A")),
        ((None, "B"), "AB", (None, "A")),
        ((None, "B"), "ABC", (None, None)),
        ((None, "B"), "", (None, None)),
        ((None, "B"), "B", (None, None)),
        ((None, "B"), "AC", (None, None)),
        (("A", None, "B"), "ABC", (None, "A", "A")),
        ((None, "A", "B", "A"), "AB", (None, "B", "A", "B")),
        (("A",), "AB", (None,)),
        ((), "AB", ()),
    ],
)
def test_the_former_holder(
    holders: tuple[str | None, ...], parties: str, former: tuple[str | None, ...]
) -> None:
    assert tuple(p.former for p in name_former(held_by(*holders), frozenset(parties))) == former


@given(
    st.lists(st.sampled_from(["A", "B", "C", None]), max_size=8), st.sets(st.sampled_from("ABC"))
)
def test_nobody_takes_a_place_from_itself(holders: list[str | None], parties: set[str]) -> None:
    named = name_former(held_by(*holders), parties)
    assert [p.holder for p in named] == holders
    for at, phase in enumerate(named):
        assert phase.former is None or phase.former != phase.holder
        told = {p.holder for p in named[:at]} | parties
        assert phase.former is None or phase.former in told
