"""A file of coded events beside what a ledger has read: what `Ledger.compare` gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.api.rows import Rows
from dateline.model import Reading, ReportError, UsageError
from dateline.pipeline.compare import Agreement, CompareRow, Comparison, compare

if TYPE_CHECKING:
    from dateline.ingest.options import ReadOptions
    from dateline.store import Ledger as Store

Failed = Callable[[ReportError], None]


class Compared(Rows[CompareRow]):
    """What both have, what only the file has, what only the ledger has; and how far they agree."""

    def __init__(self, made: Comparison) -> None:
        super().__init__(made.rows, CompareRow)
        self.agreement: Agreement = made.agreement


def compare_file(
    store: Store,
    path: str | Path,
    *,
    as_of: str | None,
    options: ReadOptions | None = None,
    failed: Failed = lambda _error: None,
) -> Comparison:
    """The rows of a file beside the incidents of the ledger's read reports; nothing is written.

    UsageError where the file holds no events that people coded; `failed` is told of each row that
    cannot be read.
    """
    from dateline.ingest.sources import read_inputs
    from dateline.pipeline.following import Following
    from dateline.pipeline.given import code_given
    from dateline.pipeline.standing import standing

    given = [
        code_given(item.report) for item in _rows(read_inputs([path], options=options), failed)
    ]
    if not given:
        raise UsageError(
            "it holds no events that people coded",
            where=str(path),
            remedy="give the CSV of ACLED or of UCDP GED (docs/compare.md)",
        )
    following = Following(store, as_of=as_of)
    codings, derived = following.all_told(given=False)
    return compare(given, standing(codings, following.judgements), derived)


def _rows(found: Iterator[Reading | ReportError], failed: Failed) -> Iterator[Reading]:
    from dateline.model import data_set_called

    for item in found:
        if isinstance(item, ReportError):
            failed(item)
        elif item.report.given and data_set_called(item.report.given).kind == "events":
            yield item
