"""`dateline explain`: the words, rules and scores behind an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, AsOf, LedgerPath
from dateline.cli.output import visible
from dateline.model.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.model import Coding, Event

Id = Annotated[str, typer.Argument(metavar="EVENT", help="The event's id, or its beginning.")]


def explain(event: Id, ledger: LedgerPath = DEFAULT_LEDGER, as_of: AsOf = None) -> None:
    """Say why an event was coded as it was.

    Its words, and the reason for each slot: a short view of what `dateline why` tells.
    """
    from dateline.model import TargetKind
    from dateline.query import Field
    from dateline.store import Filter, instant, shown_address

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        full = opened.find(event, kind=TargetKind.EVENT)[1]
        named = Filter(query=Field("id", full))
        report = next((row.report for row in opened.events(named, as_of=known)), None)
        coding = opened.coding(report, as_of=known) if report is not None else None
        if coding is not None:
            found = next(event for event in coding.events if event.id == full)
            for line in explained(coding, found):
                print(visible(line))
            return
    raise LedgerError(
        f"did not know the event {full} at {as_of}",
        where=shown_address(ledger),
        remedy="ask later",
    )


def explained(coding: Coding, event: Event) -> Iterator[str]:
    """The lines that explain an event of a coding."""
    from dateline.pipeline.why import explain_event

    return explain_event(coding, event)
