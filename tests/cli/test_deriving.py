"""Lists of what follows from all claims."""

from __future__ import annotations

from pathlib import Path

from dateline.cli.output import distinct_rows
from dateline.pipeline.derive import ContradictionRow
from dateline.store import open_ledger
from tests.cli.conftest import Runs
from tests.pipeline.upkeep.test_keeping import POOL, reading


def _row(claim: str, content: str) -> ContradictionRow:
    return ContradictionRow(
        kind="time", why="the day", score=0.9, perhaps=False, claim=claim, source="A",
        content=content, other="clm-9", other_source="B", other_content="on Friday",
        reports=("rep-1",),
    )  # fmt: skip


def test_rows_that_would_look_the_same_are_one() -> None:
    rows = [_row("clm-1", "on Monday"), _row("clm-2", "on Monday"), _row("clm-3", "on Tuesday")]
    kept = list(distinct_rows(iter(rows), ("kind", "source", "content")))
    assert kept == [rows[0], rows[2]]


def test_lists_are_the_same_once_what_follows_is_kept(dateline: Runs, tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        for made in POOL:
            ledger.add(reading(made), made, program="one")
    asked = (
        ("incidents",), ("incidents", "--situations"), ("contradictions", "--perhaps"), ("toll",),
        ("control",),
    )  # fmt: skip
    before = [dateline(*words, "--ledger", path, "--format", "jsonl") for words in asked]
    made_ = dateline("derive", "--ledger", path)
    assert (made_.code, made_.err) == (0, f"{path}: what follows is kept\n")
    again = dateline("derive", "--ledger", path)
    assert again.err.endswith("nothing new: what follows was kept already\n")
    assert [dateline(*words, "--ledger", path, "--format", "jsonl") for words in asked] == before
    assert sum(len(ran.out) for ran in before) > 1_000
    wrong = dateline("check", path).out.splitlines()
    assert not [line for line in wrong if line.startswith(("incident ", "contradiction "))]
