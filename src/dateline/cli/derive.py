"""`dateline derive`: what follows from all claims, computed and kept."""

from __future__ import annotations

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, LedgerPath
from dateline.cli.output import print_note


def derive(ledger: LedgerPath = DEFAULT_LEDGER) -> None:
    """Compute what follows from all claims, and keep it.

    From then on incidents, contradictions and tolls are kept in the ledger beside the claims, and
    each report or judgement changes only what hangs on it: questions are answered at once,
    however many claims there are. An interrupted run goes on where it ended.
    """
    from dateline.pipeline.upkeep.keeping import keep_up
    from dateline.store import shown_address

    def tell(left: int) -> None:
        if left:
            print_note(f"{left} reports left")

    with opened_ledger(ledger) as opened:
        done = keep_up(opened, progress=tell)
    state = "what follows is kept" if done else "nothing new: what follows was kept already"
    print_note(f"{shown_address(ledger)}: {state}")
