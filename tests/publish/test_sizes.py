"""Sizes and colours of the page that were chosen."""

from __future__ import annotations

from dateline.model import shipped_conflicts
from dateline.publish.sizes import side_colours, sizes


def test_a_side_has_one_colour_in_every_dossier_of_its_conflict() -> None:
    both = side_colours(["ukraine"], ["RUS", "UKR"])
    assert side_colours(["ukraine"], ["UKR"])["UKR"] == both["UKR"]
    assert side_colours(["ukraine"], ["UKR", "POL", "RUS"])["RUS"] == both["RUS"]
    ukraine = next(c for c in shipped_conflicts() if c.slug == "ukraine")
    given = {p.side: p.colour for p in ukraine.parties if p.colour}
    assert given == {side: both[side] for side in given}


def test_no_two_of_a_conflicts_first_sides_share_a_colour() -> None:
    for conflict in shipped_conflicts():
        sides = [p.side for p in conflict.parties][:4]
        colours = side_colours([conflict.slug], sides)
        assert len({colours[side] for side in sides}) == len(set(sides))


def test_sides_of_no_conflict_have_colours_too() -> None:
    colours = side_colours([None], [f"side-{n}" for n in range(12)])
    assert set(colours.values()) == set(sizes().side_colours)
