"""`dateline revisions`: what later versions of a page added, changed and dropped."""

from __future__ import annotations

from itertools import islice

from dateline.cli.deriving import open_derived
from dateline.cli.filters import Asked, with_filters
from dateline.cli.output import print_rows

COLUMNS = ("change", "claim", "became", "content")


def list_revisions(asked: Asked) -> None:
    """List what later versions of a page changed, by claim."""
    from dateline.pipeline.derive import RevisionRow

    with open_derived(asked, RevisionRow) as (_, following, choose):
        rows = islice(choose(following.revisions()), asked.limit)
        print_rows(rows, form=asked.form, kind=RevisionRow, columns=COLUMNS)


revisions = with_filters(list_revisions)
