"""The commands that list what follows from all claims: one signature, one way to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from dateline.cli.asking import opened_ledger, read_words, say_what_is_near
from dateline.cli.options import DEFAULT_LEDGER, AsOf, Form, LedgerPath, Limit, QueryWords
from dateline.cli.output import Format, print_rows

if TYPE_CHECKING:
    from msgspec import Struct

    from dateline.model import Coding
    from dateline.pipeline.derive import Derived
    from dateline.store import Ledger

Rows = Callable[["list[Coding]", "Derived"], "Iterator[Struct]"]


def deriving(
    rows: Rows,
    *,
    row: str,
    columns: tuple[str, ...],
    about: str,
    whole: bool = False,
    brief: Callable[[Any], Struct] | None = None,
) -> Callable[..., None]:
    """A command that prints derived records. `row`: their type in dateline.pipeline.derive.

    In a table for people `brief` shortens each.
    `whole`: rows of claims that were judged wrong too.
    """

    def command(
        words: QueryWords = None,
        ledger: LedgerPath = DEFAULT_LEDGER,
        as_of: AsOf = None,
        limit: Limit = None,
        form: Form = Format.TABLE,
    ) -> None:
        from dateline.pipeline import derive
        from dateline.pipeline.learning import read_learned
        from dateline.pipeline.standing import standing
        from dateline.store import instant

        known = instant(as_of) if as_of else None
        with opened_ledger(ledger) as opened:
            codings = list(opened.codings(as_of=known))
            judgements = list(opened.judgements(as_of=known))
            learned = read_learned(opened, as_of=known)
            asked = claims_asked(opened, words, known)
        derived = derive.derive(codings, judgements, learned=learned)
        found = rows(codings if whole else standing(codings, judgements), derived)
        if asked is not None:
            found = (row for row in found if not asked.isdisjoint(claims_in(row)))
        if brief is not None and form is Format.TABLE:
            found = map(brief, found)
        kind = getattr(derive, row)
        print_rows(islice(found, limit), form=form, kind=kind, columns=columns)

    command.__doc__ = about
    return command


def claims_asked(
    ledger: Ledger, words: list[str] | None, as_of: str | None
) -> frozenset[str] | None:
    """The ids of the claims that a query finds; None: nothing was asked."""
    from dateline.store import Filter

    query = read_words(words)
    if query is None:
        return None
    where = Filter(query=query)
    found = frozenset(row.id for row in ledger.claims(where, as_of=as_of))
    if not found:
        say_what_is_near(ledger, where, None)
    return found


def claims_in(row: Struct) -> Iterator[str]:
    """The claims that a derived row rests on."""
    yield from getattr(row, "claims", ())
    for name in ("claim", "other", "became"):
        one = getattr(row, name, None)
        if one is not None:
            yield one
