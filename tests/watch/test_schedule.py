"""When to look next: jitter, back-off, what servers ask for."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.store import Watch
from dateline.watch.limits import limits
from dateline.watch.records import Look, State
from dateline.watch.schedule import after_look, wait_after

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WATCH = Watch(id="wat-1", name="a", kind="address", target="https://a.example/", every=900,
              added_at="2026-01-01T00:00:00.000000Z")  # fmt: skip


@given(
    st.integers(0, 100), st.integers(0, 1), st.floats(0, 1e9) | st.none(), st.integers(),
    st.sampled_from(["address", "folder", "query"]), st.integers(1, 10**6),
)  # fmt: skip
def test_no_look_comes_before_its_time_or_never(
    failures: int, steady: int, asked: float | None, seed: int, kind: str, every: int
) -> None:
    look = Look(
        state=State(), error="x" if failures else None, steady=bool(steady), retry_after=asked
    )
    watch = replace(WATCH, kind=kind, every=every)
    wait = wait_after(watch, look, failures=failures, chance=Random(seed))
    longest = max(limits().longest_wait, every) * (1 + limits().jitter)
    assert wait <= max(longest, limits().longest_retry_after)
    assert wait >= min(asked or 0.0, limits().longest_retry_after)
    if kind == "address":
        assert wait >= every


def test_failures_are_met_with_longer_waits_and_a_good_look_ends_them() -> None:
    watch, waits = WATCH, []
    for _ in range(9):
        watch = after_look(watch, Look(state=State(), error="x"), now=NOW, chance=Random(0))
        waits.append((datetime.fromisoformat(watch.next_at or "") - NOW).total_seconds())
    assert waits == sorted(waits)
    assert 900 <= waits[0] <= 990
    assert waits[3] >= 7200
    assert waits[-1] <= 86400 * 1.1
    assert (watch.failures, watch.good_at) == (9, None)
    well = after_look(watch, Look(state=State(), found=2), now=NOW, chance=Random(0))
    assert (well.failures, well.error, well.total) == (0, None, 2)
    assert (datetime.fromisoformat(well.next_at or "") - NOW).total_seconds() <= 990


def test_a_feed_that_is_broken_is_asked_as_often_as_before() -> None:
    broken = Look(state=State(), error="x", steady=True)
    assert wait_after(WATCH, broken, failures=9, chance=Random(0)) <= 990


def test_an_ended_watch_has_no_next_look() -> None:
    ended = after_look(WATCH, Look(state=State(), error="x", ended=True, note="gone"), now=NOW,
                       chance=Random(0))  # fmt: skip
    assert (ended.next_at, ended.note) == (None, "gone")


@pytest.mark.parametrize("seed", range(3))
def test_watches_that_were_added_together_do_not_stay_together(seed: int) -> None:
    chance = Random(seed)
    waits = {wait_after(WATCH, Look(state=State()), failures=0, chance=chance) for _ in range(20)}
    assert len(waits) == 20
