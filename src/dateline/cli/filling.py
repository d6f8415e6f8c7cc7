"""Reports into a ledger: read, coded, written; what is known is recognised by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    from dateline.store import Added

    tally = Tally()
    unknown = _unknown(ledger, inputs, settings.program(), tally, recode=recode)
    coded = ((r.reading, r.coding) for r in tally.results(run(unknown, settings)))
    for outcome in ledger.add_all(coded, program=settings.program()):
        if isinstance(outcome, ReportError):
            tally.failed += 1
            print_error(outcome)
            continue
        tally.added[outcome.value] = tally.added.get(outcome.value, 0) + 1
        if outcome is Added.KNOWN:
            tally.known += 1
    return tally


def _unknown(
    ledger: Ledger,
    inputs: Iterable[Reading | ReportError],
    program: str,
    tally: Tally,
    *,
    recode: bool,
) -> Iterator[Reading | ReportError]:
    """The inputs that this program has not coded yet, and those that cannot be read."""
    for item in inputs:
        if isinstance(item, ReportError) or recode:
            yield item
        elif ledger.knows(item.report.id, program=program):
            tally.known += 1
            ledger.saw(item.original)
        else:
            yield item
