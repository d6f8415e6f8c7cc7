"""Lists of what follows from all claims."""

from __future__ import annotations

from dateline.cli.output import distinct_rows
from dateline.pipeline.derive import ContradictionRow


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
