"""What is kept is the same in both databases, after reports, another coding and judgements."""

from __future__ import annotations

from collections.abc import Callable

from dateline.model import TargetKind, Verdict
from dateline.pipeline.following import Following
from dateline.pipeline.upkeep.keeping import compare_kept, keep_up
from dateline.store import Ledger
from tests.pipeline.upkeep.test_keeping import CLAIMS, EVENTS, POOL, reading, same, shorter
from tests.store.conftest import opener

__all__ = ["opener"]


def test_what_follows_is_kept_in_any_database(opener: Callable[[], Ledger]) -> None:
    with opener() as ledger:
        for made in POOL[4:]:
            ledger.add(reading(made), made, program="one")
        keep_up(ledger)
        same(ledger)
        for made in POOL[:4]:
            ledger.add(reading(made), made, program="one")
        again = shorter(POOL[6])
        ledger.add(reading(again), again, program="two")
        one = ledger.judge(TargetKind.CLAIM, CLAIMS[1], Verdict.WRONG, author="x")
        ledger.judge(TargetKind.EVENT, EVENTS[2], Verdict.SAME, author="x", other=EVENTS[5])
        keep_up(ledger)
        same(ledger)
        ledger.withdraw(one.id)
        asked = Following(ledger)
        assert asked.kept
        same(ledger)
        assert not list(compare_kept(ledger))
        starts = [row.earliest for row in asked.incidents()]
        assert starts == sorted(starts, key=lambda day: day or "~")
        scores = [row.score for row in asked.contradictions(perhaps=True)]
        assert scores == sorted(scores, reverse=True)
        assert starts
        assert scores
