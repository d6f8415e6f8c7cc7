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
    from dateline.store import instant, shown_address

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        full = opened.find(event, kind=TargetKind.EVENT)[1]
        for coding in opened.codings(as_of=known):
            found = next((e for e in coding.events if e.id == full), None)
            if found is not None:
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
