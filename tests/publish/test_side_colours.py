"""Sides have the colour of their conflict's file, whatever dossier shows them."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Conflict, shipped_conflicts
from dateline.publish.side_colours import palette, side_colours

SIDES = sorted({party.side for conflict in shipped_conflicts() for party in conflict.parties})


def test_every_party_of_every_file_has_a_colour_and_the_same_in_all() -> None:
    given: dict[str, set[str | None]] = {}
    for conflict in shipped_conflicts():
        for party in conflict.parties:
            given.setdefault(party.side, set()).add(party.colour)
    assert {side for side, colours in given.items() if len(colours) != 1} == set()
    assert {colour for (colour,) in given.values()} <= set(palette())


@pytest.mark.parametrize("conflict", shipped_conflicts(), ids=lambda c: c.slug)
def test_parties_of_one_conflict_differ_as_far_as_there_are_colours(conflict: Conflict) -> None:
    first = [party.colour for party in conflict.parties[: len(palette())]]
    assert len(set(first)) == len(first)


@given(st.sets(st.sampled_from(SIDES)))
def test_a_side_has_its_colour_beside_any_others(sides: set[str]) -> None:
    found = side_colours(sorted(sides))
    assert found == {side: side_colours([side])[side] for side in sides}


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8, unique=True))
def test_sides_of_no_file_differ_in_any_order(sides: list[str]) -> None:
    unknown = [side for side in sides if side not in SIDES]
    found = side_colours(unknown)
    assert len(set(found.values())) == len(unknown)
    assert side_colours(unknown[::-1]) == found
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in found.values())


def test_one_of_no_file_takes_none_that_is_taken() -> None:
    for one, other in itertools.pairwise(SIDES):
        found = side_colours([one, other, "nobody-knows"])
        assert found["nobody-knows"] not in {found[one], found[other]}
