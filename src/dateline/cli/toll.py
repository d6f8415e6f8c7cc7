"""`dateline toll`: the numbers of each incident, by claimant, as they grew."""

from __future__ import annotations

from itertools import islice

from dateline.cli.deriving import passing_asked
from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import print_rows
from dateline.cli.sorting import sort_rows

COLUMNS = ("published", "type", "place", "of", "claimant", "low", "best", "high", "words")


def list_tolls(asked: Asked) -> None:
    """List the numbers killed, wounded, captured and so on.

    By incident, and by claimant over time. Low, best and high are each as the claimant gave them;
    none is a sum.
    """
    from dateline.pipeline.following import Following
    from dateline.pipeline.tolls import TollRow

    with asked.opened("TollRow") as (ledger, where):
        passes = passing_asked(ledger, where, asked)
        made = Following(ledger, as_of=asked.known).tolls()
        found = sort_rows(filter(passes, made), asked.sort, TollRow, ledger)
        print_rows(islice(found, asked.limit), form=asked.form, kind=TollRow, columns=COLUMNS)


toll = with_filters(list_tolls)
