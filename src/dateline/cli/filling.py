"""Reports into a ledger: read, coded, written; what is known is recognised by content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.cli.inputs import Tally
from dateline.cli.output import print_error
from dateline.model.errors import ReportError

if TYPE_CHECKING:
    from dateline.model import Reading
    from dateline.pipeline import Settings
    from dateline.store import Ledger


def fill(
    ledger: Ledger, inputs: Iterable[Reading | ReportError], settings: Settings, *, recode: bool
) -> Tally:
    """Adds what is new among the inputs to the ledger; how it went."""
    from dateline.pipeline import run
    from dateline.pipeline.unknown import keep_unknown
    from dateline.pipeline.upkeep.keeping import keep_current
    from dateline.store import Added

    tally = Tally()

    def count_known() -> None:
        tally.known += 1

    if not recode:
        inputs = keep_unknown(ledger, inputs, settings.program(), on_known=count_known)
    coded = ((r.reading, r.coding) for r in tally.results(run(inputs, settings)))
    for outcome in ledger.add_all(coded, program=settings.program()):
        if isinstance(outcome, ReportError):
            tally.failed += 1
            print_error(outcome)
            continue
        tally.added[outcome.value] = tally.added.get(outcome.value, 0) + 1
        if outcome is Added.KNOWN:
            tally.known += 1
    keep_current(ledger)
    return tally
