"""`dateline check`: whether a ledger is what was written into it."""

from __future__ import annotations

from itertools import chain

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.options import DEFAULT_LEDGER, Form, WhichLedger
from dateline.cli.output import Format, print_note, print_rows, visible


def check(ledger: WhichLedger = DEFAULT_LEDGER, form: Form = Format.TABLE) -> None:
    """Check that a ledger is as it was written.

    Looks at every original, coding, judgement and map: bytes and ids against their hashes, spans
    against texts, lists against codings, and the database itself; where what follows from all
    claims is kept (`dateline derive`), it is compared with what follows from them now. Changes
    nothing. One line a finding; the exit code is 1 where there is any.
    """
    from dateline.pipeline.upkeep.keeping import compare_kept
    from dateline.store import Finding, shown_address

    found = 0
    with opened_ledger(ledger) as opened:
        if form is Format.TABLE:
            for finding in chain(opened.check(), compare_kept(opened)):
                found += 1
                print(visible(f"{finding.record}: {finding.what}"))
        else:
            findings = [*opened.check(), *compare_kept(opened)]
            found = len(findings)
            print_rows(findings, form=form, kind=Finding, columns=("record", "what"))
    print_note(f"{shown_address(ledger)}: {found or 'nothing'} wrong")
    if found:
        raise typer.Exit(1)
