"""`dateline contradictions`: claims that cannot both hold."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from dateline.cli.asking import opened_ledger
from dateline.cli.deriving import claims_asked
from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath, Limit, QueryWords
from dateline.cli.output import Format, distinct_rows, print_note, print_rows

if TYPE_CHECKING:
    from dateline.pipeline.derive import ContradictionRow

COLUMNS = ("kind", "first", "second", "why")
Perhaps = Annotated[
    bool,
    typer.Option("--perhaps", help="Also those that only may contradict, the least sure last."),
]


def contradictions(
    words: QueryWords = None,
    ledger: LedgerPath = DEFAULT_LEDGER,
    perhaps: Perhaps = False,
    as_of: AsOf = None,
    limit: Limit = None,
    form: Form = Format.TABLE,
) -> None:
    """List pairs of claims that cannot both hold, and why.

    The surest first, within one report and across reports. How sure is a fitted chance (`score`);
    what is below the shown precision is listed with --perhaps alone.
    """
    from dateline.pipeline.derive import ContradictionRow, contradiction_rows, derive
    from dateline.pipeline.learning import read_learned
    from dateline.pipeline.standing import standing
    from dateline.store import instant

    known = instant(as_of) if as_of else None
    with opened_ledger(ledger) as opened:
        codings = list(opened.codings(as_of=known))
        judgements = list(opened.judgements(as_of=known))
        learned = read_learned(opened, as_of=known)
        asked = claims_asked(opened, words, known)
    derived = derive(codings, judgements, learned=learned)
    found = contradiction_rows(standing(codings, judgements), derived, perhaps=perhaps)
    if asked is not None:
        found = (row for row in found if not asked.isdisjoint((row.claim, row.other)))
    if form is Format.TABLE:
        brief = distinct_rows(map(_brief, found), COLUMNS)
        print_rows(islice(brief, limit), form=form, kind=Brief, columns=COLUMNS)
    else:
        columns = ContradictionRow.__struct_fields__
        print_rows(islice(found, limit), form=form, kind=ContradictionRow, columns=columns)
    left = sum(c.perhaps for c in derived.contradictions)
    if left and not perhaps:
        print_note(f"left out, as less sure: {left} (dateline contradictions --perhaps)")


class Brief(Struct, frozen=True):
    """A contradiction in a table: each claim as its id, its source and its words."""

    kind: str
    first: str
    second: str
    why: str


def _brief(row: ContradictionRow) -> Brief:
    return Brief(
        row.kind,
        f"{row.claim} {row.source}: {row.content}",
        f"{row.other} {row.other_source}: {row.other_content}",
        row.why,
    )
