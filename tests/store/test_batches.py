"""What is written together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.store.batches import batches


def ticking(*times: float) -> Callable[[], float]:
    """A clock that shows these times, one after the other."""
    shown = iter(times)
    return lambda: next(shown)


@given(st.lists(st.integers(0, 50)), st.integers(1, 100))
def test_every_item_is_in_one_batch_in_order(sizes: list[int], most: int) -> None:
    made = list(batches(sizes, lambda size: size, most=most, seconds=1e9))
    assert [size for batch in made for size in batch] == sizes
    assert all(sum(batch[:-1]) < most for batch in made)


def test_what_comes_slowly_is_written_at_once() -> None:
    clock = ticking(0.0, 0.1, 0.6, 0.6, 9.0, 9.0)
    made = batches("abc", lambda _: 1, seconds=0.5, most=99, clock=clock)
    assert list(made) == [["a", "b"], ["c"]]


def test_what_came_before_a_failure_is_written() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise KeyboardInterrupt

    made = batches(failing(), lambda _: 1)
    assert next(made) == [1]
    with pytest.raises(KeyboardInterrupt):
        next(made)
