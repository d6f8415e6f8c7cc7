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
    from dateline.pipeline.derive import derive
    from dateline.pipeline.learning import read_learned
    from dateline.pipeline.standing import standing
    from dateline.pipeline.tolls import TollRow, toll_rows
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        codings = list(opened.codings(as_of=known))
        judgements = list(opened.judgements(as_of=known))
        learned = read_learned(opened, as_of=known)
        asked = claims_asked(opened, words, known)
    derived = derive(codings, judgements, learned=learned)
    rows = toll_rows(standing(codings, judgements), derived)
    if asked is not None:
        rows = (row for row in rows if row.claim in asked)
    print_rows(islice(rows, limit), form=form, kind=TollRow, columns=COLUMNS)
