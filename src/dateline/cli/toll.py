"""`dateline toll`: the numbers of each incident, by claimant, as they grew."""

from __future__ import annotations

from itertools import islice

from dateline.cli.asking import opened_ledger
from dateline.cli.deriving import claims_asked
from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath, Limit, QueryWords
from dateline.cli.output import Format, print_rows

COLUMNS = ("published", "type", "place", "of", "claimant", "low", "best", "high", "words")


def toll(
    words: QueryWords = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    as_of: AsOf = None,
    limit: Limit = None,
    form: Form = Format.TABLE,
) -> None:
    """List the numbers killed, wounded, captured and so on.

    By incident, and by claimant over time. Low, best and high are each as the claimant gave them;
    none is a sum.
    """
    from dateline.pipeline.following import Following
    from dateline.pipeline.tolls import TollRow
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        asked = claims_asked(opened, words, known)
        rows = Following(opened, as_of=known).tolls()
        if asked is not None:
            rows = (row for row in rows if row.claim in asked)
        print_rows(islice(rows, limit), form=form, kind=TollRow, columns=COLUMNS)
