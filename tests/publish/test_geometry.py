"""Boxes, frames and clipping."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.publish.geometry import Box, box_around, clip_line, clip_ring, frame_for

lon, lat = st.floats(-179, 179), st.floats(-80, 80)
points = st.lists(st.tuples(lon, lat), min_size=1, max_size=12)
BOX = Box(-10, -10, 10, 10)


@given(points)
def test_the_box_holds_its_points_and_the_frame_holds_the_box(
    found: list[tuple[float, float]],
) -> None:
    box = box_around(found)
    assert all(box.holds(p) for p in found)
    frame = frame_for(box, width=960, height=560)
    for point in found:
        x, y = frame.xy(point)
        assert -1 <= x <= 961
        assert -1 <= y <= 561


@given(points)
def test_what_is_clipped_lies_in_the_box(found: list[tuple[float, float]]) -> None:
    near = BOX.grown(1e-9)
    assert all(near.holds(p) for p in clip_ring(found, BOX))


def test_a_ring_around_the_box_becomes_the_box() -> None:
    ring = [(-20.0, -20.0), (20.0, -20.0), (20.0, 20.0), (-20.0, 20.0), (-20.0, -20.0)]
    assert set(clip_ring(ring, BOX)) == {(-10, -10), (10, -10), (10, 10), (-10, 10)}


def test_a_line_that_leaves_and_returns_is_two_runs() -> None:
    line = [(0.0, 0.0), (20.0, 0.0), (30.0, 0.0), (0.0, 5.0), (1.0, 5.0)]
    assert clip_line(line, BOX) == [
        [(0.0, 0.0), (20.0, 0.0)],
        [(30.0, 0.0), (0.0, 5.0), (1.0, 5.0)],
    ]


def test_kilometres_grow_northward_in_mercator() -> None:
    frame = frame_for(Box(0, 0, 60, 60), width=100, height=100)
    assert frame.km(100, at=(0, 60)) > 1.9 * frame.km(100, at=(0, 0))
