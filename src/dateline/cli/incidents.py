"""`dateline incidents`: what many reports tell of one occurrence."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from dateline.cli.asking import opened_ledger
from dateline.cli.deriving import claims_asked
from dateline.cli.options import (
    DEFAULT_LEDGER,
    AsOf,
    Form,
    LedgerPath,
    Limit,
    QueryWords,
    ReportId,
)
from dateline.cli.output import Format, print_rows

Situations = Annotated[
    bool,
    typer.Option(
        "--situations", help="List what goes on for long or over an area, in their stead."
    ),
]
COLUMNS = (
    "id", "earliest", "type", "place", "reports", "origins", "against_interest", "purity",
)  # fmt: skip


def incidents(
    words: QueryWords = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    report: ReportId = None,
    as_of: AsOf = None,
    limit: Limit = None,
    situations: Situations = False,
    form: Form = Format.TABLE,
) -> None:
    """List incidents: events of many claims, judged to be one.

    An incident is one deed at one place, on one day or few, or one count of many deeds; what
    goes on for long or over an area is a situation, which --situations lists: nothing is
    corroborated by it. Corroboration counts independent origins, never reports; `purity` is the
    probability that all events of an incident are of the one occurrence. With --report only those
    of one report, which takes a second or two in a ledger of any size.
    """
    from dateline.model import TargetKind
    from dateline.pipeline import derive
    from dateline.pipeline.learning import read_learned
    from dateline.pipeline.near import neighbourhood
    from dateline.pipeline.standing import standing
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        _, chosen = opened.find(report, kind=TargetKind.REPORT) if report else (None, None)
        codings = (
            neighbourhood(opened, chosen, as_of=known)
            if chosen
            else list(opened.codings(as_of=known))
        )
        judgements = list(opened.judgements(as_of=known))
        learned = read_learned(opened, as_of=known)
        asked = claims_asked(opened, words, known)
    derived = derive.derive(codings, judgements, learned=learned)
    rows = derive.incident_rows(
        standing(codings, judgements), derived, of=chosen, situations=situations
    )
    if asked is not None:
        rows = (row for row in rows if not asked.isdisjoint(row.claims))
    print_rows(islice(rows, limit), form=form, kind=derive.IncidentRow, columns=COLUMNS)
