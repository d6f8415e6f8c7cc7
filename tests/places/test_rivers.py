from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.gazetteer import Gazetteer
from dateline.places.rivers import bank, clipped, side_of
from tests.places.conftest import LINE


def test_banks_are_named_as_the_water_runs() -> None:
    assert bank(LINE, 47.0, 33.2)[0] == "left"
    assert bank(LINE, 47.0, 32.8)[0] == "right"


def test_compass_points_name_banks() -> None:
    assert side_of(LINE, "east") == "left"
    assert side_of(LINE, "west") == "right"
    assert side_of(LINE, "north") is None  # it runs along the line
    assert side_of(LINE, "left") == "left"
    assert side_of(LINE, "upstream") is None


@given(st.floats(46.6, 47.4), st.floats(0.01, 0.5))
def test_opposite_sides_are_opposite_banks(lat: float, away: float) -> None:
    assert bank(LINE, lat, 33.0 + away)[0] == "left"
    assert bank(LINE, lat, 33.0 - away)[0] == "right"
    assert bank(LINE, lat, 33.0 + away)[1] == pytest.approx(bank(LINE, lat, 33.0 - away)[1])


def test_a_line_is_cut_to_a_box() -> None:
    assert clipped(LINE, (46.9, 32.0, 47.1, 34.0)) == LINE
    assert clipped(LINE, (46.4, 32.0, 46.6, 34.0)) == LINE[1:]


@pytest.mark.parametrize(
    ("river", "place", "side"),
    [
        ("dnipro", "geonames:706448", "right"),  # Kherson
        ("siverskyi-donets", "Lysychansk", "right"),
        ("siverskyi-donets", "Sievierodonetsk", "left"),
        ("oskil", "Kupiansk", "right"),
        ("inhulets", "geonames:713208", "left"),  # Arkhanhelske
        ("euphrates", "Raqqa", "left"),
        ("euphrates", "Deir ez-Zor", "right"),
        ("blue-nile", "Wad Medani", "left"),
        ("white-nile", "Omdurman", "left"),
        ("wadi-gaza", "Nuseirat", "left"),
        ("dnipro", "Oleshky", "left"),
        ("dnipro", "Enerhodar", "left"),
        ("dnipro", "Nikopol", "right"),
    ],
)
def test_known_towns_lie_on_their_banks(
    shipped: Gazetteer, river: str, place: str, side: str
) -> None:
    ref = shipped.find(f"dateline:{river}")
    assert ref is not None
    line = shipped.extra(ref)["line"]
    one = shipped.by_id(place)
    towns = [one] if one else [shipped.place(r) for r in shipped.named(place)]
    near = min((bank(line, t.lat, t.lon) for t in towns), key=lambda answer: answer[1])
    assert near[0] == side
