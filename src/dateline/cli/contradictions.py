"""`dateline contradictions`: claims that cannot both hold."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath
from dateline.cli.output import Format, distinct_rows, print_note, print_rows

COLUMNS = ("kind", "source", "content", "other_source", "other_content", "why")
Perhaps = Annotated[
    bool,
    typer.Option("--perhaps", help="Also those that only may contradict, the least sure last."),
]


def contradictions(
    ledger: LedgerPath = DEFAULT_LEDGER,
    perhaps: Perhaps = False,
    as_of: AsOf = None,
    form: Form = Format.TABLE,
) -> None:
    """List pairs of claims that cannot both hold, and why.

    The surest first, within one report and across reports. How sure is a fitted chance (`score`);
    what is below the shown precision is listed with --perhaps alone.
    """
    from dateline.pipeline.derive import ContradictionRow, contradiction_rows, derive
    from dateline.pipeline.standing import standing
    from dateline.store import instant, open_ledger

    known = instant(as_of) if as_of else None
    with open_ledger(ledger, create=False) as opened:
        codings = list(opened.codings(as_of=known))
        judgements = list(opened.judgements(as_of=known))
    derived = derive(codings, judgements)
    found = contradiction_rows(standing(codings, judgements), derived, perhaps=perhaps)
    if form is Format.TABLE:
        found = distinct_rows(found, COLUMNS)
    print_rows(found, form=form, kind=ContradictionRow, columns=COLUMNS)
    left = sum(c.perhaps for c in derived.contradictions)
    if left and not perhaps:
        print_note(f"left out, as less sure: {left} (dateline contradictions --perhaps)")
