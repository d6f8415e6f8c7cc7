from __future__ import annotations

from training.schedule import schedule


def test_the_fast_schedule_is_the_full_one_cut_short() -> None:
    full, fast = schedule(), schedule(fast=True)
    assert fast.steps < full.steps
    assert fast.weight == full.weight
    assert fast.seed == full.seed


def test_the_rate_rises_then_falls_along_a_line() -> None:
    plan = schedule()
    assert plan.rate(0.0, 0) < plan.rate(0.0, plan.warmup - 1) == 1.0
    assert plan.rate(0.5, plan.warmup) > plan.rate(0.9, plan.warmup) > 0
