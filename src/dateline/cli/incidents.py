"""`dateline incidents`: what many reports tell of one occurrence."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from dateline.cli.deriving import open_derived
from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import print_rows

Situations = Annotated[
    bool,
    typer.Option(
        "--situations", help="List what goes on for long or over an area, in their stead."
    ),
]
COLUMNS = (
    "id", "earliest", "type", "place", "reports", "origins", "against_interest", "purity",
)  # fmt: skip


def list_incidents(asked: Asked, situations: Situations = False) -> None:
    """List incidents: events of many claims, judged to be one.

    An incident is one deed at one place, on one day or few, or one count of many deeds; what
    goes on for long or over an area is a situation, which --situations lists: nothing is
    corroborated by it. Corroboration counts independent origins, never reports; `purity` is the
    probability that all events of an incident are of the one occurrence. With --report only those
    of one report, which takes a second or two in a ledger of any size.
    """
    from dateline.model import TargetKind
    from dateline.pipeline import derive
    from dateline.pipeline.near import neighbourhood
    from dateline.pipeline.standing import standing

    with open_derived(asked, derive.IncidentRow) as (ledger, following, choose):
        if asked.report:
            _, chosen = ledger.find(asked.report, kind=TargetKind.REPORT)
            codings = neighbourhood(ledger, chosen, as_of=asked.known)
            judgements = list(ledger.judgements(as_of=asked.known))
            found = derive.derive(codings, judgements, learned=following.learned)
            made = derive.incident_rows(
                standing(codings, judgements), found, of=chosen, situations=situations
            )
        else:
            made = following.incidents(situations=situations)
        rows = islice(choose(made), asked.limit)
        print_rows(rows, form=asked.form, kind=derive.IncidentRow, columns=COLUMNS)


incidents = with_filters(list_incidents)
