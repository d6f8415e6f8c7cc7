"""The numbers that were chosen for watching keep their order."""

from __future__ import annotations

from dateline.watch.limits import limits


def test_nobody_may_ask_more_often_than_the_shortest_and_each_kind_has_both() -> None:
    chosen = limits()
    assert set(chosen.every) == set(chosen.shortest)
    assert all(chosen.shortest[kind] <= chosen.every[kind] for kind in chosen.every)


def test_waits_grow_from_the_first_to_the_longest() -> None:
    chosen = limits()
    assert 0 < chosen.first_retry < chosen.longest_wait
    assert chosen.longest_sleep > 0
    assert 0 <= chosen.jitter < 1
    assert min(chosen.workers, chosen.ledger_tries, chosen.finds_sent) >= 1
