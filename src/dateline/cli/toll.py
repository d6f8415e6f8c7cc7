"""`dateline toll`: the numbers of each incident, by claimant, as they grew."""

from __future__ import annotations

from itertools import islice

from dateline.cli.deriving import open_derived
from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import print_rows

COLUMNS = ("published", "type", "place", "of", "claimant", "low", "best", "high", "words")


def list_tolls(asked: Asked) -> None:
    """List the numbers killed, wounded, captured and so on.

    By incident, and by claimant over time. Low, best and high are each as the claimant gave them;
    none is a sum.
    """
    from dateline.pipeline.tolls import TollRow

    with open_derived(asked, TollRow) as (_, following, choose):
        rows = islice(choose(following.tolls()), asked.limit)
        print_rows(rows, form=asked.form, kind=TollRow, columns=COLUMNS)


toll = with_filters(list_tolls)
