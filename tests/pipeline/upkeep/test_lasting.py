"""What goes on, as reports come: joined and cut as its silences are filled and opened."""

from __future__ import annotations

from pathlib import Path

from dateline.fusion.situations import silence
from dateline.model import IncidentKind, TargetKind, Verdict
from dateline.pipeline.upkeep.keeping import derived_of, keep_up
from dateline.pipeline.upkeep.lasting import together
from dateline.store import Ledger, open_ledger
from tests.pipeline.upkeep.test_keeping import lasting, reading, same


def test_what_goes_on_is_joined_and_cut_as_its_silences_are_filled(tmp_path: Path) -> None:
    first, between, last, _ = lasting()
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        sizes: list[list[int]] = []
        for made in (first, last, between):
            ledger.add(reading(made), made, program="one")
            keep_up(ledger)
            same(ledger)
            sizes.append(situation_sizes(ledger))
        ledger.judge(TargetKind.REPORT, between.report.id, Verdict.WRONG, author="x")
        keep_up(ledger)
        same(ledger)
        sizes.append(situation_sizes(ledger))
    assert sizes == [[1], [1, 1], [3], [1, 1]]


def situation_sizes(ledger: Ledger) -> list[int]:
    kept = derived_of(ledger)
    assert kept is not None
    return sorted(len(i.events) for i in kept.incidents if i.kind is IncidentKind.SITUATION)


def test_stretches_are_one_up_to_the_longest_silence() -> None:
    near, far = 10 + silence(), 11 + silence()
    assert list(together([(5, 10, ""), (near, near, "")])) == [(5, near, "")]
    assert list(together([(far, far, ""), (5, 10, "")])) == [(5, 10, ""), (far, far, "")]
    assert list(together([(5, 30, ""), (6, 7, ""), (31, 31, "")])) == [(5, 31, "")]


def test_what_has_no_day_stands_alone() -> None:
    alone = [(0, 0, "evt-a@x"), (0, 0, "evt-b@x")]
    assert list(together([*alone, (5, 6, ""), alone[0]])) == [*alone, (5, 6, "")]
